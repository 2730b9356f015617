"""Stop asking who does not answer, and try again after a while."""

import time
from collections.abc import Callable


class Breaker:
    """Opens after `threshold` failures in a row; after `cooldown` seconds lets one try through."""

    def __init__(
        self,
        *,
        threshold: int = 5,
        cooldown: float = 30,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._threshold = threshold
        self._cooldown = cooldown
        self._clock = clock
        self._failures = 0
        self._shut_until = 0.0

    def allows(self) -> bool:
        """Whether to try now. Asking counts as the one try that a cooled breaker lets through."""
        if self._failures < self._threshold:
            return True
        if self._clock() < self._shut_until:
            return False
        self._shut_until = self._clock() + self._cooldown
        return True

    def failed(self) -> None:
        self._failures += 1
        self._shut_until = self._clock() + self._cooldown

    def succeeded(self) -> None:
        self._failures = 0
