"""States of tasks and jobs in a key-value bucket, changed only by compare-and-swap."""

from dataclasses import dataclass

from nats.js import JetStreamContext
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError, NotFoundError
from nats.js.kv import KeyValue

from services.gateway.workflow.machine import ANY_WORK, Work, begun
from shared import telemetry
from shared.contracts.base import identity
from shared.contracts.catalogue import ANY_EVENT
from shared.streams import EVENTS, TASKS_BUCKET


class Conflict(Exception):
    """Somebody else has changed the task since it was loaded."""


@dataclass(frozen=True)
class Stored:
    """A task or job as loaded; `revision` 0 means that nothing is stored yet."""

    task: Work
    revision: int


@dataclass(frozen=True)
class Entry:
    """A task or job as it is stored, not parsed yet: who knows the revision need not."""

    revision: int
    document: bytes

    def parsed(self) -> Work:
        return ANY_WORK.validate_json(self.document)


class TaskStore:
    def __init__(self, js: JetStreamContext) -> None:
        self._js = js
        self._opened: KeyValue | None = None

    async def load(self, task_id: str) -> Stored | None:
        """None when there is no such task."""
        entry = await self.read(task_id)
        return None if entry is None else Stored(entry.parsed(), entry.revision)

    async def read(self, task_id: str) -> Entry | None:
        """As `load`, left to be parsed."""
        bucket = await self._bucket()
        try:
            entry = await bucket.get(task_id)
        except KeyNotFoundError:
            return None
        return Entry(entry.revision or 0, entry.value or b"")

    async def find(self, task_id: str) -> Work | None:
        """As `load`, but also a task whose request is stored and not yet begun."""
        if stored := await self.load(task_id):
            return stored.task
        try:
            message = await self._js.get_last_msg(
                EVENTS, f"evt.{identity('gateway', task_id, None, 1)}"
            )
        except NotFoundError:
            return None
        if message.time is None:
            return None
        event = ANY_EVENT.validate_json(message.data or b"")
        return begun(event, message.time, trace_id=telemetry.trace_id_of(message.headers))

    async def save(self, task: Work, *, revision: int) -> int:
        """The new revision. Raises `Conflict` when `revision` is no longer the last one."""
        bucket = await self._bucket()
        document = task.model_dump_json(by_alias=True).encode()
        try:
            return await bucket.update(task.task_id, document, last=revision)
        except KeyWrongLastSequenceError as error:
            raise Conflict(task.task_id) from error

    async def _bucket(self) -> KeyValue:
        if self._opened is None:
            self._opened = await self._js.key_value(TASKS_BUCKET)
        return self._opened
