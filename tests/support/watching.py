"""Waiting for a task's events, and reading everything that the bus has stored."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, ConsumerInfo, DeliverPolicy
from nats.js.errors import NotFoundError

from cli.client import Client, ServerEvent
from cli.stack import Stack
from shared.bus import connect
from shared.streams import COMMANDS, consumers

FINAL = ("completed", "failed", "cancelled")


async def until(api: Client, task_id: str, wanted: Callable[[ServerEvent], bool]) -> ServerEvent:
    """The first event that is wanted; the stream's end before it is a failure."""
    async for event in api.events(task_id):
        if wanted(event):
            return event
    raise AssertionError("the task ended before the event came")


async def ended(api: Client, task_id: str) -> dict[str, Any]:
    """The task's status document after its last event."""
    async for event in api.events(task_id):
        if event.event == "TaskEnded":
            break
    status = await api.status(task_id)
    return status.model_dump()


async def stored(js: JetStreamContext, stream: str, subject: str) -> AsyncIterator[Any]:
    """Every message that a stream holds under a subject filter, in order."""
    info = await js.add_consumer(
        stream,
        config=ConsumerConfig(
            filter_subject=subject,
            deliver_policy=DeliverPolicy.ALL,
            ack_policy=AckPolicy.NONE,
            inactive_threshold=30,
            mem_storage=True,
        ),
    )
    left = info.num_pending or 0
    subscription = await js.pull_subscribe_bind(stream=stream, consumer=info.name)
    while left:
        for message in await subscription.fetch(batch=min(left, 100), timeout=5):
            left -= 1
            yield message
    await subscription.unsubscribe()


async def exists(js: JetStreamContext, stream: str, subject: str) -> bool:
    try:
        await js.get_last_msg(stream, subject)
    except NotFoundError:
        return False
    return True


async def redeliver_quickly(stack: Stack, *, seconds: float) -> None:
    """A dead worker's command comes back so soon; its heartbeat must be quicker."""
    client = await connect(stack.bus, name="test")
    js = client.jetstream(timeout=10)
    for stream, consumer in consumers():
        await js.add_consumer(stream, config=consumer.evolve(ack_wait=seconds))
    await client.close()


async def delivered(js: JetStreamContext, durable: str, *, after: ConsumerInfo) -> None:
    """Returns once the server has given this worker a command that it had not given before."""
    while True:
        info = await js.consumer_info(COMMANDS, durable)
        assert info.delivered is not None
        assert after.delivered is not None
        if info.delivered.consumer_seq > after.delivered.consumer_seq:
            return
        await asyncio.sleep(0.02)
