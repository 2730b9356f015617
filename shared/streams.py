"""Every stream, bucket and durable consumer of the bus. Only `shared.bootstrap` creates them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from nats.js import JetStreamContext
from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DeliverPolicy,
    KeyValueConfig,
    RetentionPolicy,
    StorageType,
    StreamConfig,
)
from nats.js.errors import NotFoundError

from shared.contracts.catalogue import STEPS_OF

COMMANDS = "CMD"
EVENTS = "EVT"
PROGRESS = "PROG"
PARKED = "PARK"
TASKS_BUCKET = "tasks"
CATALOG_BUCKET = "catalog"
SUMMARIES_BUCKET = "summaries"
QUEUE_BUCKET = "queue"
KEYS_BUCKET = "keys"
LIMITS_BUCKET = "limits"
ANSWERS_BUCKET = "answers"
WORKFLOW = "workflow"

ACK_WAIT_SECONDS = 30.0
"""A worker that has not been heard of for so long has lost its command."""


def streams(*, replicas: int = 1) -> list[StreamConfig]:
    """Limits retention everywhere: with the expectation "subject is empty" each identity is stored
    once, which a work queue could not promise over a restart."""
    shared_settings: dict[str, Any] = {
        "retention": RetentionPolicy.LIMITS,
        "storage": StorageType.FILE,
        "num_replicas": replicas,
        "allow_direct": True,
        "duplicate_window": _seconds(minutes=10),
    }
    return [
        StreamConfig(
            name=COMMANDS,
            subjects=["cmd.>", "delay.>"],
            max_age=_seconds(hours=72),
            # No byte limit: the server refuses "discard new" beside schedules, and "discard old"
            # would lose commands. The server's own storage limit refuses what does not fit.
            allow_msg_schedules=True,
            **shared_settings,
        ),
        StreamConfig(
            name=EVENTS,
            # A timer is an event that is stored now and delivered at its time.
            subjects=["evt.>", "timer.>"],
            max_age=_seconds(days=30),
            allow_msg_schedules=True,
            **shared_settings,
        ),
        StreamConfig(
            name=PROGRESS,
            subjects=["prog.>"],
            max_age=_seconds(hours=24),
            max_msgs_per_subject=1,
            **shared_settings,
        ),
        StreamConfig(
            name=PARKED,
            subjects=["park.>"],
            max_age=_seconds(days=30),
            **shared_settings,
        ),
    ]


def buckets(*, replicas: int = 1) -> list[KeyValueConfig]:
    """Read from the leader, never directly: a replica that is behind would call a command
    unwanted, or an event unasked for, and it would be acknowledged and lost."""
    return [
        KeyValueConfig(bucket=TASKS_BUCKET, history=5, replicas=replicas, direct=False),
        KeyValueConfig(bucket=CATALOG_BUCKET, history=5, replicas=replicas, direct=False),
        KeyValueConfig(
            bucket=SUMMARIES_BUCKET, replicas=replicas, direct=False, ttl=_seconds(days=30)
        ),
        KeyValueConfig(bucket=QUEUE_BUCKET, replicas=replicas, direct=False),
        KeyValueConfig(bucket=KEYS_BUCKET, replicas=replicas, direct=False),
        # Not in memory, though a lost count costs little: the bucket itself would be lost.
        KeyValueConfig(
            bucket=LIMITS_BUCKET, replicas=replicas, direct=False, ttl=_seconds(hours=3)
        ),
        KeyValueConfig(
            bucket=ANSWERS_BUCKET, replicas=replicas, direct=False, ttl=_seconds(hours=24)
        ),
    ]


def consumers() -> list[tuple[str, ConsumerConfig]]:
    """(stream, consumer). Autoscalers read the lag of these, so they exist before any pod."""
    workers = [
        (COMMANDS, _durable(service, [f"cmd.{step}.>" for step in steps], ACK_WAIT_SECONDS))
        for service, steps in STEPS_OF.items()
    ]
    return [*workers, (EVENTS, _durable(WORKFLOW, ["evt.>"], 10.0))]


async def declare(js: JetStreamContext, *, replicas: int = 1) -> None:
    """Create what is missing and bring what exists to this configuration."""
    for stream in streams(replicas=replicas):
        await _declare_stream(js, stream)
    for bucket in buckets(replicas=replicas):
        await _declare_bucket(js, bucket)
    for stream_name, consumer in consumers():
        await js.add_consumer(stream_name, config=consumer)


async def missing(js: JetStreamContext, names: Iterable[str]) -> list[str]:
    """Which of these streams do not exist."""
    absent = []
    for name in names:
        try:
            await js.stream_info(name)
        except NotFoundError:
            absent.append(name)
    return absent


async def _declare_stream(js: JetStreamContext, config: StreamConfig) -> None:
    assert config.name is not None
    if await missing(js, [config.name]):
        await js.add_stream(config)
    else:
        await js.update_stream(config)


async def _declare_bucket(js: JetStreamContext, config: KeyValueConfig) -> None:
    name = f"KV_{config.bucket}"
    if await missing(js, [name]):
        await js.create_key_value(config)
        return
    stream = (await js.stream_info(name)).config
    await js.update_stream(
        stream.evolve(
            max_msgs_per_subject=config.history,
            num_replicas=config.replicas,
            allow_direct=bool(config.direct),
            max_age=config.ttl or 0,
        )
    )


def _durable(name: str, subjects: list[str], ack_wait: float) -> ConsumerConfig:
    return ConsumerConfig(
        durable_name=name,
        filter_subjects=subjects,
        ack_policy=AckPolicy.EXPLICIT,
        deliver_policy=DeliverPolicy.ALL,
        ack_wait=ack_wait,
        # The server would drop the message silently; our delivery policy ends it, parked.
        max_deliver=-1,
        max_ack_pending=10_000,
    )


def _seconds(**parts: float) -> float:
    return timedelta(**parts).total_seconds()
