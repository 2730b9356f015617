"""A task's feed over a WebSocket: one JSON object a message, `{"id", "event", "data"}`."""

import asyncio
import json
from collections.abc import Awaitable
from contextlib import suppress

import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect

from services.gateway.event_stream import Feed
from services.gateway.task_feed import Entry

log = structlog.get_logger()

NOTHING_FOLLOWS = 1000
TOO_SLOW = 1013
_HEARTBEAT = '{"event":"heartbeat"}'


class EventSocket:
    """Sends `status` first, then the feed, with a heartbeat after each so many seconds of silence.

    Closed with 1000 after the last event. A reader that takes nothing for `patience` seconds is
    dropped (1013, if it can be told); it resumes with `last_event_id`.
    """

    def __init__(self, socket: WebSocket, *, heartbeat: float, patience: float) -> None:
        self._socket = socket
        self._heartbeat = heartbeat
        self._patience = patience

    async def tell(self, status: str, feed: Feed) -> None:
        async with feed:
            writing = asyncio.create_task(self._write(status, feed))
            leaving = asyncio.create_task(self._left())
            try:
                await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
                if writing.done():
                    writing.result()
            except TimeoutError:
                log.warning("slow reader dropped", path=self._socket.url.path)
                with suppress(TimeoutError, WebSocketDisconnect):
                    await self._timed(self._socket.close(TOO_SLOW, "too slow"), 0.1)
            except WebSocketDisconnect:
                pass
            finally:
                for task in (writing, leaving):
                    task.cancel()
                await asyncio.gather(writing, leaving, return_exceptions=True)

    async def _write(self, status: str, feed: Feed) -> None:
        await self._send(render(Entry("status", status)))
        while not feed.ended:
            entries = await feed.next(self._heartbeat)
            for text in map(render, entries):
                await self._send(text)
            if not entries:
                await self._send(_HEARTBEAT)
        await self._timed(self._socket.close(NOTHING_FOLLOWS), self._patience)

    async def _send(self, text: str) -> None:
        await self._timed(self._socket.send_text(text), self._patience)

    async def _timed(self, sending: Awaitable[None], seconds: float) -> None:
        async with asyncio.timeout(seconds):
            await sending

    async def _left(self) -> None:
        """What clients say is read, so that their leaving is heard, and means nothing."""
        while (await self._socket.receive())["type"] != "websocket.disconnect":
            pass


def render(entry: Entry) -> str:
    identity = "" if entry.sequence is None else f'"id":{entry.sequence},'
    return f'{{{identity}"event":{json.dumps(entry.event)},"data":{entry.data}}}'
