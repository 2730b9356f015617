"""Give a worker its command as the workflow would, and wait for the one event that ends it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from nats.aio.msg import Msg

from shared.bus import insert
from shared.contracts.base import Command
from shared.contracts.catalogue import ANY_EVENT, AnyEvent
from shared.contracts.task import OpenWork
from shared.streams import TASKS_BUCKET, consumers
from tests.support.stack import CleanBus


@asynccontextmanager
async def lost_after(bus: CleanBus, service: str, *, seconds: float) -> AsyncIterator[None]:
    """A dead worker's command goes to another after so long, instead of the usual half minute.

    Its heartbeat must be shorter: `WORKER_HEARTBEAT`.
    """
    (stream, usual), *_ = [
        (stream, config) for stream, config in consumers() if config.durable_name == service
    ]
    await bus.js.add_consumer(stream, config=usual.evolve(ack_wait=seconds))
    try:
        yield
    finally:
        await bus.js.add_consumer(stream, config=usual)


async def give(bus: CleanBus, *commands: Command) -> None:
    """Store the commands, all of them wanted by their tasks, and nothing else."""
    tasks = await bus.js.key_value(TASKS_BUCKET)
    wanted: dict[str, list[str]] = {}
    for command in commands:
        wanted.setdefault(command.task_id, []).append(command.subject)
    for task_id, subjects in wanted.items():
        await tasks.put(task_id, OpenWork(open=tuple(subjects)).model_dump_json().encode())
    for command in commands:
        await insert(bus.js, command, subject=command.subject)


async def ended(bus: CleanBus, *commands: Command, timeout: float = 30) -> list[AnyEvent]:
    """The terminal event of each command, in their order, as the stream holds them."""
    missing = {command.answer_subject for command in commands}
    found: dict[str, AnyEvent] = {}
    arrived = asyncio.Event()

    async def take(message: Msg) -> None:
        if message.subject in missing:
            found[message.subject] = ANY_EVENT.validate_json(message.data)
            if len(found) == len(missing):
                arrived.set()

    subscription = await bus.js.subscribe("evt.>", cb=take, ordered_consumer=True)
    try:
        await asyncio.wait_for(arrived.wait(), timeout)
    except TimeoutError:
        absent = ", ".join(sorted(missing - set(found)))
        raise AssertionError(f"no event after {timeout} s on {absent}") from None
    finally:
        await subscription.unsubscribe()
    return [found[command.answer_subject] for command in commands]


async def done(bus: CleanBus, command: Command, *, timeout: float = 30) -> AnyEvent:
    """`give` one command and wait for its end."""
    await give(bus, command)
    return (await ended(bus, command, timeout=timeout))[0]
