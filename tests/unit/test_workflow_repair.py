"""Rejections, their history and the budgets that they use up."""

from typing import Any

import pytest

from services.gateway.projection import status_document
from services.gateway.workflow.repair import rounds
from services.gateway.workflow.state import SceneState, TaskState
from shared.contracts.base import Command, Event
from shared.contracts.code import EARLIER_LIMIT, SceneWritten, WriteScene
from shared.contracts.publish import PublishVideo
from shared.contracts.render import RenderScene, SceneRejected
from shared.contracts.usage import Usage
from tests.support.answers import NOON, failure, rejection, requested, success
from tests.support.world import World

CODER = Usage(model="coder", input_tokens=900, output_tokens=100, seconds=4, cost=0.5)


def world(**request: Any) -> World:
    """A task whose one scene waits for its program."""
    found = World(requested(scenes=1, **request))
    step(found, success)
    step(found, success)
    return found


def step(world: World, reply: object) -> Command:
    subject = world.waiting[0]
    command = world.commands[subject]
    world.answer(subject, reply)  # type: ignore[arg-type]
    for unread in tuple(world.unread):
        world.deliver(unread)
    return command


def found_faulty(command: Command) -> Event:
    return failure(command, "invalid", error="line 3: cirlce is not defined").model_copy(
        update={"kind": "name", "code": f"# program {command.attempt}", "line": 3, "usage": CODER}
    )


def scene(world: World) -> SceneState:
    return world.task.scenes[0]


def waiting(world: World) -> WriteScene:
    command = world.commands[world.waiting[0]]
    assert isinstance(command, WriteScene)
    return command


def test_a_program_that_a_gate_has_found_faulty_goes_back_with_it() -> None:
    task = world()
    step(task, found_faulty)
    rejected = waiting(task).rejected
    assert rejected is not None
    assert (rejected.kind, rejected.line, rejected.code) == ("name", 3, "# program 1")
    assert rejected.earlier == ()


def test_every_rejection_is_remembered_gates_and_renders_alike() -> None:
    task = world()
    step(task, found_faulty)
    step(task, success)
    step(task, rejection)
    rejected = waiting(task).rejected
    assert rejected is not None
    assert rejected.kind == "runtime"
    assert [(e.attempt, e.kind) for e in rejected.earlier] == [(1, "name")]
    assert rejected.code == "# cmd.code.t1.1.2"


def test_an_answer_without_a_program_leaves_the_last_one_to_be_mended() -> None:
    task = world()
    step(task, found_faulty)
    step(task, lambda command: failure(command, "invalid", error="no program"))
    rejected = waiting(task).rejected
    assert rejected is not None
    assert rejected.code == "# program 1"
    assert rejected.error == "no program"


def test_the_history_is_bounded() -> None:
    task = world(render_config={"max_retries": 10})
    for _ in range(10):
        step(task, found_faulty)
    rejected = waiting(task).rejected
    assert rejected is not None
    assert len(rejected.earlier) == EARLIER_LIMIT
    assert rejected.earlier[-1].attempt == 9


def test_gates_and_renders_share_one_budget_of_rounds() -> None:
    task = world(render_config={"max_retries": 2})
    step(task, found_faulty)
    step(task, success)
    step(task, rejection)
    step(task, success)
    assert not task.task.final
    step(task, rejection)
    assert task.task.status == "failed"
    assert rounds(scene(task)) == 3


@pytest.mark.parametrize("budget", [{"max_scene_tokens": 2_000}, {"max_scene_seconds": 8}])
def test_tokens_and_seconds_are_budgets_too(budget: dict[str, float]) -> None:
    task = world(model_config=budget, render_config={"max_retries": 10})
    step(task, found_faulty)
    assert not task.task.final
    step(task, found_faulty)
    assert task.task.status == "failed"


def test_an_outage_uses_up_nothing() -> None:
    task = world(render_config={"max_retries": 1})
    for _ in range(3):
        step(task, lambda command: failure(command, "unavailable"))
    assert not task.task.final
    assert rounds(scene(task)) == 0


def test_the_status_shows_budgets_kinds_and_costs() -> None:
    task = world()
    step(task, found_faulty)
    document = status_document(task.task, {}, NOON)
    shown = document.scenes[0]
    assert shown.repair is not None
    assert (shown.repair.rounds, shown.repair.max_rounds) == (1, 3)
    assert (shown.repair.tokens, shown.repair.max_tokens) == (1_000, 300_000)
    assert shown.repair.rejected_as == ["name"]
    assert shown.usage["code"].cost == 0.5
    assert document.steps[0].usage == Usage(model="planner", input_tokens=10, output_tokens=5)
    assert document.steps[2].usage == CODER
    assert document.usage.cost == 0.5


def test_the_versions_of_the_prompts_reach_the_video() -> None:
    task = world()

    def versioned(command: Command) -> Event:
        event = success(command)
        if isinstance(event, SceneWritten):
            return event.model_copy(update={"prompt_version": "0123456789ab"})
        return event

    while not isinstance(task.commands[task.waiting[0]], PublishVideo):
        step(task, versioned)
    command = task.commands[task.waiting[0]]
    assert isinstance(command, PublishVideo)
    assert command.prompt_versions == {"code": "0123456789ab"}


def test_a_state_from_before_is_read() -> None:
    task = world()
    step(task, success)
    step(task, rejection)
    document = task.task.model_dump(mode="json", by_alias=True)
    for name in ("spent", "prompt_versions"):
        del document[name]
    del document["scenes"][0]["spent"]
    for name in ("kind", "line", "earlier"):
        del document["scenes"][0]["rejected"][name]
    assert TaskState.model_validate(document).scenes[0].rejected is not None


def test_a_rejection_of_the_renderer_keeps_its_line() -> None:
    task = world()
    step(task, success)
    command = task.commands[task.waiting[0]]
    assert isinstance(command, RenderScene)
    assert isinstance(rejection(command), SceneRejected)
    step(task, rejection)
    assert waiting(task).rejected is not None
    assert waiting(task).rejected.line == 3  # type: ignore[union-attr]
