"""Where a retry goes on, what it leaves alone, and what cannot be retried."""

import pytest

from services.gateway.workflow.outstanding import outstanding
from services.gateway.workflow.retry import refusal
from shared.contracts.base import Command
from shared.contracts.code import WriteScene
from shared.contracts.plan import ImplementScenes
from shared.contracts.publish import PublishVideo, SyncSession
from shared.contracts.render import CombineScenes, RenderScene
from shared.contracts.task import DeadlinePassed
from tests.support.answers import NOON, failure, rejection, requested, success
from tests.support.world import World
from tests.unit.test_workflow_stages import answer, only, until


def deliver_all(world: World) -> None:
    while world.unread:
        world.deliver(world.unread[0])


def retried(world: World, scene: int | None = None) -> list[str]:
    """The commands that the task waits for after a retry."""
    world.retry(scene)
    deliver_all(world)
    return [each.command.identity for each in outstanding(world.task)]


@pytest.mark.parametrize(
    ("stopped_at", "goes_on_with"),
    [
        (None, "plan.t1.-.2"),
        (ImplementScenes, "implement.t1.-.2"),
        (WriteScene, "code.t1.1.2"),
        (RenderScene, "render.t1.1.2"),
        (CombineScenes, "combine.t1.-.2"),
        # What was staged for it may be gone.
        (PublishVideo, "combine.t1.-.2"),
        (SyncSession, "sync.t1.-.2"),
    ],
)
def test_a_cancelled_task_goes_on_where_it_stopped(
    stopped_at: type[Command] | None, goes_on_with: str
) -> None:
    world = World(requested(scenes=1))
    if stopped_at is not None:
        until(world, stopped_at)
    world.cancel()
    deliver_all(world)
    assert retried(world) == [goes_on_with]
    assert (world.task.status, world.task.run) == ("progress", 2)
    while not world.task.final:
        answer(world, success(only(world)))
    assert world.task.status == "completed"


def test_budgets_are_fresh_and_the_coder_is_told_the_last_error() -> None:
    world = World(requested(scenes=1, render_config={"max_retries": 1}))
    while not world.task.final:
        answer(world, rejection(until(world, RenderScene), error=f"error {world.now:%S}"))
    last = world.task.scene(1).error
    assert retried(world) == ["code.t1.1.3"]
    again = only(world)
    assert isinstance(again, WriteScene)
    assert again.rejected is not None
    assert again.rejected.error == last
    answer(world, success(again))
    answer(world, rejection(until(world, RenderScene)))
    assert not world.task.final, "one repair is allowed again"


def test_one_scene_is_retried_and_the_other_failed_one_stays_failed() -> None:
    world = World(requested(scenes=3, on_scene_failure="partial"))
    until(world, WriteScene)
    for number in (1, 2):
        answer(world, failure(world.commands[f"cmd.code.t1.{number}.1"], "refused"))
    while not world.task.final:
        answer(world, success(only(world)))
    assert retried(world, 2) == ["code.t1.2.2"]
    while not world.task.final:
        answer(world, success(only(world)))
    assert [scene.stage for scene in world.task.scenes] == ["failed", "done", "done"]
    combine = world.commands["cmd.combine.t1.-.2"]
    assert isinstance(combine, CombineScenes)
    assert [part.scene_number for part in combine.inputs] == [2, 3]


def test_what_cannot_be_retried_is_said_precisely() -> None:
    world = World(requested(scenes=2))
    assert refusal(world.task, None) == "running"
    assert refusal(world.task, 3) == "no such scene"
    until(world, WriteScene)
    answer(world, failure(world.commands["cmd.code.t1.1.1"], "refused"))
    world.cancel()
    deliver_all(world)
    assert refusal(world.task, 1) == "unfinished"
    assert refusal(world.task, 2) == "not failed"
    assert refusal(world.task, None) is None
    done = World(requested(scenes=1))
    while not done.task.final:
        answer(done, success(only(done)))
    assert refusal(done.task, None) == "complete"


def test_two_retries_at_once_are_one() -> None:
    world = World(requested(scenes=1))
    world.cancel()
    deliver_all(world)
    world.retry()
    world.retry()
    assert len(world.unread) == 1
    deliver_all(world)
    assert world.task.run == 2


def test_a_deadline_ends_its_own_run_only() -> None:
    world = World(requested(scenes=1))
    deadline = DeadlinePassed(task_id="t1", deadline=NOON)
    answer(world, deadline)
    assert world.task.status == "cancelled"
    assert not world.task.cancel_requested
    assert "2026-01-01 12:00:00 UTC" in (world.task.error or "")
    retried(world)
    world.deliver(deadline.subject)
    assert not world.task.final
