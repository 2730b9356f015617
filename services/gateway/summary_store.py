"""Summaries in a bucket of their own: small enough that every gateway keeps all of them."""

from nats.js import JetStreamContext
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError
from nats.js.kv import KeyValue
from pydantic import BaseModel

from services.gateway.task_summary import TaskSummary
from shared.streams import SUMMARIES_BUCKET


class Kept(BaseModel):
    """`revision` is that of the task's state: a later summary is never replaced by an earlier."""

    revision: int
    summary: TaskSummary


class SummaryStore:
    def __init__(self, js: JetStreamContext) -> None:
        self._js = js
        self._opened: KeyValue | None = None

    async def put(self, summary: TaskSummary, *, revision: int) -> None:
        """Keep the summary of the state of this revision, unless a later one is kept."""
        if self._opened is None:
            self._opened = await self._js.key_value(SUMMARIES_BUCKET)
        bucket = self._opened
        body = Kept(revision=revision, summary=summary).model_dump_json().encode()
        while True:
            try:
                entry = await bucket.get(summary.key)
            except KeyNotFoundError:
                last = 0
            else:
                last = entry.revision or 0
                kept = Kept.model_validate_json(entry.value or b"")
                if kept.revision >= revision or kept.summary == summary:
                    return
            try:
                await bucket.update(summary.key, body, last=last)
            except KeyWrongLastSequenceError:
                continue
            return
