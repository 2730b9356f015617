"""How a service consumes: one broker, started when its consumer is there, stopped without loss."""

import asyncio
import os
import signal
from contextlib import suppress
from typing import Any

import structlog
from faststream._internal.endpoint.subscriber.utils import MultiLock
from faststream.nats import NatsBroker
from faststream.nats.subscriber.usecases import PullStreamSubscriber
from nats.errors import Error as NatsError
from nats.errors import TimeoutError as NatsTimeoutError
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError, ServiceUnavailableError

from shared.bus import connection_options, jetstream
from shared.delivery import DeliveryPolicy, OnParked
from shared.settings import BusSettings

log = structlog.get_logger()

_LONGEST_CLEANUP = 15.0
_BOOTSTRAP_POLL = 0.25


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

    It starts when its durable consumer, `(stream, name)`, has been declared. When it stops,
    handlers have `shutdown_grace` seconds to end; what they leave is given to another at once.
    """
    connection = _Connection(name)
    broker = NatsBroker(
        settings.url,
        **connection_options(settings, name),
        error_cb=connection.failed,
        reconnected_cb=connection.back,
        closed_cb=connection.closed,
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
        connection.wanted = False
        await _stop_consuming(broker)
        try:
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


async def _stop_consuming(broker: NatsBroker) -> None:
    """Every message that has been sent to us ends: worked on within the grace, or nak'd.

    FastStream alone would drop what arrives now, to be delivered again only after its ack_wait,
    and close the connection before the handlers that it cancels have nak'd.
    """
    subscribers = broker.subscribers
    with suppress(NatsError):
        await _stop_fetching(broker)
    await asyncio.gather(*(each.stop() for each in subscribers), return_exceptions=True)
    locks = [each.lock for each in subscribers if isinstance(each.lock, MultiLock)]
    await asyncio.gather(*(lock.wait_release(_LONGEST_CLEANUP) for lock in locks))


async def _stop_fetching(broker: NatsBroker) -> None:
    connection = broker._connection
    if connection is None:
        return
    for each in broker.subscribers:
        if isinstance(each, PullStreamSubscriber) and each.subscription is not None:
            await connection._send_unsubscribe(each.subscription._sub._id)
    # After this round trip everything that was sent is here; then a moment for it to be begun.
    await connection.flush(timeout=1)
    await asyncio.sleep(0.05)


class _Connection:
    """Reports each kind of error once until all is well again, and never lingers when closed."""

    def __init__(self, service: str) -> None:
        self.wanted = True
        self._service = service
        self._last: str | None = None

    async def failed(self, error: Exception) -> None:
        kind = f"{type(error).__name__}: {error}"
        if kind != self._last:
            self._last = kind
            log.warning("NATS connection", error=kind)

    async def back(self) -> None:
        if self._last is not None:
            self._last = None
            log.info("NATS connection is back")

    async def closed(self) -> None:
        # Only a shutdown closes the connection on purpose.
        if self.wanted:
            log.critical("connection to NATS closed for good", service=self._service)
            os.kill(os.getpid(), signal.SIGTERM)
