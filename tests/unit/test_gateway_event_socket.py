"""The wire side of the event socket: slow, gone and silent readers."""

import asyncio
from typing import Any

from starlette.types import Message
from starlette.websockets import WebSocket

from services.gateway.event_socket import EventSocket, render
from services.gateway.task_feed import Entry
from tests.support.scripted_feed import ScriptedFeed

STATUS = '{"status":"queued"}'


class Reader:
    """The client's side of an ASGI connection that has been accepted."""

    def __init__(self, *, stuck: bool = False) -> None:
        self.messages: list[Message] = []
        self.gone = asyncio.Event()
        self._stuck = stuck

    async def socket(self) -> WebSocket:
        scope = {"type": "websocket", "path": "/ws", "headers": [], "server": ("here", 1)}
        socket = WebSocket(scope, self._receive, self._send)
        await socket.accept()
        return socket

    @property
    def texts(self) -> list[str]:
        return [each["text"] for each in self.messages if each["type"] == "websocket.send"]

    async def _receive(self) -> Message:
        if not self.messages:
            return {"type": "websocket.connect"}
        await self.gone.wait()
        return {"type": "websocket.disconnect", "code": 1001}

    async def _send(self, message: Any) -> None:
        if self._stuck and message["type"] != "websocket.accept":
            await asyncio.Event().wait()
        self.messages.append(message)


async def tell(
    reader: Reader, feed: ScriptedFeed, *, heartbeat: float = 5, patience: float = 5
) -> None:
    socket = EventSocket(await reader.socket(), heartbeat=heartbeat, patience=patience)
    async with asyncio.timeout(5):
        await socket.tell(STATUS, feed)
    assert feed.closed


async def test_status_then_events_then_the_end() -> None:
    reader = Reader()
    await tell(reader, ScriptedFeed([Entry("TaskEnded", '{"a":1}', 9)]))
    assert reader.texts == [
        '{"event":"status","data":{"status":"queued"}}',
        '{"id":9,"event":"TaskEnded","data":{"a":1}}',
    ]
    assert reader.messages[-1] == {"type": "websocket.close", "code": 1000, "reason": ""}


async def test_silence_is_broken_by_heartbeats() -> None:
    reader = Reader()
    telling = asyncio.create_task(tell(reader, ScriptedFeed(then_silent=True), heartbeat=0.01))
    while reader.texts.count('{"event":"heartbeat"}') < 3:
        await asyncio.sleep(0.005)
    reader.gone.set()
    await telling


async def test_a_reader_that_is_gone_frees_the_feed() -> None:
    reader = Reader()
    reader.gone.set()
    await tell(reader, ScriptedFeed(then_silent=True))


async def test_a_reader_that_takes_nothing_is_dropped() -> None:
    reader = Reader(stuck=True)
    await tell(reader, ScriptedFeed([Entry("a", "{}", 1)], then_silent=True), patience=0.05)
    assert reader.texts == []


def test_an_event_is_one_object() -> None:
    assert render(Entry("a", "{}", 3)) == '{"id":3,"event":"a","data":{}}'
    assert render(Entry("a", "{}")) == '{"event":"a","data":{}}'
