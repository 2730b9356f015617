"""The live stream of a task: complete, in order, resumable, and gone with its reader."""

import asyncio

import httpx
import pytest

from services.gateway.app import create_app
from services.gateway.settings import Settings
from shared.contracts.base import Command, Event
from shared.contracts.progress import StepProgress
from shared.contracts.render import RenderScene
from shared.streams import EVENTS
from tests.support.answers import success
from tests.support.fake_workers import FakeWorkers
from tests.support.gateway import generated, serving, settled, task_url
from tests.support.sse import Sent, sent
from tests.support.stack import CleanBus
from tests.support.tasks import read


async def consumers(bus: CleanBus) -> int:
    return (await bus.js.stream_info(EVENTS)).state.consumer_count


def but_rendering(command: Command) -> Event | None:
    return None if isinstance(command, RenderScene) else success(command)


async def test_a_finished_task_is_told_from_beginning_to_end(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with FakeWorkers(clean_bus):
        task_id = await generated(gateway)
        await settled(gateway, task_id, "completed")
        async with gateway.stream("GET", task_url(task_id, "events")) as response:
            events = [event async for event in sent(response)]
    assert events[0].event == "status"
    assert events[0].id is None
    assert events[0].data["status"] == "completed"
    durable = events[1:]
    assert [event.event for event in durable[:3]] == [
        "GenerationRequested",
        "VideoPlanned",
        "ScenesImplemented",
    ]
    assert durable[-1].event == "TaskEnded"
    assert durable[-1].data["status"] == "completed"
    ids = [int(event.id or 0) for event in durable]
    assert ids == sorted(set(ids))
    for event in durable:
        assert event.data["type"] == event.event
        assert event.data["task_id"] == task_id
        assert "code" not in event.data
        assert "raw_response" not in event.data


async def test_other_tasks_are_not_heard(gateway: httpx.AsyncClient, clean_bus: CleanBus) -> None:
    async with FakeWorkers(clean_bus):
        first = await generated(gateway)
        second = await generated(gateway)
        await settled(gateway, first, "completed")
        await settled(gateway, second, "completed")
        events = await read(gateway, first)
    assert {event.data["task_id"] for event in events} == {first}


@pytest.mark.parametrize("at_a_time", [1, 3])
async def test_it_resumes_without_gap_or_double(
    gateway: httpx.AsyncClient, clean_bus: CleanBus, at_a_time: int
) -> None:
    """The reader drops the connection again and again while the task runs."""
    async with FakeWorkers(clean_bus):
        task_id = await generated(gateway)
        pieces: list[Sent] = []
        while not pieces or pieces[-1].event != "TaskEnded":
            after = pieces[-1].id if pieces else None
            pieces += await read(gateway, task_id, after=after, at_most=at_a_time)
        whole = await read(gateway, task_id)
    assert pieces == whole


async def test_after_the_last_event_there_is_nothing_to_reconnect_for(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with FakeWorkers(clean_bus):
        task_id = await generated(gateway)
        events = await read(gateway, task_id)
    headers = {"Last-Event-ID": events[-1].id or ""}
    response = await gateway.get(task_url(task_id, "events"), headers=headers)
    assert response.status_code == 204


@pytest.mark.parametrize("value", ["x", "-1", "1.5", "٣", "9" * 30, "999999999"])
async def test_a_malformed_position_is_a_400(gateway: httpx.AsyncClient, value: str) -> None:
    task_id = await generated(gateway)
    headers = [(b"Last-Event-ID", value.encode())]
    response = await gateway.get(task_url(task_id, "events"), headers=headers)
    assert response.status_code == 400
    assert response.json()["error_code"] == "INVALID_LAST_EVENT_ID"


async def test_progress_is_live_and_has_no_id(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with FakeWorkers(clean_bus, but_rendering) as workers:
        task_id = await generated(gateway, scene_count=1)
        command = await workers.received(RenderScene, 1)
        progress = StepProgress(
            task_id=task_id, scene_number=1, step="render", attempt=1, fraction=0.5
        )
        async with gateway.stream("GET", task_url(task_id, "events")) as response:
            async for event in sent(response):
                if event.event == "SceneWritten":
                    await clean_bus.js.publish(
                        progress.subject, progress.model_dump_json().encode()
                    )
                elif event.event == "progress":
                    assert event.id is None
                    assert (event.data["scene_number"], event.data["fraction"]) == (1, 0.5)
                    await workers.answer(success(command))
    assert event.event == "TaskEnded"


async def test_a_reader_that_leaves_frees_what_it_used(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    before = await consumers(clean_bus)
    task_id = await generated(gateway)
    async with gateway.stream("GET", task_url(task_id, "events")) as response:
        async for event in sent(response):
            if event.event == "GenerationRequested":
                assert await consumers(clean_bus) == before + 1
                break
    async with asyncio.timeout(10):
        while await consumers(clean_bus) != before:
            pass


async def test_silence_is_filled_with_comments(clean_bus: CleanBus) -> None:
    settings = Settings(bus=clean_bus.settings, events_heartbeat=0.05)
    async with serving(create_app(settings)) as gateway:
        task_id = await generated(gateway)
        async with gateway.stream("GET", task_url(task_id, "events")) as response:
            comments = 0
            async for event in sent(response):
                comments += event == Sent("", "heartbeat")
                if comments == 3:
                    break


async def test_a_lost_consumer_is_replaced_without_gap_or_double(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    """As after a restart of the server, which forgets consumers that live in memory."""
    async with FakeWorkers(clean_bus, but_rendering) as workers:
        task_id = await generated(gateway, scene_count=1)
        command = await workers.received(RenderScene, 1)
        found: list[Sent] = []
        async with gateway.stream("GET", task_url(task_id, "events")) as response:
            async for event in sent(response):
                if event.id is None:
                    continue
                found.append(event)
                if event.event == "SceneWritten":
                    for consumer in await clean_bus.js.consumers_info(EVENTS):
                        if consumer.config.durable_name is None:
                            await clean_bus.js.delete_consumer(EVENTS, consumer.name)
                    await workers.answer(success(command))
        assert found == await read(gateway, task_id)
