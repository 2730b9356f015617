"""`GET /health`: which parts of the system listen."""

import asyncio

from fastapi import APIRouter
from nats.errors import Error as NatsError

from services.gateway.backend import Backend
from services.gateway.documents import ComponentHealth, Health
from services.gateway.problems import documented
from services.gateway.routes import PREFIX
from services.gateway.routes.dependencies import GivenBackend
from shared.errors import Unavailable
from shared.streams import consumers

router = APIRouter(prefix=PREFIX, tags=["health"])


@router.get("/health", responses=documented())
async def health(backend: GivenBackend) -> Health:
    """`healthy` when every component listens, otherwise `degraded` with the ones that do not."""
    components = {"nats": ComponentHealth(status="healthy" if backend.connected else "unavailable")}
    durables = [(stream, config.durable_name or "") for stream, config in consumers()]
    found = await asyncio.gather(*(_component(backend, *durable) for durable in durables))
    components |= {name: state for (_, name), state in zip(durables, found, strict=True)}
    absent = [name for name, state in components.items() if state.status != "healthy"]
    return Health(
        status="degraded" if absent else "healthy",
        message=f"Nobody listens: {', '.join(absent)}" if absent else "Every component listens",
        components=components,
    )


async def _component(backend: Backend, stream: str, durable: str) -> ComponentHealth:
    try:
        info = await backend.js.consumer_info(stream, durable, timeout=2)
    except (NatsError, Unavailable):
        return ComponentHealth(status="unavailable")
    # Who works at full capacity has no request waiting, but messages unacknowledged.
    listening = bool(info.num_waiting or info.num_ack_pending)
    return ComponentHealth(
        status="healthy" if listening else "unavailable",
        waiting=info.num_waiting,
        working=info.num_ack_pending,
        queued=info.num_pending,
    )
