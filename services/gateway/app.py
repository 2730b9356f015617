"""The gateway: REST in, commands out. `uvicorn services.gateway.app:create_app --factory`."""

import asyncio
import gc
import os
import signal
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager, nullcontext, suppress
from functools import partial

import structlog
from fastapi import FastAPI
from faststream.nats import NatsBroker

from services.gateway import openapi, problem_handlers
from services.gateway.access.authenticate import Authenticate
from services.gateway.access.binding import local_only
from services.gateway.access.gate import Gate
from services.gateway.backend import Backend
from services.gateway.body_limit import BodyLimit
from services.gateway.deprecation import Deprecation
from services.gateway.idempotency import Idempotency
from services.gateway.limits.quota import Quota
from services.gateway.limits.throttle import Throttle
from services.gateway.routes import (
    agents,
    artifacts,
    events,
    generate,
    health,
    jobs,
    legacy,
    probes,
    retries,
    task_list,
    tasks,
    templates,
)
from services.gateway.settings import Settings
from services.gateway.summaries import Summaries
from services.gateway.workflow_consumer import on_unreadable, subscribe
from shared import logs, telemetry
from shared.broker import create_broker
from shared.health import Readiness
from shared.streams import EVENTS, WORKFLOW

log = structlog.get_logger()

_DESCRIPTION = """\
From a text prompt to a finished, narrated video.

`POST /api/v1/video-generation/generate` answers at once with a task id; poll its status, or follow
its events, then fetch its result. Every error is `application/problem+json`.
"""

_RESOURCES = (
    generate,
    task_list,
    tasks,
    retries,
    events,
    health,
    templates,
    agents,
    jobs,
    artifacts,
    legacy,
)
_PROBES = ("/livez", "/readyz")


def create_app(settings: Settings | None = None) -> FastAPI:
    own_process = settings is None
    settings = settings or Settings()
    logs.setup("gateway")
    telemetry.setup("gateway")
    broker = create_broker(
        settings.bus,
        "gateway",
        consumer=(EVENTS, WORKFLOW),
        on_parked=lambda raw, reason: on_unreadable(backend, raw, reason),
    )
    open_api = settings.access.open
    room = settings.limits.running_limit(open_api=open_api)
    backend = Backend(broker, running_per_project=room)
    subscribe(broker, backend, concurrent_events=settings.concurrent_events)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with (
            aclosing(backend),
            local_only() if open_api else nullcontext(),
            _connected(broker, patience=settings.connect_patience),
            _following(backend.summaries),
        ):
            if own_process:
                _keep_what_is_there()
            yield

    app = FastAPI(
        title="Chalkstream",
        version="0.1.0",
        summary="Prompts in, explained videos out.",
        description=_DESCRIPTION,
        lifespan=lifespan,
        generate_unique_id_function=lambda route: route.name,
        # One span for every request. Logs would repeat what clients have sent.
        telemetry={
            "operation_spans": False,
            "logs": False,
            "exclude": lambda scope: scope["path"] in _PROBES,
        },
    )
    app.state.settings = settings
    app.state.backend = backend
    app.state.quota = Quota(
        backend.buckets,
        settings.limits.generation_policy(open_api=open_api),
        queues=room is not None,
    )
    _guard(app, settings, backend)
    problem_handlers.install(app)
    for module in _RESOURCES:
        app.include_router(module.router)
    app.include_router(probes.router(Readiness(broker, EVENTS, WORKFLOW)))
    app.openapi = partial(openapi.document, app)  # type: ignore[method-assign]
    return app


def _guard(app: FastAPI, settings: Settings, backend: Backend) -> None:
    """What every request passes. The last one added is the first one asked."""
    open_api = settings.access.open
    app.add_middleware(Idempotency, js=lambda: backend.js)
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes)
    app.add_middleware(
        Throttle,
        buckets=backend.buckets,
        groups=settings.limits.groups(open_api=open_api),
        streams=settings.limits.stream_limit(open_api=open_api),
    )
    app.add_middleware(
        Gate,
        authenticate=Authenticate(settings.access, lambda: backend.key_ring),
        closed=not open_api,
    )
    app.add_middleware(Deprecation)


def _keep_what_is_there() -> None:
    """A full collection would look at every module and route anew, for 50 ms, and nobody served."""
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def _connected(broker: NatsBroker, *, patience: float) -> AsyncIterator[None]:
    """Connects; if NATS is away, serves meanwhile (probes, and 503) and keeps trying."""
    starting = asyncio.create_task(broker.start())
    await asyncio.wait({starting}, timeout=patience)
    if starting.done():
        starting.result()
    else:
        log.warning("NATS does not answer yet")
        starting.add_done_callback(_stop_if_failed)
    try:
        yield
    finally:
        starting.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await starting
        await broker.stop()


@asynccontextmanager
async def _following(summaries: Summaries) -> AsyncIterator[None]:
    following = asyncio.create_task(summaries.follow())
    try:
        yield
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


def _stop_if_failed(starting: asyncio.Task[None]) -> None:
    if not starting.cancelled() and (error := starting.exception()):
        log.critical("the gateway cannot start", error=f"{type(error).__name__}: {error}")
        os.kill(os.getpid(), signal.SIGTERM)
