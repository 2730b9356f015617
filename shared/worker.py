"""The skeleton of every worker: a command in, one terminal event out, whatever happens."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import structlog
from faststream import AckPolicy
from faststream.asgi import AsgiFastStream
from faststream.nats import JStream, NatsBroker, NatsMessage, PullSub
from nats.aio.msg import Msg
from nats.js.errors import KeyNotFoundError
from nats.js.kv import KeyValue

from shared import health, logs, telemetry
from shared.bus import client, create_broker, insert, jetstream
from shared.contracts.base import Command, Event
from shared.contracts.catalogue import STEPS_OF, AnyCommand
from shared.contracts.task import FailureReason, OpenWork, StepFailed
from shared.delivery import Malformed, park
from shared.errors import Unavailable
from shared.report import Report
from shared.settings import BusSettings, WorkerSettings
from shared.streams import COMMANDS, TASKS_BUCKET

log = structlog.get_logger()

Work = Callable[[Any, Report], Awaitable[Event]]
Resource = Callable[[], Any]


@dataclass(frozen=True)
class Worker:
    """Consumes the commands of one service.

    Register the work of each command class with `on`; `app()` is the ASGI application.
    """

    name: str
    settings: WorkerSettings
    bus: BusSettings
    broker: NatsBroker = field(init=False)
    _works: dict[type[Command], Work] = field(default_factory=dict, init=False)
    _running: dict[str, set[asyncio.Task[Event]]] = field(default_factory=dict, init=False)
    _resources: list[Resource] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        broker = create_broker(
            self.bus,
            self.name,
            shutdown_grace=self.settings.shutdown_grace,
            heartbeat=self.settings.heartbeat,
        )
        object.__setattr__(self, "broker", broker)

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
                pull_sub=PullSub(batch_size=1, timeout=5),
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
        from contextlib import AsyncExitStack

        async with AsyncExitStack() as stack:
            for resource in self._resources:
                await stack.enter_async_context(resource())
            yield

    async def _handle(self, command: AnyCommand, message: NatsMessage) -> None:
        raw: Msg = message.raw_message
        if command.subject != raw.subject:
            raise Malformed(f"the body says {command.subject}")
        work = self._works.get(type(command))
        if work is None:
            raise Malformed(f"{self.name} does not know {command.type}")
        js = jetstream(self.broker)
        tasks = await js.key_value(TASKS_BUCKET)
        if not await _wanted(tasks, command):
            log.info("command no longer wanted", subject=command.subject)
            return
        delivery = raw.metadata.num_delivered
        if delivery > self.settings.max_deliveries:
            event: Event | None = _failed(command, "lost", "the worker died repeatedly at it")
        else:
            event = await self._work(work, command, raw, tasks)
        if event is not None:
            await insert(js, event, subject=command.answer_subject)
            log.info("step ended", subject=command.subject, outcome=event.type)  # type: ignore[attr-defined]

    async def _work(
        self, work: Work, command: Command, raw: Msg, tasks: KeyValue
    ) -> Event | None:
        """The terminal event; None when the task was cancelled meanwhile."""
        delivery = raw.metadata.num_delivered
        report = await Report.begin(client(self.broker), command, delivery=delivery)
        task = asyncio.ensure_future(work(command, report))
        watch = asyncio.create_task(self._watch(tasks, command, task))
        running = self._running.setdefault(command.task_id, set())
        running.add(task)
        try:
            return await asyncio.wait_for(task, self.settings.time_limit)
        except asyncio.CancelledError:
            if task.cancelled() and _cancelled_by_us(task):
                log.info("work cancelled", subject=command.subject)
                return None
            raise
        except Unavailable as error:
            pause = error.retry_after.total_seconds()
            log.warning("unavailable", subject=command.subject, error=str(error))
            return _failed(command, "unavailable", str(error), retry_after=pause)
        except TimeoutError:
            limit = self.settings.time_limit
            return _failed(command, "timeout", f"not finished after {limit:g} s")
        except Exception as error:
            if delivery < self.settings.max_deliveries:
                raise
            log.exception("work failed for the last time", subject=command.subject)
            await park(raw, f"{type(error).__name__}: {error}")
            return _failed(command, "crashed", f"{type(error).__name__}: {error}")
        finally:
            watch.cancel()
            running.discard(task)
            if not running:
                self._running.pop(command.task_id, None)

    async def _watch(
        self, tasks: KeyValue, command: Command, task: asyncio.Task[Event]
    ) -> None:
        """A lost cancel message is made good at the next heartbeat."""
        while True:
            await asyncio.sleep(self.settings.heartbeat)
            with suppress(Exception):
                if not await _wanted(tasks, command):
                    task.cancel(_CANCELLED)

    async def _cancel(self, message: NatsMessage) -> None:
        task_id = message.raw_message.subject.rsplit(".", 1)[-1]
        for task in tuple(self._running.get(task_id, ())):
            task.cancel(_CANCELLED)


_CANCELLED = "the task was cancelled"


def _cancelled_by_us(task: asyncio.Task[Event]) -> bool:
    try:
        task.result()
    except asyncio.CancelledError as error:
        return error.args == (_CANCELLED,)
    return False


async def _wanted(tasks: KeyValue, command: Command) -> bool:
    try:
        entry = await tasks.get(command.task_id)
    except KeyNotFoundError:
        return False
    return command.subject in OpenWork.model_validate_json(entry.value or b"{}").open


def _failed(
    command: Command, reason: FailureReason, error: str, *, retry_after: float | None = None
) -> StepFailed:
    return StepFailed(
        task_id=command.task_id,
        scene_number=command.scene_number,
        attempt=command.attempt,
        failed_step=command.step,  # type: ignore[arg-type]
        reason=reason,
        error=error,
        retry_after_seconds=retry_after,
    )
