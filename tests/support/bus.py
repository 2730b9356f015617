"""Workers and orchestrators in the test's own process, and waiting for what they store."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from nats.js.api import RawStreamMsg
from nats.js.errors import NotFoundError

from services.gateway.backend import Backend
from services.gateway.workflow_consumer import on_unreadable, subscribe
from shared.broker import create_broker
from shared.bus import insert
from shared.contracts.base import Command
from shared.contracts.catalogue import ANY_EVENT, AnyEvent
from shared.contracts.task import OpenWork
from shared.settings import BusSettings, WorkerSettings
from shared.streams import COMMANDS, EVENTS, PARKED, TASKS_BUCKET, WORKFLOW
from shared.worker import Worker
from tests.support.stack import CleanBus

T = TypeVar("T")

PATIENCE = 8.0


def worker(bus: CleanBus | BusSettings, name: str = "coder", **settings: float) -> Worker:
    """A quick worker without any work; `WorkerSettings` as keywords."""
    address = bus.settings if isinstance(bus, CleanBus) else bus
    quick = {"slots": 2, "heartbeat": 0.1, "shutdown_grace": 0.1} | settings
    return Worker(name, WorkerSettings.model_validate(quick), address)


@asynccontextmanager
async def running(worker: Worker) -> AsyncIterator[Worker]:
    async with worker.app().start_lifespan_context():
        await eventually(lambda: _true(worker.broker.running))
        yield worker


@asynccontextmanager
async def orchestrating(bus: CleanBus) -> AsyncIterator[Backend]:
    """One replica of the gateway's workflow."""
    broker = create_broker(
        bus.settings,
        "gateway",
        consumer=(EVENTS, WORKFLOW),
        shutdown_grace=1,
        on_parked=lambda raw, reason: on_unreadable(backend, raw, reason),
    )
    backend = Backend(broker)
    subscribe(broker, backend, concurrent_events=8)
    await broker.start()
    try:
        yield backend
    finally:
        await broker.stop()


async def want(bus: CleanBus, *commands: Command, publish: bool = True) -> None:
    """Make the commands current, as a stored task does, and store them."""
    tasks = await bus.js.key_value(TASKS_BUCKET)
    for task_id in {command.task_id for command in commands}:
        wanted = tuple(each.subject for each in commands if each.task_id == task_id)
        await tasks.put(task_id, OpenWork(open=wanted).model_dump_json().encode())
    for command in commands if publish else ():
        await insert(bus.js, command, subject=command.subject)


async def unwant(bus: CleanBus, task_id: str) -> None:
    tasks = await bus.js.key_value(TASKS_BUCKET)
    await tasks.put(task_id, OpenWork().model_dump_json().encode())


async def answer(bus: CleanBus, command: Command) -> AnyEvent:
    """The terminal event of this command, once there is one."""
    stored = await last(bus, EVENTS, command.answer_subject)
    return ANY_EVENT.validate_json(stored.data or b"")


async def parked(bus: CleanBus, subject: str) -> RawStreamMsg:
    return await last(bus, PARKED, f"park.{subject}")


async def last(bus: CleanBus, stream: str, subject: str) -> RawStreamMsg:
    """The last message of a subject, once there is one."""

    async def found() -> RawStreamMsg | None:
        try:
            return await bus.js.get_last_msg(stream, subject)
        except NotFoundError:
            return None

    return await eventually(found, what=subject)


async def acknowledged(bus: CleanBus, stream: str = COMMANDS, durable: str = "coder") -> None:
    """Wait until the consumer has nothing to deliver and nothing delivered in doubt."""

    async def settled() -> bool:
        info = await bus.js.consumer_info(stream, durable)
        return not info.num_pending and not info.num_ack_pending

    await eventually(settled, what=f"{durable} to settle")


async def count(bus: CleanBus, stream: str, subjects: str) -> dict[str, int]:
    """How many messages each subject of the stream holds."""
    info = await bus.js.stream_info(stream, subjects_filter=subjects)
    return info.state.subjects or {}


async def eventually(
    probe: Callable[[], Awaitable[T | None]], *, what: str = "it", patience: float = PATIENCE
) -> T:
    """The probe's first answer that is true. Fails when there is none in time."""
    try:
        async with asyncio.timeout(patience):
            while not (found := await probe()):
                await asyncio.sleep(0.005)
            return found
    except TimeoutError:
        raise AssertionError(f"waited {patience:g} s in vain for {what}") from None


async def _true(value: bool) -> bool:
    return value
