"""Follows the bucket of summaries: the list of tasks, and the history that estimates come from."""

import asyncio
from collections.abc import Callable

import structlog
from nats.aio.client import Client
from nats.js import JetStreamContext
from pydantic import ValidationError

from services.gateway.event_log import EventLog
from services.gateway.history import History
from services.gateway.summary_store import Kept
from services.gateway.task_list import TaskList
from shared.errors import Unavailable
from shared.streams import SUMMARIES_BUCKET

log = structlog.get_logger()

STREAM = f"KV_{SUMMARIES_BUCKET}"

_PATIENCE_SECONDS = 5.0
_PAUSE_SECONDS = 0.2


class Summaries:
    """`connected` is called until it gives a connection; then this follows for ever."""

    def __init__(self, connected: Callable[[], tuple[Client, JetStreamContext]]) -> None:
        self._connected = connected
        self._tasks = TaskList()
        self.history = History()

    async def follow(self) -> None:
        while True:
            try:
                client, js = self._connected()
            except Unavailable:
                await asyncio.sleep(_PAUSE_SECONDS)
                continue
            events = EventLog(client, js, STREAM, f"$KV.{SUMMARIES_BUCKET}.>")
            try:
                async for message in events:
                    try:
                        kept = Kept.model_validate_json(message.data)
                    except ValidationError:
                        log.warning("unreadable summary", subject=message.subject)
                    else:
                        self._tasks.put(kept.summary)
                        self.history.learn(kept.summary)
                    await self._tasks.moved_to(message.metadata.sequence.stream)
            finally:
                await events.close()

    async def tasks(self) -> TaskList:
        """With everything that was stored when it was asked for, by whichever gateway."""
        _, js = self._connected()
        state = (await js.stream_info(STREAM)).state
        if state.messages:
            try:
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    await self._tasks.reached(state.last_seq)
            except TimeoutError:
                raise Unavailable("the list of tasks is still being read") from None
        return self._tasks
