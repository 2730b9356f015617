"""How many videos a project may begin."""

from services.gateway.limits.buckets import SharedBuckets
from services.gateway.limits.policy import Policy
from services.gateway.limits.throttle import counter, too_many


class Quota:
    """What begins `queues` when a project may only have so many tasks at work."""

    def __init__(self, buckets: SharedBuckets, policy: Policy, *, queues: bool) -> None:
        self._buckets = buckets
        self._policy = policy
        self.queues = queues

    async def spend(self, project_id: str) -> None:
        """Raises `Problem` 429 when the project has begun too many."""
        verdict = await self._buckets.take(self._policy, counter(self._policy, project_id))
        if not verdict.allowed:
            raise too_many(verdict, "The project has used up its quota of videos for now.")
