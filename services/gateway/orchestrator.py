"""Drives the pure workflow: load, reduce, compare-and-swap, publish what is outstanding."""

import asyncio
import random
from datetime import datetime

import structlog
from nats.js import JetStreamContext

from services.gateway.admission import Admission
from services.gateway.store import Conflict, Stored, TaskStore
from services.gateway.summary_store import SummaryStore
from services.gateway.task_summary import summarize
from services.gateway.workflow.machine import Work, advanced, awaited, begun
from services.gateway.workflow.outstanding import Outstanding
from services.gateway.workflow.state import TaskState
from shared import telemetry
from shared.bus import insert, schedule
from shared.contracts.catalogue import AnyEvent
from shared.contracts.task import (
    CancellationRequested,
    DeadlinePassed,
    GenerationRequested,
    RetryRequested,
    TaskEnded,
)
from shared.delivery import Malformed
from shared.streams import EVENTS

log = structlog.get_logger()

_CONFLICT_PAUSE_SECONDS = 0.02


class Orchestrator:
    """Any number of replicas may handle the events of one task; none of them remembers anything."""

    def __init__(
        self, js: JetStreamContext, store: TaskStore, *, admission: Admission | None = None
    ) -> None:
        self._js = js
        self._store = store
        self._admission = admission or Admission(js, store, room=None)
        self._summaries = SummaryStore(js)

    async def handle(self, event: AnyEvent, at: datetime) -> Work:
        """Advance the task by one event, stored at `at`. Handling it twice changes nothing."""
        while True:
            stored = await self._load(event, at)
            task = advanced(stored.task, event, at)
            revision = stored.revision
            try:
                if task != stored.task or revision == 0:
                    revision = await self._store.save(task, revision=revision)
                break
            except Conflict:
                await asyncio.sleep(random.uniform(0, _CONFLICT_PAUSE_SECONDS))
        await self._publish(task)
        if isinstance(event, GenerationRequested | RetryRequested):
            await self._set_alarm(task)
        if isinstance(event, _ENDINGS) and task.status == "cancelled":
            await self._js._nc.publish(f"ctl.cancel.{task.task_id}", b"")
        # Should we die before this, the last event of the run makes it good.
        if isinstance(event, _MARKS) or task.status != stored.task.status:
            await self._summarize(task, revision)
        if isinstance(task, TaskState):
            await self._admission.follow(task, event)
        return task

    async def _load(self, event: AnyEvent, at: datetime) -> Stored:
        stored = await self._store.load(event.task_id)
        if stored is not None:
            return stored
        if (new := begun(event, at, trace_id=telemetry.trace_id())) is not None:
            return Stored(new, revision=0)
        # An event may overtake the request that created its task, in the stream's order never.
        requested = await self._store.find(event.task_id)
        if requested is None:
            raise Malformed(f"there is no task {event.task_id}")
        return Stored(requested, revision=0)

    async def _publish(self, task: Work) -> None:
        for wanted in awaited(task):
            await self._command(wanted)
        if task.final and task.ended_at is not None and task.status in _FINAL:
            ended = TaskEnded(
                task_id=task.task_id,
                attempt=task.run,
                status=task.status,
                error=task.error,
                ended_at=task.ended_at,
            )
            await insert(self._js, ended, subject=ended.subject)
            if isinstance(task, TaskState) and task.deadline is not None:
                await self._js.purge_stream(EVENTS, subject=f"timer.{_alarm(task).identity}")

    async def _summarize(self, task: Work, revision: int) -> None:
        if isinstance(task, TaskState):
            await self._summaries.put(summarize(task), revision=revision)

    async def _set_alarm(self, task: Work) -> None:
        if isinstance(task, TaskState) and task.deadline is not None and not task.final:
            alarm = _alarm(task)
            await schedule(
                self._js,
                alarm,
                subject=f"timer.{alarm.identity}",
                target=alarm.subject,
                at=alarm.deadline,
            )

    async def _command(self, wanted: Outstanding) -> None:
        command = wanted.command
        if wanted.not_before is None:
            await insert(self._js, command, subject=command.subject)
            return
        # Also when its time has come: beside a schedule, an insertion could be a second one.
        delayed = f"delay.{command.identity}"
        if await schedule(
            self._js, command, subject=delayed, target=command.subject, at=wanted.not_before
        ):
            log.info(
                "command delayed", subject=command.subject, until=wanted.not_before.isoformat()
            )


_ENDINGS = (CancellationRequested, DeadlinePassed)
_MARKS = (GenerationRequested, RetryRequested, TaskEnded)
_FINAL = ("completed", "failed", "cancelled")


def _alarm(task: TaskState) -> DeadlinePassed:
    assert task.deadline is not None
    return DeadlinePassed(task_id=task.task_id, attempt=task.run, deadline=task.deadline)
