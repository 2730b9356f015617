"""The same events over a WebSocket: complete and resumable."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from services.gateway.app import create_app
from services.gateway.settings import Settings
from tests.support.fake_workers import FakeWorkers
from tests.support.gateway import generated, serving, task_url
from tests.support.stack import CleanBus
from tests.support.tasks import read


def socket(gateway: httpx.AsyncClient, task_id: str, query: str = "", **options: Any) -> connect:
    url = str(gateway.base_url.copy_with(scheme="ws")).rstrip("/")
    return connect(f"{url}{task_url(task_id, 'ws')}{query}", proxy=None, **options)


async def heard(connection: ClientConnection, *, at_most: int = 1_000) -> list[dict[str, Any]]:
    """The durable events until the connection is closed, or so many of them."""
    found: list[dict[str, Any]] = []
    async with asyncio.timeout(20):
        async for message in connection:
            event = json.loads(message)
            if "id" in event:
                found.append(event)
                if len(found) == at_most:
                    break
    return found


async def test_it_tells_what_the_event_stream_tells(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with FakeWorkers(clean_bus):
        task_id = await generated(gateway)
        async with socket(gateway, task_id) as connection:
            first = json.loads(await connection.recv())
            events = await heard(connection)
        assert connection.close_code == 1000
    assert first["event"] == "status"
    assert first["data"]["task_id"] == task_id
    streamed = await read(gateway, task_id)
    assert [(str(e["id"]), e["event"], e["data"]) for e in events] == [
        (e.id, e.event, e.data) for e in streamed
    ]


async def test_it_resumes_without_gap_or_double_at_any_gateway(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with serving(create_app(Settings(bus=clean_bus.settings))) as other:
        async with FakeWorkers(clean_bus):
            task_id = await generated(gateway)
            pieces: list[dict[str, Any]] = []
            while not pieces or pieces[-1]["event"] != "TaskEnded":
                query = f"?last_event_id={pieces[-1]['id']}" if pieces else ""
                where = (gateway, other)[len(pieces) % 2]
                async with socket(where, task_id, query) as connection:
                    pieces += await heard(connection, at_most=3)
        async with socket(gateway, task_id) as connection:
            assert pieces == await heard(connection)
        query = f"?last_event_id={pieces[-1]['id']}"
        async with socket(gateway, task_id, query) as connection:
            assert await heard(connection) == []
        assert connection.close_code == 1000


async def test_silence_is_filled_with_heartbeats(clean_bus: CleanBus) -> None:
    settings = Settings(bus=clean_bus.settings, events_heartbeat=0.05)
    async with serving(create_app(settings)) as gateway:
        task_id = await generated(gateway)
        async with socket(gateway, task_id) as connection, asyncio.timeout(10):
            beats = 0
            while beats < 3:
                beats += json.loads(await connection.recv()) == {"event": "heartbeat"}


@pytest.mark.parametrize(
    ("task", "query", "status", "code"),
    [
        ("nobody", "", 404, "TASK_NOT_FOUND"),
        (None, "?last_event_id=x", 400, "INVALID_LAST_EVENT_ID"),
        (None, "?last_event_id=999999", 400, "INVALID_LAST_EVENT_ID"),
    ],
)
async def test_what_is_wrong_is_a_problem_before_the_handshake(
    gateway: httpx.AsyncClient, task: str | None, query: str, status: int, code: str
) -> None:
    task_id = task or await generated(gateway)
    with pytest.raises(InvalidStatus) as refused:
        await socket(gateway, task_id, query)
    response = refused.value.response
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert json.loads(response.body or b"")["error_code"] == code
