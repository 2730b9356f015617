"""How services are connected, and the one way in which facts are stored: insert if empty."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import nats
from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import Header
from nats.js.errors import APIError, NotFoundError
from pydantic import BaseModel

from shared import telemetry
from shared.settings import BusSettings

PUBLISH_TIMEOUT = 5.0

_WRONG_LAST_SEQUENCE = 10071
_BEING_STORED = 10164
"""Of several servers only: another message of this subject is on its way to the replicas."""
_BEING_STORED_POLL = 0.02
_EXPECTED_SUBJECT = "Nats-Expected-Last-Subject-Sequence-Subject"


def connection_options(settings: BusSettings, name: str) -> dict[str, Any]:
    options: dict[str, Any] = {
        "name": name,
        # The default gives up after two minutes and then spins: keep trying.
        "max_reconnect_attempts": -1,
        "reconnect_time_wait": 0.5,
        "ping_interval": 20,
        "max_outstanding_pings": 3,
    }
    if settings.user is not None:
        options["user"] = settings.user
        options["password"] = settings.password.get_secret_value() if settings.password else ""
    return options


async def connect(settings: BusSettings, *, name: str) -> Client:
    """A plain client, for commands and tests; waits until the server answers."""
    return await nats.connect(settings.url, **connection_options(settings, name))


def jetstream(broker: NatsBroker) -> JetStreamContext:
    """The broker's JetStream context; the broker must have been connected."""
    return client(broker).jetstream(timeout=PUBLISH_TIMEOUT)


def client(broker: NatsBroker) -> Client:
    connection = broker._connection
    if connection is None:
        raise RuntimeError("the broker is not connected")
    return connection


async def holds(js: JetStreamContext, stream: str, subject: str) -> bool:
    """Whether the stream has a message of this subject."""
    try:
        await js.get_last_msg(stream, subject)
    except NotFoundError:
        return False
    return True


async def insert(
    js: JetStreamContext, message: BaseModel, *, subject: str, headers: dict[str, str] | None = None
) -> int | None:
    """Store the message unless its subject already holds one.

    Returns its sequence, None when something was there already. A time-out means "unknown":
    repeat with the same subject.
    """
    with telemetry.publishing(subject):
        expected = {Header.EXPECTED_LAST_SUBJECT_SEQUENCE.value: "0"}
        carried = telemetry.inject({**expected, **(headers or {})})
        body = message.model_dump_json(by_alias=True).encode()
        while True:
            try:
                stored = await js.publish(subject, body, headers=carried, timeout=PUBLISH_TIMEOUT)
            except APIError as error:
                if error.err_code == _WRONG_LAST_SEQUENCE:
                    return None
                if error.err_code != _BEING_STORED:
                    raise
                await asyncio.sleep(_BEING_STORED_POLL)
            else:
                return stored.seq


async def schedule(
    js: JetStreamContext, message: BaseModel, *, subject: str, target: str, at: datetime
) -> bool:
    """Have the server deliver the message to `target` at that time, unless it holds one already.

    `subject` keeps the schedule until then; a repetition replaces it. A time in the past is now.
    Returns False when the target has its message.
    """
    headers = {
        Header.SCHEDULE.value: f"@at {at.astimezone(UTC).isoformat(timespec='milliseconds')}",
        Header.SCHEDULE_TARGET.value: target,
        # Checked by the server as one with the storing, so that no race delivers it twice.
        _EXPECTED_SUBJECT: target,
    }
    return await insert(js, message, subject=subject, headers=headers) is not None
