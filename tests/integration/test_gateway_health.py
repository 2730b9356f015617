"""Who listens, as `/health` and the probes see it."""

import asyncio
from contextlib import suppress

import httpx
from nats.errors import TimeoutError as NatsTimeoutError

from shared.streams import COMMANDS
from tests.support.stack import CleanBus

HEALTH = "/api/v1/video-generation/health"


async def test_a_component_is_healthy_while_it_asks_for_work(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async def listen(service: str) -> None:
        subscription = await clean_bus.js.pull_subscribe_bind(service, stream=COMMANDS)
        with suppress(NatsTimeoutError):
            await subscription.fetch(1, timeout=20)

    document = (await gateway.get(HEALTH)).json()
    assert document["status"] == "degraded"
    assert document["service"] == "video-generation"
    assert document["components"]["nats"]["status"] == "healthy"
    assert document["components"]["workflow"]["status"] == "healthy"
    assert document["components"]["renderer"]["status"] == "unavailable"
    assert "renderer" in document["message"]

    services = ("planner", "coder", "renderer", "assets")
    listening = [asyncio.create_task(listen(service)) for service in services]
    async with asyncio.timeout(10):
        while (document := (await gateway.get(HEALTH)).json())["status"] != "healthy":
            pass
    assert set(document["components"]) == {"nats", "workflow", *services}
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, return_exceptions=True)


async def test_the_probes_answer(gateway: httpx.AsyncClient) -> None:
    assert (await gateway.get("/livez")).status_code == 200
    assert (await gateway.get("/readyz")).json() == {"status": "ready"}
