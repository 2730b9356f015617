"""Token buckets that all gateways share, without asking the bus for every request.

A gateway takes a small batch of tokens out of the shared bucket and spends them alone; what it has
not spent after a second it gives back with its next batch. So together they never allow more than
the policy says, and a caller who is refused costs nothing until the next token has grown.
"""

import asyncio
import random
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from nats.js import JetStreamContext
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError
from nats.js.kv import KeyValue

from services.gateway.limits.policy import Policy, Verdict
from shared.errors import Unavailable
from shared.streams import LIMITS_BUCKET

_BATCHES = 20
"""A batch is this part of the quota."""

_BATCH_SECONDS = 1.0
_SHORTEST_REFUSAL = 0.05
_REMEMBERED = 10_000
_TRIES = 20
_CONFLICT_PAUSE_SECONDS = 0.01


@dataclass
class _Share:
    """What this gateway has of one bucket, and what it last knew of it."""

    tokens: int = 0
    until: float = 0.0
    refused_until: float = 0.0
    full_at: float = 0.0
    revision: int | None = None
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)


class SharedBuckets:
    """`js` is called when the bus is needed; it raises `Unavailable` while it is away."""

    def __init__(
        self, js: Callable[[], JetStreamContext], *, clock: Callable[[], float] = time.time
    ) -> None:
        self._js = js
        self._clock = clock
        self._opened: KeyValue | None = None
        self._shares: OrderedDict[str, _Share] = OrderedDict()

    async def take(self, policy: Policy, key: str) -> Verdict:
        """One token of the bucket `key` (letters, digits, dots and dashes)."""
        share = self._share(key)
        if (verdict := self._alone(policy, share)) is not None:
            return verdict
        async with share.asking:
            while (verdict := self._alone(policy, share)) is None:
                await self._refill(policy, key, share)
        return verdict

    def _alone(self, policy: Policy, share: _Share) -> Verdict | None:
        """The verdict, if it can be told without the others."""
        now = self._clock()
        reset = share.full_at - now
        if share.tokens and now < share.until:
            share.tokens -= 1
            left = policy.left(share.full_at, now) + share.tokens
            return Verdict(policy, True, min(left, policy.quota), reset)
        if now < share.refused_until:
            wait = policy.next_at(share.full_at) - now
            return Verdict(policy, False, 0, reset, wait)
        return None

    async def _refill(self, policy: Policy, key: str, share: _Share) -> None:
        """Give back what is over, take a batch."""
        bucket = await self._bucket()
        batch = max(1, policy.quota // _BATCHES)
        for _ in range(_TRIES):
            if share.revision is None:
                share.full_at, share.revision = await _read(bucket, key)
            now = self._clock()
            returned = share.full_at - share.tokens * policy.interval
            taken, full_at = policy.take(returned, now, batch)
            if not taken:
                share.tokens = 0
                share.revision = None
                share.refused_until = max(policy.next_at(full_at), now + _SHORTEST_REFUSAL)
                return
            try:
                share.revision = await bucket.update(key, repr(full_at).encode(), share.revision)
            except KeyWrongLastSequenceError:
                share.revision = None
                await asyncio.sleep(random.uniform(0, _CONFLICT_PAUSE_SECONDS))
            except BaseException:
                # Whether it was stored, and what was over given back, is not known.
                share.revision, share.tokens = None, 0
                raise
            else:
                share.tokens, share.full_at = taken, full_at
                share.until = now + _BATCH_SECONDS
                return
        raise Unavailable("the limits are being counted by too many at once")

    def _share(self, key: str) -> _Share:
        share = self._shares.setdefault(key, _Share())
        self._shares.move_to_end(key)
        if len(self._shares) > _REMEMBERED:
            self._shares.popitem(last=False)
        return share

    async def _bucket(self) -> KeyValue:
        js = self._js()
        if self._opened is None:
            self._opened = await js.key_value(LIMITS_BUCKET)
        return self._opened


async def _read(bucket: KeyValue, key: str) -> tuple[float, int]:
    try:
        entry = await bucket.get(key)
    except KeyNotFoundError:
        return 0.0, 0
    return float(entry.value or b"0"), entry.revision or 0
