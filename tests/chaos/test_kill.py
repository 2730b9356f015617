"""kill -9 of any one service in the middle of a task, then its restart: done, once."""

import os
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from nats.js import JetStreamContext

from cli.client import Client, ServerEvent
from cli.stack import Stack
from shared.bus import connect
from shared.streams import COMMANDS, EVENTS
from tests.support.watching import delivered, ended, redeliver_quickly, stored, until


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    env = {"WORKER_HEARTBEAT": "0.5"}
    async with Stack(tmp_path_factory.mktemp("chaos"), env=env) as stack:
        await redeliver_quickly(stack, seconds=3)
        yield stack


@pytest_asyncio.fixture
async def js(stack: Stack) -> AsyncIterator[JetStreamContext]:
    client = await connect(stack.bus, name="test")
    yield client.jetstream(timeout=10)
    await client.close()


REQUEST = {
    "project_id": "chaos",
    "content_prompt": "Explain the Pythagorean theorem",
    "scene_count": 2,
    "render_config": {"quality": "preview"},
}


def _freeze(stack: Stack, service: str) -> None:
    """What it is given from now on stays in its hands until it is killed."""
    os.kill(stack.services[service].pid, signal.SIGSTOP)


async def _completed_once(api: Client, js: JetStreamContext, task_id: str) -> None:
    status = await ended(api, task_id)
    assert status["status"] == "completed", status
    result = await api.result(task_id)
    assert result is not None
    kinds = [m.subject.split(".")[1] async for m in stored(js, EVENTS, f"evt.*.{task_id}.>")]
    published = [m.subject async for m in stored(js, EVENTS, f"evt.publish.{task_id}.>")]
    combines = [m.subject async for m in stored(js, COMMANDS, f"cmd.combine.{task_id}.>")]
    assert kinds.count("combine") == len(combines) == 1
    assert len(published) == 3
    assert kinds.count("end") == 1


@pytest.mark.parametrize("service", ["planner", "coder"])
async def test_an_author_is_killed_with_a_command_in_its_hands(
    stack: Stack, js: JetStreamContext, service: str
) -> None:
    async with Client(stack.api_url) as api:
        before = await js.consumer_info(COMMANDS, service)
        _freeze(stack, service)
        task_id = await api.generate(REQUEST, idempotency_key=f"kill {service}")
        await delivered(js, service, after=before)
        await stack.services[service].kill9()
        await stack.services[service].restart()
        await _completed_once(api, js, task_id)


async def test_the_renderer_is_killed_while_it_draws(stack: Stack, js: JetStreamContext) -> None:
    def drawing(event: ServerEvent) -> bool:
        return event.event == "progress" and event.json.get("frames_done", 0) > 20

    async with Client(stack.api_url) as api:
        task_id = await api.generate(REQUEST, idempotency_key="kill renderer")
        await until(api, task_id, drawing)
        await stack.services["renderer"].kill9()
        await stack.services["renderer"].restart()
        await _completed_once(api, js, task_id)


async def test_assets_is_killed_with_a_scene_to_publish(stack: Stack, js: JetStreamContext) -> None:
    async with Client(stack.api_url) as api:
        before = await js.consumer_info(COMMANDS, "assets")
        task_id = await api.generate(REQUEST, idempotency_key="kill assets")
        await until(api, task_id, lambda event: event.event == "SceneRendered")
        _freeze(stack, "assets")
        await delivered(js, "assets", after=before)
        await stack.services["assets"].kill9()
        await stack.services["assets"].restart()
        await _completed_once(api, js, task_id)


async def test_the_gateway_is_killed_between_two_events(stack: Stack, js: JetStreamContext) -> None:
    async with Client(stack.api_url) as api:
        task_id = await api.generate(REQUEST, idempotency_key="kill gateway")
        await until(api, task_id, lambda event: event.event == "SceneWritten")
        await stack.services["gateway"].kill9()
        await stack.services["gateway"].restart()
        await _completed_once(api, js, task_id)
