"""The gateway over real HTTP, in the test's own loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx
import uvicorn
from fastapi import FastAPI

from services.gateway.routes import PREFIX

GENERATE = f"{PREFIX}/generate"
BODY = {"project_id": "p1", "content_prompt": "Explain the circle", "scene_count": 2}


def task_url(task_id: str, what: str = "") -> str:
    return f"{PREFIX}/tasks/{task_id}{'/' + what if what else ''}"


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Ctrl-C belongs to pytest.
        yield


@asynccontextmanager
async def serving(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the running app; it is accepting requests, its bus may be away."""
    listener = socket.create_server(("127.0.0.1", 0))
    # asyncio sets it on sockets of its own making only; without it answers may wait for 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    config = uvicorn.Config(app, lifespan="on", log_level="error", timeout_graceful_shutdown=2)
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started:
            if running.done():
                await running
                raise AssertionError("the gateway did not start")
            await asyncio.sleep(0.01)
        async with httpx.AsyncClient(base_url=url, timeout=20, trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        await running
        listener.close()


async def generated(client: httpx.AsyncClient, **changes: object) -> str:
    """The id of a new task."""
    response = await client.post(GENERATE, json={**BODY, **changes})
    assert response.status_code == 202, response.text
    task_id: str = response.json()["task_id"]
    return task_id


async def settled(client: httpx.AsyncClient, task_id: str, *statuses: str) -> dict[str, object]:
    """The task's status document once its status is one of these."""
    async with asyncio.timeout(20):
        while True:
            status: dict[str, object] = (await client.get(task_url(task_id, "status"))).json()
            if status["status"] in statuses:
                return status
            await asyncio.sleep(0.02)
