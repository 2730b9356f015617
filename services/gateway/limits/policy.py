"""A token bucket as arithmetic on one number: when it will be full again."""

import math
from dataclasses import dataclass

_ROUNDING = 1e-6


@dataclass(frozen=True)
class Policy:
    """At most `quota` at once, and so many per `window` seconds in the long run."""

    name: str
    quota: int
    window: int

    @property
    def interval(self) -> float:
        """Seconds in which one token grows."""
        return self.window / self.quota

    def left(self, full_at: float, now: float) -> int:
        """How many tokens the bucket holds."""
        missing = max(0.0, full_at - now) / self.interval
        return max(0, math.floor(self.quota - missing + _ROUNDING))

    def take(self, full_at: float, now: float, wanted: int) -> tuple[int, float]:
        """How many of the wanted tokens there are, and when it is full again without them."""
        taken = min(wanted, self.left(full_at, now))
        return taken, max(full_at, now) + taken * self.interval

    def next_at(self, full_at: float) -> float:
        """When an empty bucket has its next token."""
        return full_at - self.window + self.interval


@dataclass(frozen=True)
class Verdict:
    """`left` after this request; `reset` seconds until all is there, `wait` until anything is."""

    policy: Policy
    allowed: bool
    left: int
    reset: float
    wait: float = 0.0

    @property
    def headers(self) -> dict[str, str]:
        """As in the IETF's draft on RateLimit fields."""
        policy = self.policy
        return {
            "RateLimit-Policy": f'"{policy.name}";q={policy.quota};w={policy.window}',
            "RateLimit": f'"{policy.name}";r={self.left};t={max(0, math.ceil(self.reset))}',
        }

    @property
    def retry_after(self) -> str:
        return str(max(1, math.ceil(self.wait)))
