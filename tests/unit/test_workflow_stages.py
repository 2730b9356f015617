"""How a task gets from its prompt to its video, and what each failure makes of it."""

from datetime import timedelta

import pytest

from services.gateway.workflow.outstanding import outstanding
from services.gateway.workflow.reduce import CRASH_BUDGET, OUTAGE_BUDGET, reduce
from shared.contracts.base import Command
from shared.contracts.code import WriteScene
from shared.contracts.plan import ImplementScenes, PlanVideo, VideoPlanned
from shared.contracts.publish import ScenePublished, SyncSession
from shared.contracts.render import CombineScenes, RenderScene
from shared.contracts.task import CancellationRequested
from tests.support.answers import NOON, failure, rejection, requested, success
from tests.support.world import World


def only(world: World) -> Command:
    """The one command that the task waits for."""
    (wanted,) = outstanding(world.task)
    return wanted.command


def answer(world: World, event: object) -> None:
    world.store(event)  # type: ignore[arg-type]
    world.deliver(world.unread[0])


def until(world: World, kind: type[Command]) -> Command:
    """Everything goes well until the first command of this kind is wanted."""
    while True:
        command = outstanding(world.task)[0].command
        if isinstance(command, kind):
            return command
        answer(world, success(command))


def test_a_task_plans_implements_renders_combines_publishes_and_syncs() -> None:
    world = World(requested("t1", scenes=1))
    steps = []
    while not world.task.final:
        command = only(world)
        steps.append(command.subject)
        answer(world, success(command))
    assert steps == [
        "cmd.plan.t1.-.1",
        "cmd.implement.t1.-.1",
        "cmd.code.t1.1.1",
        "cmd.render.t1.1.1",
        "cmd.publish.t1.1.1",
        "cmd.combine.t1.-.1",
        "cmd.publish.t1.-.1",
        "cmd.sync.t1.-.1",
    ]
    assert world.task.status == "completed"
    assert list(world.task.spans) == [
        "planning",
        "implementing",
        "scenes",
        "combining",
        "publishing",
        "syncing",
    ]
    assert world.task.usage.input_tokens == 10
    assert world.task.usage.output_tokens == 12


def test_scenes_go_side_by_side_and_are_combined_in_their_order() -> None:
    world = World(requested(scenes=3))
    until(world, WriteScene)
    assert len(world.task.open) == 3
    while world.task.stage == "scenes":
        # The last scene is always the fastest.
        answer(world, success(outstanding(world.task)[-1].command))
    combine = only(world)
    assert isinstance(combine, CombineScenes)
    assert [part.scene_number for part in combine.inputs] == [1, 2, 3]


def test_a_rejected_program_goes_back_to_the_coder_with_its_error() -> None:
    world = World(requested(scenes=1))
    render = until(world, RenderScene)
    answer(world, rejection(render, error="NameError: Circl"))
    again = only(world)
    assert isinstance(again, WriteScene)
    assert again.attempt == 2
    assert again.rejected is not None
    assert "NameError: Circl" in again.rejected.error
    assert "3: Circl()" in again.rejected.error
    assert again.rejected.code == world.task.scene(1).code


@pytest.mark.parametrize("retries", [1, 3])
def test_a_scene_is_mended_as_often_as_the_request_allows(retries: int) -> None:
    world = World(requested(scenes=1, render_config={"max_retries": retries}))
    rejections = 0
    while not world.task.final:
        answer(world, rejection(until(world, RenderScene)))
        rejections += 1
    assert rejections == retries + 1
    assert world.task.status == "failed"
    assert world.task.error is not None
    assert "scene 1" in world.task.error
    assert "NameError" in world.task.error


def test_with_partial_the_good_scenes_become_the_video() -> None:
    world = World(requested(scenes=2, on_scene_failure="partial"))
    until(world, WriteScene)
    hopeless = world.commands["cmd.code.t1.1.1"]
    answer(world, failure(hopeless, "refused"))
    combine = until(world, CombineScenes)
    assert isinstance(combine, CombineScenes)
    assert [part.scene_number for part in combine.inputs] == [2]


def test_without_partial_one_lost_scene_fails_the_task_when_the_others_are_done() -> None:
    world = World(requested(scenes=2))
    until(world, WriteScene)
    answer(world, failure(world.commands["cmd.code.t1.2.1"], "refused", error="no such topic"))
    while not world.task.final:
        answer(world, success(only(world)))
    assert world.task.status == "failed"
    assert world.task.scene(1).stage == "done"
    assert "no such topic" in (world.task.error or "")


