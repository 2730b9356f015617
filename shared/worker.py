"""The skeleton of every worker: a command in, one terminal event out, whatever happens."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import anyio
import structlog
from faststream import AckPolicy
from faststream.asgi import AsgiFastStream
from faststream.nats import JStream, NatsMessage, PullSub
from nats.aio.msg import Msg
from nats.js.errors import KeyNotFoundError
from nats.js.kv import KeyValue

from shared import health, logs, telemetry
from shared.broker import create_broker
from shared.bus import client, insert, jetstream
from shared.contracts.base import Command, Event
from shared.contracts.catalogue import ANY_COMMAND, STEPS_OF
from shared.contracts.task import FailureReason, OpenWork, StepFailed
from shared.delivery import Malformed, park, read
from shared.errors import Unavailable
from shared.report import Report
from shared.settings import BusSettings, WorkerSettings
from shared.streams import COMMANDS, TASKS_BUCKET

log = structlog.get_logger()

Work = Callable[[Any, Report], Awaitable[Event]]
Resource = Callable[[], Any]

CLEANUP_SECONDS = 10.0
"""How long cancelled work may take to put its things away."""

_ERROR_LIMIT = 4_000


class Worker:
    """Consumes the commands of one service.

    Register the work of each command class with `on`; `app()` is the ASGI application.
    """

    def __init__(self, name: str, settings: WorkerSettings, bus: BusSettings) -> None:
        self.name = name
        self.settings = settings
        self.broker = create_broker(
            bus,
            name,
            consumer=(COMMANDS, name),
            shutdown_grace=settings.shutdown_grace,
            heartbeat=settings.heartbeat,
            on_parked=self._give_up,
        )
        self._works: dict[type[Command], Work] = {}
        self._running: dict[str, set[asyncio.Task[Event]]] = {}
        self._resources: list[Resource] = []
        self._tasks: KeyValue | None = None

    def on(self, command: type[Command]) -> Callable[[Work], Work]:
        """Register the work of one command class: `async (command, report) -> event`."""

        def register(work: Work) -> Work:
            self._works[command] = work
            return work

        return register

    def uses(self, resource: Resource) -> None:
        """Open this async context manager before the first command, close it after the last."""
        self._resources.append(resource)

    def app(self) -> AsgiFastStream:
        logs.setup(self.name)
        telemetry.setup(self.name)
        first_step = STEPS_OF[self.name][0]
        # One subscriber a slot: a pod never holds a message that it is not working on.
        for slot in range(self.settings.slots):
            self.broker.subscriber(
                f"cmd.{first_step}.>",
                stream=JStream(COMMANDS, declare=False),
                durable=self.name,
                # A restarted server has forgotten our request: it is repeated after this long.
                pull_sub=PullSub(batch_size=1, timeout=1),
                ack_policy=AckPolicy.MANUAL,
                title=f"{self.name}-{slot}",
                include_in_schema=slot == 0,
            )(self._handle)
        self.broker.subscriber("ctl.cancel.*", title=f"{self.name}-cancel")(self._cancel)
        return AsgiFastStream(
            self.broker,
            lifespan=self._lifespan,
            asgi_routes=health.routes(self.broker, COMMANDS, self.name),
            logger=None,
        )

    @asynccontextmanager
    async def _lifespan(self) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for resource in self._resources:
                await stack.enter_async_context(resource())
            yield

    async def _handle(self, message: NatsMessage) -> None:
        raw: Msg = message.raw_message
        command = read(ANY_COMMAND, raw)
        work = self._works.get(type(command))
        if work is None:
            raise Malformed(f"{self.name} does not know {command.type}")
        if not await self._wanted(command):
            log.info("command no longer wanted", subject=command.subject)
            return
        delivery = raw.metadata.num_delivered
        if delivery > self.settings.max_deliveries:
            event: Event | None = _failed(command, "lost", "the worker died repeatedly at it")
        else:
            event = await self._work(work, command, raw)
        if event is not None:
            await insert(jetstream(self.broker), event, subject=command.answer_subject)
            log.info("step ended", subject=command.subject, outcome=type(event).__name__)

    async def _work(self, work: Work, command: Command, raw: Msg) -> Event | None:
        """The terminal event; None when the task was cancelled meanwhile."""
        delivery = raw.metadata.num_delivered
        report = await Report.begin(client(self.broker), command, delivery=delivery)
        try:
            return await self._outcome(work, command, report)
        except Unavailable as error:
            pause = error.retry_after.total_seconds()
            log.warning("unavailable", subject=command.subject, error=str(error))
            return _failed(command, "unavailable", str(error), retry_after=pause)
        except Exception as error:
            if delivery < self.settings.max_deliveries:
                raise
            log.exception("work failed for the last time", subject=command.subject)
            await park(raw, f"{type(error).__name__}: {error}")
            return _failed(command, "crashed", f"{type(error).__name__}: {error}")

    async def _outcome(self, work: Work, command: Command, report: Report) -> Event | None:
        """What the work returns or raises, unless time or the task ends before it."""
        task = asyncio.ensure_future(work(command, report))
        watch = asyncio.create_task(self._watch(command, task))
        running = self._running.setdefault(command.task_id, set())
        running.add(task)
        try:
            await asyncio.wait({task}, timeout=self.settings.time_limit)
            in_time = task.done()
        finally:
            watch.cancel()
            await _put_away(task, command)
            running.discard(task)
            if not running:
                self._running.pop(command.task_id, None)
        if not in_time:
            limit = self.settings.time_limit
            return _failed(command, "timeout", f"not finished after {limit:g} s")
        if task.cancelling():
            log.info("work cancelled", subject=command.subject)
            return None
        if task.cancelled():
            raise RuntimeError("the work cancelled itself")
        event = task.result()
        if event.subject != command.answer_subject:
            raise RuntimeError(f"the answer to {command.subject} says {event.subject}")
        return event

    async def _watch(self, command: Command, task: asyncio.Task[Event]) -> None:
        """A lost cancel message is made good at the next heartbeat."""
        while True:
            await asyncio.sleep(self.settings.heartbeat)
            with suppress(Exception):
                if not await self._wanted(command):
                    task.cancel()
                    return

    async def _cancel(self, message: NatsMessage) -> None:
        task_id = message.raw_message.subject.rsplit(".", 1)[-1]
        for task in tuple(self._running.get(task_id, ())):
            task.cancel()

    async def _wanted(self, command: Command) -> bool:
        if self._tasks is None:
            self._tasks = await jetstream(self.broker).key_value(TASKS_BUCKET)
        try:
            entry = await self._tasks.get(command.task_id)
        except KeyNotFoundError:
            return False
        return command.subject in OpenWork.model_validate_json(entry.value or b"{}").open

    async def _give_up(self, raw: Msg, reason: str) -> None:
        """Nobody will ever answer a command that was parked, so its task is told."""
        event = StepFailed.of_subject(raw.subject, "refused", reason[:_ERROR_LIMIT])
        if event is not None:
            await insert(jetstream(self.broker), event, subject=event.subject)


async def _put_away(task: asyncio.Task[Event], command: Command) -> None:
    """Cancel work that has not ended, and let it end what it has started."""
    if task.done():
        return
    task.cancel()
    # Else a shutdown's own cancellation, repeated by anyio, would not let us wait.
    with anyio.CancelScope(shield=True):
        await asyncio.wait({task}, timeout=CLEANUP_SECONDS)
    if not task.done():
        log.error("cancelled work does not end", subject=command.subject)
    elif not task.cancelled() and (error := task.exception()):
        log.warning("cancelled work failed", subject=command.subject, error=type(error).__name__)


def _failed(
    command: Command, reason: FailureReason, error: str, *, retry_after: float | None = None
) -> StepFailed:
    return StepFailed(
        task_id=command.task_id,
        scene_number=command.scene_number,
        attempt=command.attempt,
        failed_step=command.step,
        reason=reason,
        error=error[:_ERROR_LIMIT],
        retry_after_seconds=retry_after,
    )
