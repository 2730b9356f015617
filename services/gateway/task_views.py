"""What clients poll: kept ready while it is asked for, and thrown away when something changes.

A poll that finds nothing new costs no question to the bus, nothing is parsed and nothing rendered.
"""

import asyncio
import hashlib
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.errors import Error as NatsError
from nats.js.api import Header
from pydantic import ValidationError

from services.gateway.documents import TaskStatus
from services.gateway.history import History
from services.gateway.projection import status_document
from services.gateway.reports import LastReports, Reports
from services.gateway.store import TaskStore
from services.gateway.workflow.state import TaskState
from shared.contracts.progress import StepProgress
from shared.streams import TASKS_BUCKET

_KEPT = 256
_LONGEST_AGE_SECONDS = 1.0
"""Bounds what a lost hint can do, and how old a server's replica may be."""


@dataclass(frozen=True)
class Shown:
    """A status as bytes. `expires` is when its estimate has passed."""

    body: bytes
    tag: str
    final: bool
    expires: datetime | None


class TaskView:
    """One task. The bus hints at changes; only what the bucket says is believed."""

    def __init__(
        self, task_id: str, client: Client, store: TaskStore, reports: Reports, history: History
    ) -> None:
        self._task_id = task_id
        self._history = history
        self._client = client
        self._store = store
        self._reader = reports
        self._task: TaskState | None = None
        self._revision = -1
        self._superseded = -1
        self._reports: LastReports = {}
        self._live: LastReports = {}
        self._shown: Shown | None = None
        self._loaded_at = float("-inf")
        self._connection = -1
        self._loading: asyncio.Task[None] | None = None
        self._subscriptions: list[Subscription] = []

    async def close(self) -> None:
        for subscription in self._subscriptions:
            with suppress(NatsError):
                await subscription.unsubscribe()

    async def task(self) -> TaskState | None:
        """None when there is no such task."""
        while not self._fresh:
            # Whoever asks meanwhile waits for the same answer, even if the first has left.
            if self._loading is None:
                self._loading = asyncio.create_task(self._load())
                self._loading.add_done_callback(lambda done: done.cancelled() or done.exception())
            await asyncio.shield(self._loading)
            if self._superseded >= self._revision:
                break
        return self._task

    def status(self, now: datetime) -> Shown:
        """As of the last `task()`, which must have found one."""
        shown = self._shown
        if shown is None or (shown.expires is not None and shown.expires < now):
            assert self._task is not None
            self._shown = shown = _shown(
                status_document(self._task, self._reports, now, self._history)
            )
        return shown

    @property
    def _fresh(self) -> bool:
        return (
            self._superseded < self._revision
            and time.monotonic() - self._loaded_at < _LONGEST_AGE_SECONDS
            and self._connection == self._client.stats["reconnects"]
        )

    async def _load(self) -> None:
        try:
            if not self._subscriptions:
                await self._listen()
            connection = self._client.stats["reconnects"]
            if self._connection != connection:
                self._live = {}
                stored = await self._reader.last(self._task_id)
                self._reports = stored | self._live
                self._connection = connection
            entry = await self._store.read(self._task_id)
            if entry is None:
                found = await self._store.find(self._task_id)
                self._revision = -1 if found is None else 0
                self._task = found if isinstance(found, TaskState) else None
            elif entry.revision != self._revision:
                task = entry.parsed()
                self._revision = entry.revision
                self._task = task if isinstance(task, TaskState) else None
            self._loaded_at = time.monotonic()
            self._shown = None
        finally:
            self._loading = None

    async def _listen(self) -> None:
        for subject, callback in (
            (f"$KV.{TASKS_BUCKET}.{self._task_id}", self._on_change),
            (f"prog.{self._task_id}.*", self._on_progress),
        ):
            self._subscriptions.append(await self._client.subscribe(subject, cb=callback))

    async def _on_change(self, message: Msg) -> None:
        # It comes before it is stored, and even when it is refused: who wrote it says which
        # revision it replaces.
        replaced = (message.headers or {}).get(Header.EXPECTED_LAST_SUBJECT_SEQUENCE.value, "0")
        self._superseded = max(self._superseded, int(replaced))

    async def _on_progress(self, message: Msg) -> None:
        with suppress(ValidationError):
            report = StepProgress.model_validate_json(message.data)
            self._live = self._live | {report.scene_number: report}
            self._reports = self._reports | {report.scene_number: report}
            self._shown = None


class TaskViews:
    """The views of the tasks that were asked for last."""

    def __init__(
        self, client: Client, store: TaskStore, reports: Reports, history: History
    ) -> None:
        self._history = history
        self._client = client
        self._store = store
        self._reports = reports
        self._views: OrderedDict[str, TaskView] = OrderedDict()

    async def of(self, task_id: str) -> tuple[TaskView, TaskState] | None:
        """The view with its current task; None when there is no such task."""
        view = self._views.get(task_id)
        if view is None:
            view = TaskView(task_id, self._client, self._store, self._reports, self._history)
            self._views[task_id] = view
        else:
            self._views.move_to_end(task_id)
        task = await view.task()
        if task is None and self._views.pop(task_id, None) is not None:
            await view.close()
        while len(self._views) > _KEPT:
            await self._views.popitem(last=False)[1].close()
        return None if task is None else (view, task)


def _shown(document: TaskStatus) -> Shown:
    body = document.model_dump_json().encode()
    tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    final = document.status in ("completed", "failed", "cancelled")
    return Shown(body, tag, final, document.estimated_completion)