def test_an_outage_repeats_the_same_work_later_and_later() -> None:
    world = World(requested(scenes=1))
    pauses: list[float] = []
    while not world.task.final:
        answer(world, failure(only(world), "unavailable"))
        _, stored = world.events[f"evt.plan.t1.-.{len(pauses) + 1}"]
        if world.task.current.not_before is not None and not world.task.final:
            pauses.append((world.task.current.not_before - stored).total_seconds())
    assert pauses == [2, 4, 8, 16, 32, 64, 120, 120]
    assert len(pauses) == OUTAGE_BUDGET
    assert world.task.status == "failed"


def test_an_outage_waits_as_long_as_the_service_asks_within_reason() -> None:
    for asked, waited in ((30, 30), (3600, 120)):
        world = World(requested())
        answer(world, failure(only(world), "unavailable", retry_after=asked))
        assert world.task.current.not_before == world.now + timedelta(seconds=waited)


def test_a_wrong_answer_is_asked_again_at_once_with_its_error() -> None:
    world = World(requested())
    answer(world, failure(only(world), "invalid", error="no <plan> element"))
    (again,) = outstanding(world.task)
    assert isinstance(again.command, PlanVideo)
    assert again.not_before is None
    assert again.command.attempt == 2
    assert again.command.last_error == "no <plan> element"


def test_wrong_answers_and_outages_have_their_own_budgets() -> None:
    world = World(requested(render_config={"max_retries": 1}))
    for reason in ("invalid", "timeout", "crashed", "lost"):
        answer(world, failure(only(world), reason))
        assert not world.task.final
    answer(world, failure(only(world), "invalid"))
    assert world.task.status == "failed"


def test_what_kills_its_worker_again_and_again_is_given_up_before_an_outage_is() -> None:
    killed = World(requested())
    for _ in range(CRASH_BUDGET + 1):
        answer(killed, failure(only(killed), "lost"))
    waiting = World(requested())
    for _ in range(CRASH_BUDGET + 1):
        answer(waiting, failure(only(waiting), "unavailable"))
    assert killed.task.status == "failed"
    assert not waiting.task.final


def test_a_plan_with_a_scene_too_few_is_a_wrong_answer() -> None:
    world = World(requested(scenes=3))
    plan = success(only(world))
    assert isinstance(plan, VideoPlanned)
    answer(world, plan.model_copy(update={"scenes": plan.scenes[:2]}))
    assert world.task.stage == "planning"
    assert "scenes 1 to 3" in (world.task.current.error or "")


def test_an_implementation_without_one_of_the_scenes_is_a_wrong_answer() -> None:
    world = World(requested(scenes=2))
    plans = success(until(world, ImplementScenes))
    answer(world, plans.model_copy(update={"scenes": plans.scenes[:1]}))  # type: ignore[attr-defined]
    assert world.task.stage == "implementing"
    assert "[2]" in (world.task.current.error or "")


def test_a_published_scene_without_a_video_is_published_again() -> None:
    world = World(requested(scenes=1))
    while only(world).step != "publish":
        answer(world, success(only(world)))
    published = success(only(world))
    assert isinstance(published, ScenePublished)
    answer(world, published.model_copy(update={"files": published.files[1:]}))
    assert only(world).subject == "cmd.publish.t1.1.2"
    assert not world.task.final


def test_errors_are_cut_before_they_are_stored() -> None:
    world = World(requested(scenes=1))
    answer(world, failure(until(world, WriteScene), "invalid", error="x" * 1_000_000))
    assert len(world.task.model_dump_json()) < 20_000


def test_a_cancelled_task_wants_nothing_more() -> None:
    world = World(requested(scenes=2))
    until(world, WriteScene)
    late = success(outstanding(world.task)[0].command)
    answer(world, CancellationRequested(task_id="t1"))
    assert world.task.status == "cancelled"
    assert world.task.cancel_requested
    assert outstanding(world.task) == []
    ended = world.task
    answer(world, late)
    assert world.task == ended


def test_an_ended_task_is_not_cancelled_afterwards() -> None:
    world = World(requested(scenes=1))
    answer(world, success(until(world, SyncSession)))
    assert world.task.status == "completed"
    ended = world.task
    assert reduce(ended, CancellationRequested(task_id="t1"), NOON) is ended
