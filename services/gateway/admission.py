"""Whose turn it is: a project runs so many tasks at once, the others of it wait.

So a thousand tasks of one project do not stand before the first one of another. Who waits is an
entry each, in the order of their storing; who runs is one document per project, changed by
compare-and-swap. Every step may be repeated, by any gateway: what one that died has left undone is
found by the next one that comes by.
"""

from datetime import datetime, timedelta

import structlog
from nats.js import JetStreamContext
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError, NotFoundError
from nats.js.kv import KeyValue
from pydantic import BaseModel

from services.gateway.store import TaskStore
from services.gateway.workflow.state import TaskState
from shared.bus import insert
from shared.contracts.catalogue import AnyEvent
from shared.contracts.task import TaskAdmitted, TaskEnded
from shared.streams import QUEUE_BUCKET

log = structlog.get_logger()

_STREAM = f"KV_{QUEUE_BUCKET}"

PATIENCE = {
    "high": timedelta(0),
    "normal": timedelta(minutes=5),
    "low": timedelta(minutes=15),
}
"""By how much a task lets later ones of a higher priority go first; so nobody waits for ever."""


class Run(BaseModel, frozen=True):
    """One run of one task."""

    task_id: str
    number: int


class Running(BaseModel):
    runs: tuple[Run, ...] = ()


class Admission:
    """`room` is how many tasks of a project run at once; None: whoever still waits may begin."""

    def __init__(self, js: JetStreamContext, store: TaskStore, *, room: int | None) -> None:
        self._js = js
        self._store = store
        self._room = room
        self._opened: KeyValue | None = None

    async def follow(self, task: TaskState, event: AnyEvent) -> None:
        """After an event has been handled: a run may have to wait, or have ended."""
        if isinstance(event, TaskEnded) and task.admission != "open":
            await self._leave(task, Run(task_id=task.task_id, number=event.attempt))
        elif task.admission == "waiting" and not task.final:
            await self._wait(task)
        else:
            return
        await self._fill(task.project_id)

    async def _wait(self, task: TaskState) -> None:
        bucket = await self._bucket()
        key = _key(task.project_id, task.request.priority, _run(task))
        try:
            await bucket.create(key, b"")
        except KeyWrongLastSequenceError:
            return
        log.info("task waits for its turn", task_id=task.task_id, project_id=task.project_id)

    async def _leave(self, task: TaskState, run: Run) -> None:
        await self._forget(_key(task.project_id, task.request.priority, run))
        while True:
            running, revision = await self._running(task.project_id)
            if run not in running:
                return
            rest = tuple(each for each in running if each != run)
            if await self._swap(task.project_id, rest, revision):
                return

    async def _fill(self, project_id: str) -> None:
        """Admit who is next until there is no room or nobody waits."""
        while True:
            running, revision = await self._running(project_id)
            if self._room is not None and len(running) >= self._room:
                # Who ended between our looking and our writing has left nobody to take him out.
                alive = tuple([run for run in running if await self._is_running(run)])
                if len(alive) == len(running):
                    return
                await self._swap(project_id, alive, revision)
                continue
            key = await self._next(project_id)
            if key is None:
                return
            run = _run_of(key)
            task = await self._store.find(run.task_id)
            if not isinstance(task, TaskState) or not _waits(task, run):
                await self._forget(key)
            elif run in running or await self._swap(project_id, (*running, run), revision):
                await self._admit(run)
                await self._forget(key)

    async def _is_running(self, run: Run) -> bool:
        task = await self._store.find(run.task_id)
        if not isinstance(task, TaskState) or task.final or task.run != run.number:
            return False
        if _waits(task, run):
            # Written down as running, and not told: whoever did so has died.
            await self._admit(run)
        return True

    async def _admit(self, run: Run) -> None:
        event = TaskAdmitted(task_id=run.task_id, attempt=run.number)
        if await insert(self._js, event, subject=event.subject) is not None:
            log.info("task admitted", task_id=run.task_id, run=run.number)

    async def _next(self, project_id: str) -> str | None:
        """The entry whose turn it is: the oldest one, each priority having its patience."""
        turns: list[tuple[datetime, str]] = []
        for priority, patience in PATIENCE.items():
            prefix = f"$KV.{QUEUE_BUCKET}."
            subject = f"{prefix}waiting.{project_id}.{priority}.>"
            try:
                oldest = await self._js.get_msg(_STREAM, seq=1, subject=subject, next=True)
            except NotFoundError:
                continue
            assert oldest.time is not None
            assert oldest.subject is not None
            turns.append((oldest.time + patience, oldest.subject.removeprefix(prefix)))
        return min(turns)[1] if turns else None

    async def _running(self, project_id: str) -> tuple[tuple[Run, ...], int]:
        bucket = await self._bucket()
        try:
            entry = await bucket.get(f"running.{project_id}")
        except KeyNotFoundError:
            return (), 0
        return Running.model_validate_json(entry.value or b"{}").runs, entry.revision or 0

    async def _swap(self, project_id: str, runs: tuple[Run, ...], revision: int) -> bool:
        """Whether nobody was faster."""
        bucket = await self._bucket()
        document = Running(runs=runs).model_dump_json().encode()
        try:
            await bucket.update(f"running.{project_id}", document, revision)
        except KeyWrongLastSequenceError:
            return False
        return True

    async def _forget(self, key: str) -> None:
        # Without a marker in its place, which would be next in turn for ever.
        await self._js.purge_stream(_STREAM, subject=f"$KV.{QUEUE_BUCKET}.{key}")

    async def _bucket(self) -> KeyValue:
        if self._opened is None:
            self._opened = await self._js.key_value(QUEUE_BUCKET)
        return self._opened


def _key(project_id: str, priority: str, run: Run) -> str:
    return f"waiting.{project_id}.{priority}.{run.task_id}.{run.number}"


def _run_of(key: str) -> Run:
    *_, task_id, number = key.split(".")
    return Run(task_id=task_id, number=int(number))


def _run(task: TaskState) -> Run:
    return Run(task_id=task.task_id, number=task.run)


def _waits(task: TaskState, run: Run) -> bool:
    return task.admission == "waiting" and not task.final and task.run == run.number
