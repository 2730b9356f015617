"""The workflow on a real server: crashes, replicas and delays double and lose nothing."""

import asyncio
from datetime import UTC, datetime

from services.gateway.orchestrator import Orchestrator
from services.gateway.store import TaskStore
from services.gateway.workflow.machine import advanced
from services.gateway.workflow.state import TaskState
from shared.bus import connect, insert
from shared.contracts.base import Event
from shared.contracts.catalogue import AnyEvent
from shared.contracts.publish import PublishScene
from shared.contracts.task import CancellationRequested
from shared.streams import COMMANDS, EVENTS, PARKED, WORKFLOW
from tests.support.answers import failure, requested, success
from tests.support.bus import acknowledged, count, last, orchestrating
from tests.support.crew import crew
from tests.support.stack import CleanBus
from tests.support.world import World


async def store(bus: CleanBus, event: Event) -> tuple[AnyEvent, datetime]:
    """Store the event as its sender does; returns it with its time, as its reader has it."""
    await insert(bus.js, event, subject=event.subject)
    stored = await bus.js.get_last_msg(EVENTS, event.subject)
    assert stored.time is not None
    return event, stored.time  # type: ignore[return-value]


async def ended(bus: CleanBus, task_id: str = "t1") -> TaskState:
    await last(bus, EVENTS, f"evt.end.{task_id}.-.1")
    task = await TaskStore(bus.js).find(task_id)
    assert isinstance(task, TaskState)
    return task


async def test_a_request_becomes_a_video_through_real_workers(clean_bus: CleanBus) -> None:
    async with orchestrating(clean_bus), crew(clean_bus) as done:
        begun = asyncio.get_running_loop().time()
        await store(clean_bus, requested(scenes=3))
        task = await ended(clean_bus)
        seconds = asyncio.get_running_loop().time() - begun
        await acknowledged(clean_bus, EVENTS, WORKFLOW)
    assert task.status == "completed"
    assert len(done) == len(set(done)) == 3 + 3 * 3 + 2
    assert set((await count(clean_bus, COMMANDS, ">")).values()) == {1}
    assert seconds < 2, "an event waits for something"


async def test_a_crash_before_the_commands_are_published_is_made_good(clean_bus: CleanBus) -> None:
    tasks = TaskStore(clean_bus.js)
    orchestrator = Orchestrator(clean_bus.js, tasks)
    await orchestrator.handle(*await store(clean_bus, requested()))
    event, at = await store(clean_bus, success(World(requested()).commands["cmd.plan.t1.-.1"]))
    loaded = await tasks.load("t1")
    assert loaded is not None
    await tasks.save(advanced(loaded.task, event, at), revision=loaded.revision)
    assert await count(clean_bus, COMMANDS, "cmd.implement.>") == {}
    for _ in range(2):
        await orchestrator.handle(event, at)
        assert await count(clean_bus, COMMANDS, "cmd.implement.>") == {"cmd.implement.t1.-.1": 1}
    after = await tasks.load("t1")
    assert after is not None
    assert after.revision == loaded.revision + 1


async def test_two_replicas_at_the_last_scenes_of_one_task_combine_once(
    clean_bus: CleanBus,
) -> None:
    scenes = 8
    world = World(requested(scenes=scenes))
    while not all(isinstance(world.commands[each], PublishScene) for each in world.waiting):
        for subject in list(world.waiting):
            if not isinstance(world.commands[subject], PublishScene):
                world.answer(subject, success)
        for subject in list(world.unread):
            world.deliver(subject)
    await TaskStore(clean_bus.js).save(world.task, revision=0)
    other = await connect(clean_bus.settings, name="other")
    replicas = [
        Orchestrator(js, TaskStore(js)) for js in (clean_bus.js, other.jetstream(timeout=5))
    ]
    events = [await store(clean_bus, success(world.commands[subject])) for subject in world.waiting]
    assert len(events) == scenes
    # Each event at both replicas at the same time, as after a lost acknowledgement.
    await asyncio.gather(*(one.handle(*event) for event in events for one in replicas))
    await other.close()
    task = await TaskStore(clean_bus.js).find("t1")
    assert isinstance(task, TaskState)
    assert task.stage == "combining"
    assert all(scene.stage == "done" for scene in task.scenes)
    assert await count(clean_bus, COMMANDS, "cmd.combine.>") == {"cmd.combine.t1.-.1": 1}


