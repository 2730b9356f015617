"""Reading a task's stream of events."""

import asyncio

import httpx

from tests.support.gateway import task_url
from tests.support.sse import Sent, sent


async def read(
    gateway: httpx.AsyncClient, task_id: str, *, after: str | None = None, at_most: int = 1_000
) -> list[Sent]:
    """The durable events of one connection, which is dropped after `at_most` of them."""
    headers = {"Last-Event-ID": after} if after else {}
    found: list[Sent] = []
    async with (
        asyncio.timeout(20),
        gateway.stream("GET", task_url(task_id, "events"), headers=headers) as response,
    ):
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        async for event in sent(response):
            if event.id is not None:
                found.append(event)
                if len(found) == at_most:
                    break
    return found
