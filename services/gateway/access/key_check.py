"""API keys: looked up, compared, remembered for some seconds."""

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import structlog
from nats.errors import Error as NatsError

from services.gateway.access.principal import Principal
from services.gateway.access.refusal import Rejected
from shared.api_keys import ApiKey, id_of
from shared.key_ring import KeyRing

T = TypeVar("T")

log = structlog.get_logger()

_REMEMBERED = 10_000
_NOTED_EVERY_SECONDS = 60.0


class KeyCheck:
    """`ring` is called when it is needed; it raises `Unavailable` while the bus is away.

    What the bucket holds is remembered for `remember` seconds, that there is no such key too:
    after so long a revoked key is refused by every gateway.
    """

    def __init__(
        self,
        ring: Callable[[], KeyRing],
        *,
        remember: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ring = ring
        self._remember = remember
        self._clock = clock
        self._known: OrderedDict[str, tuple[ApiKey | None, float]] = OrderedDict()
        self._noted: OrderedDict[str, float] = OrderedDict()

    async def principal(self, text: str) -> Principal:
        """Raises `Rejected`."""
        key_id = id_of(text)
        key = await self._find(key_id) if key_id is not None else None
        now = datetime.now(UTC)
        # One answer for every reason: it would help who guesses.
        if key is None or not key.opens(text, now):
            raise Rejected("this API key is unknown, expired or revoked")
        await self._note(key, now)
        projects = key.project_ids
        return Principal(
            name=f"key:{key.id}",
            project_ids=projects if isinstance(projects, str) else frozenset(projects),
            scopes=frozenset(key.scopes),
        )

    async def _find(self, key_id: str) -> ApiKey | None:
        if (known := self._known.get(key_id)) and self._clock() - known[1] < self._remember:
            return known[0]
        key = await self._ring().find(key_id)
        _put(self._known, key_id, (key, self._clock()))
        return key

    async def _note(self, key: ApiKey, at: datetime) -> None:
        """When it was last used, to the minute."""
        now = self._clock()
        if now - self._noted.get(key.id, float("-inf")) < _NOTED_EVERY_SECONDS:
            return
        _put(self._noted, key.id, now)
        try:
            await self._ring().note_use(key.id, at)
        except NatsError as error:
            log.warning("cannot note the use of an API key", key=key.id, error=str(error))


def _put(remembered: OrderedDict[str, T], key: str, value: T) -> None:
    remembered[key] = value
    remembered.move_to_end(key)
    if len(remembered) > _REMEMBERED:
        remembered.popitem(last=False)