async def test_a_delayed_command_arrives_once_and_not_too_early(clean_bus: CleanBus) -> None:
    orchestrator = Orchestrator(clean_bus.js, TaskStore(clean_bus.js))
    request = await store(clean_bus, requested())
    await orchestrator.handle(*request)
    lost = await store(clean_bus, failure(World(requested()).commands["cmd.plan.t1.-.1"]))
    await orchestrator.handle(*lost)
    task = await TaskStore(clean_bus.js).find("t1")
    assert isinstance(task, TaskState)
    assert task.current.not_before is not None
    # Derived again and again, also while it fires and after it has.
    due = asyncio.create_task(last(clean_bus, COMMANDS, "cmd.plan.t1.-.2"))
    while not due.done():
        await asyncio.gather(*(orchestrator.handle(*event) for event in (request, lost)))
    arrived = (await due).time
    for event in (request, lost):
        await orchestrator.handle(*event)
    assert arrived is not None
    assert arrived >= task.current.not_before.replace(
        microsecond=task.current.not_before.microsecond // 1000 * 1000
    )
    assert await count(clean_bus, COMMANDS, ">") == {
        "cmd.plan.t1.-.1": 1,
        "cmd.plan.t1.-.2": 1,
    }


async def test_a_delayed_command_whose_time_has_passed_comes_at_once(clean_bus: CleanBus) -> None:
    """As when every orchestrator was away for longer than the pause."""
    orchestrator = Orchestrator(clean_bus.js, TaskStore(clean_bus.js))
    await orchestrator.handle(*await store(clean_bus, requested()))
    lost, _ = await store(clean_bus, failure(World(requested()).commands["cmd.plan.t1.-.1"]))
    await orchestrator.handle(lost, datetime(2026, 1, 1, tzinfo=UTC))
    await last(clean_bus, COMMANDS, "cmd.plan.t1.-.2")


async def test_a_cancellation_ends_the_task_once_and_tells_the_workers(
    clean_bus: CleanBus,
) -> None:
    told = await clean_bus.client.subscribe("ctl.cancel.t1")
    async with orchestrating(clean_bus):
        await store(clean_bus, requested())
        await last(clean_bus, COMMANDS, "cmd.plan.t1.-.1")
        await store(clean_bus, CancellationRequested(task_id="t1"))
        await told.next_msg(timeout=5)
        assert (await ended(clean_bus)).status == "cancelled"
        # Too late to matter.
        await store(clean_bus, success(World(requested()).commands["cmd.plan.t1.-.1"]))
        await acknowledged(clean_bus, EVENTS, WORKFLOW)
    assert await count(clean_bus, COMMANDS, ">") == {"cmd.plan.t1.-.1": 1}
    assert await count(clean_bus, EVENTS, "evt.end.>") == {"evt.end.t1.-.1": 1}


async def test_a_cancellation_that_is_handled_before_its_request_counts(
    clean_bus: CleanBus,
) -> None:
    orchestrator = Orchestrator(clean_bus.js, TaskStore(clean_bus.js))
    request = await store(clean_bus, requested())
    await orchestrator.handle(*await store(clean_bus, CancellationRequested(task_id="t1")))
    task = await orchestrator.handle(*request)
    assert task.status == "cancelled"
    assert await count(clean_bus, COMMANDS, ">") == {}


async def test_an_answer_that_cannot_be_read_is_parked_and_another_attempt_follows(
    clean_bus: CleanBus,
) -> None:
    async with orchestrating(clean_bus), crew(clean_bus):
        await clean_bus.js.publish("evt.plan.t1.-.1", b'{"type": "VideoPlanned"}')
        await store(clean_bus, requested(scenes=1))
        await last(clean_bus, PARKED, "park.evt.plan.t1.-.1")
        task = await ended(clean_bus)
    assert task.status == "completed"
    assert "cmd.plan.t1.-.2" in await count(clean_bus, COMMANDS, ">")


async def test_an_event_of_no_task_is_parked(clean_bus: CleanBus) -> None:
    event = success(World(requested("ghost")).commands["cmd.plan.ghost.-.1"])
    async with orchestrating(clean_bus):
        await store(clean_bus, event)
        await last(clean_bus, PARKED, f"park.{event.subject}")
        await acknowledged(clean_bus, EVENTS, WORKFLOW)
    assert await count(clean_bus, COMMANDS, ">") == {}


async def test_replicas_that_come_and_go_lose_no_task(clean_bus: CleanBus) -> None:
    tasks = [f"t{number}" for number in range(6)]
    async with crew(clean_bus), orchestrating(clean_bus):
        for task_id in tasks:
            await store(clean_bus, requested(task_id, scenes=2))
            async with orchestrating(clean_bus):
                await last(clean_bus, COMMANDS, f"cmd.plan.{task_id}.-.1")
        states = [await ended(clean_bus, task_id) for task_id in tasks]
    assert {state.status for state in states} == {"completed"}
    combines = await count(clean_bus, COMMANDS, "cmd.combine.>")
    assert combines == {f"cmd.combine.{task_id}.-.1": 1 for task_id in tasks}
