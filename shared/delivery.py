"""One failure policy for every consumer: what becomes of a message when its handler ends.

It ends well: acknowledged. It cannot be read: parked, at once. It raises: again later, after a
growing pause with jitter. The process stops: again at once, elsewhere. While it works, the server
hears a heartbeat, so that only a dead worker's message is given to another.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeVar

import anyio
import structlog
from faststream import BaseMiddleware, StreamMessage
from faststream.nats.message import NatsMessage
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from pydantic import TypeAdapter, ValidationError

from shared import telemetry
from shared.contracts.base import Command, Event

log = structlog.get_logger()

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
LAST_DELIVERY = 50
"""A handler that fails for the better part of an hour will not succeed at the next try."""


class Malformed(Exception):
    """The message can never be handled, however often it comes."""


Readable = TypeVar("Readable", bound=Command | Event)


def read(adapter: TypeAdapter[Readable], raw: Msg) -> Readable:
    """The command or event of a message. Raises `Malformed`.

    Not left to FastStream: its error for a wrong body is that of any wrong model in a handler.
    """
    try:
        message = adapter.validate_json(raw.data)
    except ValidationError as error:
        # Without the input: it may quote prompts or code.
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Malformed(f"{where}: {first['msg']}" if where else first["msg"]) from None
    if message.subject != raw.subject:
        raise Malformed(f"the body says {message.subject}")
    return message


OnParked = Callable[[Msg, str], Awaitable[None]]


class DeliveryPolicy(BaseMiddleware):
    """Applied to JetStream messages only; requests over core NATS pass through, but traced."""

    heartbeat: float = 8
    on_parked: OnParked | None = None

    @classmethod
    def configured(
        cls, *, heartbeat: float, on_parked: OnParked | None = None
    ) -> Callable[..., "DeliveryPolicy"]:
        """`on_parked(message, reason)` may tell those who wait for what cannot be read."""

        def build(*args: Any, **kwargs: Any) -> "DeliveryPolicy":
            policy = cls(*args, **kwargs)
            policy.heartbeat = heartbeat
            policy.on_parked = on_parked
            return policy

        return build

    async def consume_scope(
        self,
        call_next: Callable[[StreamMessage[Any]], Awaitable[Any]],
        msg: StreamMessage[Any],
    ) -> Any:
        raw: Msg = msg.raw_message
        with telemetry.consuming(raw.subject, raw.headers, _delivery_attributes(raw)):
            if not isinstance(msg, NatsMessage) or not is_jetstream(raw):
                return await call_next(msg)
            return await self._consume(call_next, msg)

    async def _consume(
        self, call_next: Callable[[StreamMessage[Any]], Awaitable[Any]], msg: NatsMessage
    ) -> Any:
        beating = asyncio.create_task(self._beat(msg))
        raw: Msg = msg.raw_message
        try:
            result = await call_next(msg)
        except asyncio.CancelledError:
            # Shielded, as anyio cancels every await of a cancelled scope anew.
            with anyio.CancelScope(shield=True):
                await msg.nack()
            raise
        except Malformed as error:
            await self._park(msg, str(error))
            if self.on_parked is not None:
                await self.on_parked(raw, str(error))
            await msg.reject()
            return None
        except Exception as error:
            delivery = raw.metadata.num_delivered
            telemetry.failed(error)
            if delivery >= LAST_DELIVERY:
                await self._park(msg, f"delivery {delivery}: {type(error).__name__}: {error}")
                await msg.reject()
                return None
            pause = backoff(delivery)
            log.exception(
                "handler failed", subject=raw.subject, again_in=pause, error=type(error).__name__
            )
            await msg.nack(delay=pause)
            return None
        finally:
            beating.cancel()
        await msg.ack()
        return result

    async def _park(self, msg: NatsMessage, reason: str) -> None:
        raw: Msg = msg.raw_message
        log.error("message parked", subject=raw.subject, error=reason[:500])
        await park(raw, reason)

    async def _beat(self, msg: NatsMessage) -> None:
        while True:
            await asyncio.sleep(self.heartbeat)
            with suppress(NatsError):
                await msg.in_progress()


def backoff(attempt: int) -> float:
    """Seconds to wait after the n-th failure: doubled each time, capped, with jitter of a half."""
    full = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1))
    return float(full * random.uniform(0.5, 1))


async def park(raw: Msg, reason: str) -> None:
    """Keep what cannot be handled, with its reason, where operators look for it."""
    headers = {
        **{k: v for k, v in (raw.headers or {}).items() if not k.startswith("Nats-")},
        "Chalkstream-Reason": " ".join(reason.split())[:500],
        "Chalkstream-Subject": raw.subject,
    }
    await raw._client.jetstream(timeout=5).publish(f"park.{raw.subject}", raw.data, headers=headers)


def is_jetstream(raw: Msg) -> bool:
    return raw.reply.startswith("$JS.ACK.")


def _delivery_attributes(raw: Msg) -> dict[str, int]:
    return {"chalkstream.delivery": raw.metadata.num_delivered} if is_jetstream(raw) else {}
