"""Refuses bodies that are too large, announced or streamed, without holding them in memory."""

import asyncio
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.gateway.problems import Problem

_DISCARDED_BYTES = 64 << 20
_DISCARDING_SECONDS = 10.0


class BodyLimit:
    """Raises the problem inside of the route, when it reads: so it is answered like any other."""

    def __init__(self, app: ASGIApp, *, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        announced = int(length) if length.isdecimal() and len(length) < 20 else 0
        read = 0

        async def limited() -> Message:
            nonlocal read
            if announced <= self._max_bytes:
                message = await receive()
                read += len(message.get("body", b""))
                if read <= self._max_bytes:
                    return message
                if not message.get("more_body", False):
                    raise self._problem()
            await _discard(receive)
            raise self._problem()

        await self._app(scope, limited, send)

    def _problem(self) -> Problem:
        return Problem(
            413,
            "BODY_TOO_LARGE",
            f"The body is larger than {self._max_bytes} bytes. Send a shorter one.",
        )


async def _discard(receive: Receive) -> None:
    """Read on without keeping: a client that is still sending would not see our answer."""
    left = _DISCARDED_BYTES
    with suppress(TimeoutError):
        async with asyncio.timeout(_DISCARDING_SECONDS):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
