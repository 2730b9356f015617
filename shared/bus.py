"""How services are connected, and the one way in which facts are stored: insert if empty."""

import os
import signal
from typing import Any

import nats
import structlog
from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import Header
from nats.js.errors import APIError
from pydantic import BaseModel

from shared import telemetry
from shared.delivery import DeliveryPolicy
from shared.settings import BusSettings

log = structlog.get_logger()

PUBLISH_TIMEOUT = 5.0
_WRONG_LAST_SEQUENCE = 10071


def connection_options(settings: BusSettings, name: str) -> dict[str, Any]:
    options: dict[str, Any] = {
        "name": name,
        # The default gives up after two minutes and then spins: keep trying.
        "max_reconnect_attempts": -1,
        "reconnect_time_wait": 0.5,
        "ping_interval": 20,
        "max_outstanding_pings": 3,
    }
    if settings.user is not None:
        options["user"] = settings.user
        options["password"] = settings.password.get_secret_value() if settings.password else ""
    return options


async def connect(settings: BusSettings, *, name: str) -> Client:
    """A plain client, for commands and tests; waits until the server answers."""
    return await nats.connect(settings.url, **connection_options(settings, name))


def create_broker(
    settings: BusSettings, name: str, *, shutdown_grace: float = 5, heartbeat: float = 8
) -> NatsBroker:
    """A FastStream broker whose consumers all obey the one delivery policy."""
    lost = _ConnectionErrors()

    async def closed() -> None:
        # Only a shutdown closes the connection on purpose; anything else must not linger.
        if not lost.stopping:
            log.critical("connection to NATS closed for good", service=name)
            os.kill(os.getpid(), signal.SIGTERM)

    broker = NatsBroker(
        settings.url,
        **connection_options(settings, name),
        error_cb=lost.report,
        closed_cb=closed,
        graceful_timeout=shutdown_grace,
        middlewares=[DeliveryPolicy.with_heartbeat(heartbeat)],
        logger=None,
    )
    stop = broker.stop

    async def stopping(*args: Any, **kwargs: Any) -> None:
        lost.stopping = True
        try:
            await stop(*args, **kwargs)
        except NatsError:
            # Nothing can be drained while the server is away.
            if broker._connection is not None:
                await broker._connection.close()

    broker.stop = stopping  # type: ignore[method-assign]
    return broker


def jetstream(broker: NatsBroker) -> JetStreamContext:
    """The broker's JetStream context; the broker must have been connected."""
    return client(broker).jetstream(timeout=PUBLISH_TIMEOUT)


def client(broker: NatsBroker) -> Client:
    connection = broker._connection
    if connection is None:
        raise RuntimeError("the broker is not connected")
    return connection


async def insert(
    js: JetStreamContext, message: BaseModel, *, subject: str, headers: dict[str, str] | None = None
) -> int | None:
    """Store the message unless its subject already holds one.

    Returns its sequence, None when something was there already. A time-out means "unknown":
    repeat with the same subject.
    """
    with telemetry.publishing(subject):
        try:
            stored = await js.publish(
                subject,
                message.model_dump_json(by_alias=True).encode(),
                headers=telemetry.inject(
                    {Header.EXPECTED_LAST_SUBJECT_SEQUENCE.value: "0", **(headers or {})}
                ),
                timeout=PUBLISH_TIMEOUT,
            )
        except APIError as error:
            if error.err_code == _WRONG_LAST_SEQUENCE:
                return None
            raise
    return stored.seq


class _ConnectionErrors:
    """Reports each kind of connection error once until the connection is well again."""

    def __init__(self) -> None:
        self.stopping = False
        self._last: str | None = None

    async def report(self, error: Exception) -> None:
        kind = f"{type(error).__name__}: {error}"
        if kind != self._last:
            self._last = kind
            log.warning("NATS connection", error=kind)
