"""What happens to one task, as it happens: its durable events in order, its progress as it is."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from pydantic import ValidationError

from services.gateway.event_log import EventLog
from services.gateway.public_events import public
from shared.bus import holds
from shared.contracts.catalogue import ANY_EVENT
from shared.contracts.progress import StepProgress
from shared.contracts.task import RetryRequested, TaskEnded
from shared.streams import EVENTS

log = structlog.get_logger()

_QUEUED = 64


@dataclass(frozen=True)
class Entry:
    """`sequence` is None for progress, which is not durable. `data` is one line of JSON."""

    event: str
    data: str
    sequence: int | None = None


class TaskFeed:
    """Everything stored after sequence `after`, without gap or double, then live; until the end.

    What a slow reader has not taken yet is bounded: events wait on the server, of progress only
    the last report per scene is kept.
    """

    def __init__(self, client: Client, js: JetStreamContext, task_id: str, *, after: int) -> None:
        self._client = client
        self._js = js
        self._task_id = task_id
        self._log = EventLog(client, js, EVENTS, f"evt.*.{task_id}.>", after=after)
        self._events: asyncio.Queue[Msg] = asyncio.Queue(maxsize=_QUEUED)
        self._progress: dict[str, bytes] = {}
        self._news = asyncio.Event()
        self._ended = False

    async def __aenter__(self) -> Self:
        self._live = await self._client.subscribe(f"prog.{self._task_id}.*", cb=self._on_progress)
        self._following = asyncio.create_task(self._follow())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._following.cancel()
        with suppress(asyncio.CancelledError):
            await self._following
        with suppress(NatsError):
            await self._live.unsubscribe()

    @property
    def ended(self) -> bool:
        """Whether the task's last event has been given out."""
        return self._ended

    async def next(self, timeout: float) -> list[Entry]:
        """What is new, events first; empty when nothing came for `timeout` seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), timeout)
        if self._following.done():
            self._following.result()
        self._news.clear()
        entries = []
        while not self._events.empty() and not self._ended:
            if (entry := await self._read(self._events.get_nowait())) is not None:
                entries.append(entry)
        if not self._ended:
            entries += [_progress_entry(data) for data in self._progress.values()]
        self._progress.clear()
        return entries

    async def _read(self, message: Msg) -> Entry | None:
        sequence = message.metadata.sequence.stream
        try:
            event = ANY_EVENT.validate_json(message.data)
        except ValidationError:
            log.warning("unreadable event", subject=message.subject, sequence=sequence)
            return None
        self._ended = isinstance(event, TaskEnded) and not await self._goes_on_after(event)
        data = public(event, message.metadata.timestamp).model_dump_json(exclude_none=True)
        return Entry(event.type, data, sequence)

    async def _goes_on_after(self, end: TaskEnded) -> bool:
        retry = RetryRequested(task_id=self._task_id, attempt=end.attempt + 1)
        return await holds(self._js, EVENTS, retry.subject)

    async def _on_progress(self, message: Msg) -> None:
        self._progress[message.subject] = message.data
        self._news.set()

    async def _follow(self) -> None:
        try:
            async for message in self._log:
                await self._events.put(message)
                self._news.set()
        finally:
            # Also wakes the reader, to learn of an error.
            self._news.set()
            await self._log.close()


def _progress_entry(data: bytes) -> Entry:
    return Entry("progress", StepProgress.model_validate_json(data).model_dump_json())
