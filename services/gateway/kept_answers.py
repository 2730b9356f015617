"""What is kept of a POST that has an idempotency key: its body's fingerprint, its answer."""

import asyncio
import time
from contextlib import suppress
from typing import Self

import structlog
from nats.errors import Error as NatsError
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError
from nats.js.kv import KeyValue
from pydantic import BaseModel, ConfigDict

from services.gateway.ids import uuid7

log = structlog.get_logger()


class Answer(BaseModel):
    model_config = ConfigDict(frozen=True)

    status: int
    headers: list[tuple[str, str]]
    body: str


class Record(BaseModel):
    """`fingerprint` is None when nothing has been done under this key: any body may come.

    `until` is when whoever works on it counts as dead; 0 when nobody does.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    work_id: str
    fingerprint: str | None
    until: float = 0.0
    answer: Answer | None = None


class OtherBody(Exception):
    """The key has been used for another request."""


class InProgress(Exception):
    """Somebody is answering the first request now."""


class Held:
    """The right to work under a key, renewed while it is entered.

    `work_id` is the same for everybody who ever holds the key's record. Leaving without `keep`
    gives the right back; `nothing_done` says that another body may use it.
    """

    def __init__(
        self, bucket: KeyValue, name: str, record: Record, revision: int, lease: float
    ) -> None:
        self._bucket = bucket
        self._name = name
        self._record = record
        self._revision = revision
        self._lease = lease
        self._storing = asyncio.Lock()
        self.nothing_done = False

    @property
    def work_id(self) -> str:
        return self._record.work_id

    async def keep(self, answer: Answer) -> None:
        await self._store(until=0.0, answer=answer)

    async def __aenter__(self) -> Self:
        self._renewing = asyncio.create_task(self._renew())
        return self

    async def __aexit__(self, *_: object) -> None:
        # Not amid its update, after which we would not know the revision.
        async with self._storing:
            self._renewing.cancel()
        with suppress(asyncio.CancelledError):
            await self._renewing
        if self._record.answer is None:
            fingerprint = None if self.nothing_done else self._record.fingerprint
            await self._store(until=0.0, fingerprint=fingerprint)

    async def _renew(self) -> None:
        while self._record.answer is None:
            await asyncio.sleep(self._lease / 3)
            await self._store(until=time.time() + self._lease)

    async def _store(self, **changes: object) -> None:
        """Losing it costs a repetition under the same id, never a second piece of work."""
        async with self._storing:
            if self._record.answer is not None:
                return
            record = self._record.model_copy(update=changes)
            try:
                self._revision = await self._bucket.update(
                    self._name, _json(record), self._revision
                )
            except NatsError as error:
                log.warning("cannot keep the answer to a POST", error=str(error) or repr(error))
            else:
                self._record = record


async def hold(bucket: KeyValue, name: str, fingerprint: str, *, lease: float) -> Answer | Held:
    """The answer, or the right to make it for `lease` seconds and longer.

    Raises `OtherBody` or `InProgress`.
    """
    while True:
        record, revision = await _find(bucket, name)
        if record is not None:
            if record.fingerprint not in (None, fingerprint):
                raise OtherBody
            if record.answer is not None:
                return record.answer
            if record.until > time.time():
                raise InProgress
        mine = Record(
            work_id=record.work_id if record else uuid7(),
            fingerprint=fingerprint,
            until=time.time() + lease,
        )
        with suppress(KeyWrongLastSequenceError):
            revision = await bucket.update(name, _json(mine), revision)
            return Held(bucket, name, mine, revision, lease)


async def _find(bucket: KeyValue, name: str) -> tuple[Record | None, int]:
    try:
        entry = await bucket.get(name)
    except KeyNotFoundError:
        return None, 0
    return Record.model_validate_json(entry.value or b""), entry.revision or 0


def _json(record: Record) -> bytes:
    return record.model_dump_json().encode()
