"""Counts every admitted request, and every live stream while it is open."""

import hashlib
from collections import Counter
from collections.abc import Mapping

from nats.errors import Error as NatsError
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.gateway.access.principal import Principal
from services.gateway.limits.buckets import SharedBuckets
from services.gateway.limits.policy import Policy, Verdict
from services.gateway.problem_handlers import refuse
from services.gateway.problems import Problem
from shared.errors import Unavailable

_STARTS = ("http.response.start", "websocket.http.response.start")


class Throttle:
    """Inside of the gate, which says who asks and for what. Open paths are not counted."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        buckets: SharedBuckets,
        groups: Mapping[str, Policy],
        streams: int,
    ) -> None:
        self._app = app
        self._buckets = buckets
        self._groups = groups
        self._most_streams = streams
        self._streams: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        state = scope.get("state", {})
        principal: Principal | None = state.get("principal")
        if principal is None:
            await self._app(scope, receive, send)
            return
        verdict = await self._counted(self._groups[state["access"]], principal)
        try:
            if verdict is not None and not verdict.allowed:
                raise too_many(verdict, "You have sent too many requests.")
            if is_stream := _is_stream(scope):
                self._begin_stream(principal)
        except Problem as problem:
            await refuse(problem, scope, receive, send)
            return
        try:
            await self._app(scope, receive, _with_headers(send, verdict) if verdict else send)
        finally:
            if is_stream:
                self._streams[principal.name] -= 1
                self._streams += Counter()  # forgets those with none

    async def _counted(self, policy: Policy, principal: Principal) -> Verdict | None:
        """None while nothing can be counted: then there is no bus, and no work to protect."""
        try:
            return await self._buckets.take(policy, counter(policy, principal.name))
        except (Unavailable, NatsError):
            return None

    def _begin_stream(self, principal: Principal) -> None:
        if self._streams[principal.name] >= self._most_streams:
            raise Problem(
                429,
                "TOO_MANY_STREAMS",
                f"You follow {self._most_streams} tasks already. End one of the streams first.",
                headers={"Retry-After": "5"},
            )
        self._streams[principal.name] += 1


def counter(policy: Policy, owner: str) -> str:
    """The name of a bucket; owners are named by others and may contain anything."""
    return f"{policy.name}.{hashlib.sha256(owner.encode()).hexdigest()[:32]}"


def too_many(verdict: Verdict, what: str) -> Problem:
    return Problem(
        429,
        "RATE_LIMITED",
        f"{what} Send this one again after {verdict.retry_after} s.",
        headers={**verdict.headers, "Retry-After": verdict.retry_after},
    )


def _is_stream(scope: Scope) -> bool:
    path: str = scope["path"]
    return scope["type"] == "websocket" or path.endswith("/events")


def _with_headers(send: Send, verdict: Verdict) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] in _STARTS:
            headers = MutableHeaders(raw=list(message.get("headers", ())))
            for name, value in verdict.headers.items():
                # A route may have a limit of its own: both are told.
                headers.append(name, value)
            message = {**message, "headers": headers.raw}
        await send(message)

    return sending
