"""What clients see of an event, and what they do not."""

from services.gateway.public_events import public
from shared.contracts.base import Command
from shared.contracts.code import SceneWritten
from shared.contracts.render import SceneRejected
from shared.contracts.task import TaskEnded
from tests.support.answers import NOON, failure, requested, success
from tests.support.world import World

SECRET = "class Secret(Scene): ..."


def shown(event: object) -> dict[str, object]:
    return public(event, NOON).model_dump(mode="json", exclude_none=True)  # type: ignore[arg-type]


def test_programs_and_raw_answers_stay_inside() -> None:
    written = SceneWritten(
        task_id="t1", scene_number=2, code=SECRET, raw_response=SECRET, authored_by="model"
    )
    assert shown(written) == {
        "type": "SceneWritten",
        "task_id": "t1",
        "at": "2026-01-01T12:00:00Z",
        "step": "code",
        "scene_number": 2,
        "attempt": 1,
        "authored_by": "model",
    }


def test_of_an_error_only_the_first_line_is_shown() -> None:
    rejected = SceneRejected(
        task_id="t1",
        scene_number=1,
        kind="runtime",
        error=f"NameError: name 'x'\n{SECRET}",
        line=7,
        context=SECRET,
    )
    document = shown(rejected)
    assert (document["reason"], document["error"]) == ("runtime", "NameError: name 'x'")
    assert document["line"] == 7
    assert SECRET not in str(document)


def test_the_request_is_shown_without_its_prompt() -> None:
    document = shown(requested(scenes=3))
    assert document["scene_count"] == 3
    assert "circle" not in str(document)


def test_every_answer_of_a_task_has_a_view() -> None:
    world = World(requested())
    seen = set()
    while not world.task.final:

        def reply(command: Command) -> object:
            event = success(command)
            document = shown(event)
            assert document["step"] == command.step
            seen.add(document["type"])
            return event

        world.answer(world.waiting[0], reply)  # type: ignore[arg-type]
        world.deliver(world.unread[0])
    assert len(seen) == 8


def test_a_failure_is_shown_under_the_step_that_failed() -> None:
    command = next(iter(World(requested()).commands.values()))
    document = shown(failure(command, "refused", error="no such model"))
    assert (document["step"], document["reason"]) == ("plan", "refused")
    assert document["error"] == "no such model"


def test_the_end_has_its_status() -> None:
    assert shown(TaskEnded(task_id="t1", status="failed", error="e", ended_at=NOON)) == {
        "type": "TaskEnded",
        "task_id": "t1",
        "at": "2026-01-01T12:00:00Z",
        "step": "end",
        "attempt": 1,
        "status": "failed",
        "error": "e",
    }
