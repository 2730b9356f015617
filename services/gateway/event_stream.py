"""A task's feed as Server-Sent Events."""

import asyncio
from contextlib import suppress
from typing import Any, Protocol

import structlog
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from services.gateway.task_feed import Entry

log = structlog.get_logger()

MEDIA_TYPE = "text/event-stream"

_HEARTBEAT = ": heartbeat\n\n"
_RECONNECT = "retry: 1000\n"


class Feed(Protocol):
    """Open it, then ask for what is new until it has `ended`."""

    async def __aenter__(self) -> Any: ...

    async def __aexit__(self, *error: object) -> None: ...

    @property
    def ended(self) -> bool: ...

    async def next(self, timeout: float) -> list[Entry]: ...


class EventStream(Response):
    """Sends `status` first, then the feed, with a comment after each `heartbeat` of silence.

    A reader that takes nothing for `patience` seconds is dropped; it resumes by Last-Event-ID.
    """

    media_type = MEDIA_TYPE

    def __init__(self, status: str, feed: Feed, *, heartbeat: float, patience: float) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._status = status
        self._feed = feed
        self._heartbeat = heartbeat
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._feed:
            writing = asyncio.create_task(self._write(send))
            leaving = asyncio.create_task(_disconnected(receive))
            try:
                await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
                if writing.done():
                    writing.result()
            except TimeoutError:
                log.warning("slow reader dropped", path=scope["path"])
            finally:
                for task in (writing, leaving):
                    task.cancel()
                await asyncio.gather(writing, leaving, return_exceptions=True)

    async def _write(self, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await self._send(send, start)
        await self._chunk(send, _RECONNECT + render(Entry("status", self._status)))
        while not self._feed.ended:
            entries = await self._feed.next(self._heartbeat)
            await self._chunk(send, "".join(map(render, entries)) or _HEARTBEAT)
        await self._send(send, {"type": "http.response.body", "body": b"", "more_body": False})

    async def _chunk(self, send: Send, text: str) -> None:
        message = {"type": "http.response.body", "body": text.encode(), "more_body": True}
        await self._send(send, message)

    async def _send(self, send: Send, message: dict[str, object]) -> None:
        async with asyncio.timeout(self._patience):
            await send(message)


def render(entry: Entry) -> str:
    """One event in the wire format; the data is a single line."""
    identity = "" if entry.sequence is None else f"id: {entry.sequence}\n"
    return f"{identity}event: {entry.event}\ndata: {entry.data}\n\n"


async def _disconnected(receive: Receive) -> None:
    with suppress(asyncio.CancelledError):
        while (await receive())["type"] != "http.disconnect":
            pass
