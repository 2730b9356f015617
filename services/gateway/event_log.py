"""What a stream has stored, read in order through a consumer of one's own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

log = structlog.get_logger()

_BATCH = 64
_FETCH_SECONDS = 2.0
_PAUSE_SECONDS = 0.5
_FORGOTTEN_AFTER_SECONDS = 60.0


class EventLog:
    """Iterate over it: all messages after sequence `after`, then those to come, for ever.

    The consumer is ephemeral and unacknowledged. Whenever it may have lost something (it is gone,
    a delivery is missing, the connection was new) another takes its place at the same position.
    """

    def __init__(
        self, client: Client, js: JetStreamContext, stream: str, subject: str, *, after: int = 0
    ) -> None:
        self._client = client
        self._js = js
        self._stream = stream
        self._subject = subject
        self._after = after
        self._delivered = 0
        self._connection = 0
        self._consumer: JetStreamContext.PullSubscription | None = None

    async def __aiter__(self) -> AsyncIterator[Msg]:
        while True:
            try:
                for message in await self._fetch():
                    yield message
            except NatsError as error:
                log.info("reading events anew", subject=self._subject, reason=str(error))
                await self.close()
                await asyncio.sleep(_PAUSE_SECONDS)

    async def close(self) -> None:
        """Leaves nothing behind on the server; should that fail, it forgets us by itself."""
        consumer, self._consumer = self._consumer, None
        if consumer is not None:
            with suppress(NatsError):
                await consumer.unsubscribe()
                await self._js.delete_consumer(self._stream, consumer._consumer)

    async def _fetch(self) -> list[Msg]:
        if self._consumer is None or self._connection != self._client.stats["reconnects"]:
            await self.close()
            await self._open()
        assert self._consumer is not None
        try:
            messages = await self._consumer.fetch(_BATCH, timeout=_FETCH_SECONDS)
        except TimeoutError:
            return []
        fresh = []
        for message in messages:
            sequence = message.metadata.sequence
            if sequence.consumer != self._delivered + 1:
                # A delivery was lost on its way: read again from the last one that arrived.
                await self.close()
                break
            self._delivered = sequence.consumer
            self._after = sequence.stream
            fresh.append(message)
        return fresh

    async def _open(self) -> None:
        self._connection = self._client.stats["reconnects"]
        self._delivered = 0
        self._consumer = await self._js.pull_subscribe(
            self._subject,
            stream=self._stream,
            config=ConsumerConfig(
                deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
                opt_start_seq=self._after + 1,
                ack_policy=AckPolicy.NONE,
                inactive_threshold=_FORGOTTEN_AFTER_SECONDS,
                mem_storage=True,
                num_replicas=1,
            ),
        )
