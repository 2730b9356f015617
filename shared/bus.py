"""How services are connected, and the one way in which facts are stored: insert if empty."""

import asyncio
import os
import signal
from datetime import UTC, datetime
from typing import Any

import nats
import structlog
from faststream._internal.endpoint.subscriber.utils import MultiLock
from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.errors import TimeoutError as NatsTimeoutError
from nats.js import JetStreamContext
from nats.js.api import Header
from nats.js.errors import APIError, NotFoundError, ServiceUnavailableError
from pydantic import BaseModel

from shared import telemetry
from shared.delivery import DeliveryPolicy, OnParked
from shared.settings import BusSettings

log = structlog.get_logger()

PUBLISH_TIMEOUT = 5.0
_LONGEST_CLEANUP = 15.0
_BOOTSTRAP_POLL = 0.25

_WRONG_LAST_SEQUENCE = 10071
_BEING_STORED = 10164
"""Of several servers only: another message of this subject is on its way to the replicas."""
_BEING_STORED_POLL = 0.02
_EXPECTED_SUBJECT = "Nats-Expected-Last-Subject-Sequence-Subject"


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
    settings: BusSettings,
    name: str,
    *,
    consumer: tuple[str, str],
    shutdown_grace: float = 5,
    heartbeat: float = 8,
    on_parked: OnParked | None = None,
) -> NatsBroker:
    """A FastStream broker whose consumers all obey the one delivery policy.

    It starts when its durable consumer, `(stream, name)`, has been declared.
    """
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
        reconnected_cb=lost.over,
        graceful_timeout=shutdown_grace,
        middlewares=[DeliveryPolicy.configured(heartbeat=heartbeat, on_parked=on_parked)],
        logger=None,
    )
    start, stop = broker.start, broker.stop

    async def starting() -> None:
        try:
            await broker.connect()
            await _declared(jetstream(broker), *consumer)
            await start()
        except Exception as error:
            # The HTTP server would go on without us, alive and idle.
            log.critical("cannot start", service=name, error=f"{type(error).__name__}: {error}")
            os.kill(os.getpid(), signal.SIGTERM)
            raise

    async def stopping(*args: Any, **kwargs: Any) -> None:
        lost.stopping = True
        subscribers = broker.subscribers
        try:
            # It would close the connection before the handlers that it cancels have nak'd.
            await asyncio.gather(*(each.stop() for each in subscribers))
            locks = [each.lock for each in subscribers if isinstance(each.lock, MultiLock)]
            await asyncio.gather(*(lock.wait_release(_LONGEST_CLEANUP) for lock in locks))
            await stop(*args, **kwargs)
        except NatsError:
            # Nothing can be drained while the server is away.
            if broker._connection is not None:
                await broker._connection.close()

    broker.start = starting  # type: ignore[method-assign]
    broker.stop = stopping  # type: ignore[method-assign]
    return broker


async def _declared(js: JetStreamContext, stream: str, durable: str) -> None:
    """Wait for the bootstrap: subscribing would create a missing consumer, another than ours."""
    told = False
    while True:
        try:
            await js.consumer_info(stream, durable)
        except (NotFoundError, ServiceUnavailableError, NatsTimeoutError):
            if not told:
                log.warning("waiting for the bootstrap", stream=stream, consumer=durable)
            told = True
            await asyncio.sleep(_BOOTSTRAP_POLL)
        else:
            return


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
        expected = {Header.EXPECTED_LAST_SUBJECT_SEQUENCE.value: "0"}
        carried = telemetry.inject({**expected, **(headers or {})})
        body = message.model_dump_json(by_alias=True).encode()
        while True:
            try:
                stored = await js.publish(subject, body, headers=carried, timeout=PUBLISH_TIMEOUT)
            except APIError as error:
                if error.err_code == _WRONG_LAST_SEQUENCE:
                    return None
                if error.err_code != _BEING_STORED:
                    raise
                await asyncio.sleep(_BEING_STORED_POLL)
            else:
                return stored.seq


async def schedule(
    js: JetStreamContext, message: BaseModel, *, subject: str, target: str, at: datetime
) -> bool:
    """Have the server deliver the message to `target` at that time, unless it holds one already.

    `subject` keeps the schedule until then; a repetition replaces it. A time in the past is now.
    Returns False when the target has its message.
    """
    headers = {
        Header.SCHEDULE.value: f"@at {at.astimezone(UTC).isoformat(timespec='milliseconds')}",
        Header.SCHEDULE_TARGET.value: target,
        # Checked by the server as one with the storing, so that no race delivers it twice.
        _EXPECTED_SUBJECT: target,
    }
    return await insert(js, message, subject=subject, headers=headers) is not None


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

    async def over(self) -> None:
        if self._last is not None:
            self._last = None
            log.info("NATS connection is back")
