"""The planner and the coder as processes on a real bus, with and without a model."""

from typing import Any

import pytest

from shared.contracts.code import RejectedAttempt, SceneWritten, WriteScene
from shared.contracts.plan import ImplementScenes, PlanVideo, ScenesImplemented, VideoPlanned
from shared.contracts.task import StepFailed
from tests.conftest import StartService
from tests.support import model_answers as answers
from tests.support.commands import done
from tests.support.model_server import ModelServer, by_step
from tests.support.stack import CleanBus

PROMPT = "Explain the Pythagorean theorem"
KEY = "sk-test-0123456789"
IDS: dict[str, Any] = {"task_id": "t1", "project_id": "p1", "session_id": "s1"}


async def write_a_video(bus: CleanBus) -> tuple[VideoPlanned, SceneWritten, WriteScene]:
    """Prompt -> outline -> implementation plans -> the program of the first scene."""
    planned = await done(bus, PlanVideo(**IDS, prompt=PROMPT, scene_count=3))
    assert isinstance(planned, VideoPlanned)
    implemented = await done(bus, ImplementScenes(**IDS, prompt=PROMPT, scenes=planned.scenes))
    assert isinstance(implemented, ScenesImplemented)
    write = WriteScene(
        **IDS,
        scene_number=1,
        topic=planned.title,
        outline=planned.scenes[0],
        implementation=implemented.scenes[0],
    )
    written = await done(bus, write)
    assert isinstance(written, SceneWritten)
    return planned, written, write


async def test_without_a_model_the_offline_author_writes(
    service: StartService, clean_bus: CleanBus
) -> None:
    for name in ("planner", "coder"):
        await service(name).start()
    planned, written, write = await write_a_video(clean_bus)
    assert planned.authored_by == written.authored_by == "offline-lesson"
    again = write.model_copy(
        update={
            "attempt": 2,
            "rejected": RejectedAttempt(attempt=1, code=written.code, error="runtime: boom"),
        }
    )
    refused = await done(clean_bus, again)
    assert isinstance(refused, StepFailed)
    assert refused.reason == "refused"


async def test_with_a_model_it_writes_and_nothing_confidential_is_logged(
    service: StartService, clean_bus: CleanBus
) -> None:
    script = by_step(plan=answers.PLAN, implement=answers.IMPLEMENTATION, code=answers.PROGRAM)
    with ModelServer(script) as server:
        env = {"MODEL_BASE_URL": server.base_url, "OPENAI_API_KEY": KEY, "LOG_LEVEL": "DEBUG"}
        started = [service(name, **env) for name in ("planner", "coder")]
        for process in started:
            await process.start()
        planned, written, _ = await write_a_video(clean_bus)
        assert planned.authored_by == written.authored_by == "model"
        assert written.code == answers.GOOD_PROGRAM
        for process in started:
            await process.stop()
    logged = "".join(process.logged() for process in started)
    assert "model answered" in logged
    for secret in (KEY, PROMPT, "Polygon", "hypotenuse"):
        assert secret not in logged


@pytest.mark.parametrize(
    ("answer", "reason", "pause"),
    [(answers.RATE_LIMITED, "unavailable", 7), (answers.BAD_KEY, "refused", None)],
)
async def test_a_model_that_does_not_answer_ends_the_attempt(
    service: StartService,
    clean_bus: CleanBus,
    answer: answers.Answer,
    reason: str,
    pause: float | None,
) -> None:
    with ModelServer([answer]) as server:
        await service("planner", MODEL_BASE_URL=server.base_url, OPENAI_API_KEY=KEY).start()
        event = await done(clean_bus, PlanVideo(**IDS, prompt=PROMPT, scene_count=3))
    assert isinstance(event, StepFailed)
    assert (event.reason, event.retry_after_seconds) == (reason, pause)
    assert KEY not in event.error
