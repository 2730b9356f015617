"""Models that answer nonsense: mended within the budget, or a failure that says what and where."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from cli.client import Client
from cli.stack import Stack
from tests.support import model_answers as answers
from tests.support.model_server import ModelServer, Script, by_step
from tests.support.watching import ended


class Rescripted:
    """A script that each test sets anew, for a server that all of them share."""

    def __init__(self) -> None:
        self.script: Script = by_step()

    def __call__(self, question: object) -> answers.Answer:
        return self.script(question)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def script() -> Rescripted:
    return Rescripted()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def model_stack(
    script: Rescripted, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stack]:
    with ModelServer(script) as server:
        env = {
            "MODEL_AUTHOR": "model",
            "MODEL_BASE_URL": server.base_url,
            "MODEL_API_KEY": "sk-test",
            "renderer:RENDERER_TIME_LIMIT": "6",
        }
        async with Stack(tmp_path_factory.mktemp("model"), env=env) as stack:
            yield stack


REQUEST = {
    "project_id": "demo",
    "content_prompt": "Explain the Pythagorean theorem",
    "scene_count": 3,
    "render_config": {"quality": "preview", "max_retries": 1},
}


async def test_broken_answers_are_mended(model_stack: Stack, script: Rescripted) -> None:
    script.script = by_step(
        plan=[answers.BROKEN_PLAN, answers.PLAN],
        implement=answers.IMPLEMENTATION,
        code=[
            answers.RAISING_PROGRAM,
            answers.CHATTER,
            answers.PROGRAM,
            answers.PROGRAM,
            answers.PROGRAM,
        ],
    )
    async with Client(model_stack.api_url) as api:
        task_id = await api.generate(REQUEST, idempotency_key="mended")
        status = await ended(api, task_id)
        result = await api.result(task_id)
    assert status["status"] == "completed", status
    assert result is not None


async def test_code_that_never_ends_fails_with_its_scene_attempt_and_error(
    model_stack: Stack, script: Rescripted
) -> None:
    script.script = by_step(
        plan=answers.Answer(answers.good_plan(1)),
        implement=answers.IMPLEMENTATION,
        code=answers.ENDLESS_PROGRAM,
    )
    async with Client(model_stack.api_url) as api:
        task_id = await api.generate(REQUEST | {"scene_count": 1}, idempotency_key="endless")
        status = await ended(api, task_id)
    assert status["status"] == "failed"
    (scene,) = status["scenes"]
    assert scene["attempt"] == 2
    assert "timeout" in scene["error"]
    assert "scene 1" in status["error"]
    assert "timeout" in status["error"]


async def test_a_model_that_only_chatters_fails_the_plan(
    model_stack: Stack, script: Rescripted
) -> None:
    script.script = by_step(plan=answers.CHATTER)
    async with Client(model_stack.api_url) as api:
        task_id = await api.generate(REQUEST, idempotency_key="chatter")
        status = await ended(api, task_id)
    assert status["status"] == "failed"
    assert "plan attempt 2" in status["error"]


async def test_a_wrong_key_is_said_at_once(model_stack: Stack, script: Rescripted) -> None:
    script.script = by_step(plan=answers.BAD_KEY)
    async with Client(model_stack.api_url) as api:
        task_id = await api.generate(REQUEST, idempotency_key="bad key")
        status = await ended(api, task_id)
    assert status["status"] == "failed"
    assert "plan attempt 1 (refused)" in status["error"]
    assert "sk-test" not in status["error"]
