"""The wire side of the event stream: slow, gone and silent readers."""

import asyncio
from typing import Any

from starlette.types import Message

from services.gateway.event_stream import EventStream, render
from services.gateway.task_feed import Entry
from tests.support.scripted_feed import ScriptedFeed


class Reader:
    """The client's side of an ASGI connection."""

    def __init__(self) -> None:
        self.text = ""
        self.messages: list[Message] = []
        self.gone = asyncio.Event()

    async def receive(self) -> Message:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.messages.append(message)
        self.text += message.get("body", b"").decode()


def stream(feed: ScriptedFeed, *, heartbeat: float = 5, patience: float = 5) -> EventStream:
    return EventStream('{"status":"queued"}', feed, heartbeat=heartbeat, patience=patience)


SCOPE = {"type": "http", "path": "/events"}


async def test_status_then_events_then_the_end() -> None:
    feed = ScriptedFeed(
        [Entry("VideoPlanned", "{}", 7)],
        [Entry("progress", '{"fraction":0.5}'), Entry("TaskEnded", "{}", 9)],
    )
    reader = Reader()
    await stream(feed)(SCOPE, reader.receive, reader.send)
    assert reader.text == (
        'retry: 1000\nevent: status\ndata: {"status":"queued"}\n\n'
        "id: 7\nevent: VideoPlanned\ndata: {}\n\n"
        'event: progress\ndata: {"fraction":0.5}\n\n'
        "id: 9\nevent: TaskEnded\ndata: {}\n\n"
    )
    assert reader.messages[0]["status"] == 200
    assert dict(reader.messages[0]["headers"])[b"content-type"].startswith(b"text/event-stream")
    assert reader.messages[-1]["more_body"] is False
    assert feed.closed


async def test_silence_is_broken_by_comments() -> None:
    feed = ScriptedFeed(then_silent=True)
    reader = Reader()
    sending = asyncio.create_task(stream(feed, heartbeat=0.01)(SCOPE, reader.receive, reader.send))
    while reader.text.count(": heartbeat\n\n") < 3:
        await asyncio.sleep(0.005)
    reader.gone.set()
    await sending
    assert feed.closed


async def test_a_reader_that_is_gone_frees_the_feed() -> None:
    feed = ScriptedFeed(then_silent=True)
    reader = Reader()
    reader.gone.set()
    async with asyncio.timeout(2):
        await stream(feed)(SCOPE, reader.receive, reader.send)
    assert feed.closed


async def test_a_reader_that_takes_nothing_is_dropped() -> None:
    feed = ScriptedFeed([Entry("VideoPlanned", "{}", 1)], then_silent=True)
    reader = Reader()

    async def stuck(message: Message) -> None:
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    async with asyncio.timeout(2):
        await stream(feed, patience=0.05)(SCOPE, reader.receive, stuck)
    assert feed.closed


def test_an_event_is_one_block() -> None:
    assert render(Entry("a", "{}", 3)) == "id: 3\nevent: a\ndata: {}\n\n"
    assert render(Entry("a", "{}")) == "event: a\ndata: {}\n\n"
