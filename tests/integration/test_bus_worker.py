"""The skeleton of every worker on a real server: one terminal event, whatever happens."""

import asyncio
from datetime import timedelta

import pytest

from shared.bus import insert
from shared.contracts.base import Event
from shared.contracts.code import SceneWritten, WriteScene
from shared.contracts.progress import StepProgress
from shared.contracts.task import StepFailed
from shared.errors import Unavailable
from shared.report import Report
from shared.streams import EVENTS, PARKED, PROGRESS
from shared.worker import Worker
from tests.support.answers import success
from tests.support.bus import (
    acknowledged,
    answer,
    count,
    eventually,
    last,
    parked,
    running,
    unwant,
    want,
    worker,
)
from tests.support.coding import write_scene
from tests.support.stack import CleanBus


class Script:
    """The coder's work: does what the test says, and remembers what was asked of it."""

    def __init__(self, worker: Worker) -> None:
        self.calls: list[str] = []
        self.begun = asyncio.Event()
        self.cleaned = False
        self.blocks = False
        self.error: Exception | None = None
        worker.on(WriteScene)(self)

    async def __call__(self, command: WriteScene, report: Report) -> Event:
        self.calls.append(command.subject)
        self.begun.set()
        if self.blocks:
            try:
                await asyncio.get_running_loop().create_future()
            finally:
                # As one that must kill its child processes: more than one turn of the loop.
                await asyncio.sleep(0.1)
                self.cleaned = True
        if self.error is not None:
            raise self.error
        await report(0.5)
        return success(command)


async def test_a_command_is_answered_once_and_acknowledged(clean_bus: CleanBus) -> None:
    coder = worker(clean_bus)
    script = Script(coder)
    command = write_scene()
    async with running(coder):
        await want(clean_bus, command)
        event = await answer(clean_bus, command)
        await acknowledged(clean_bus)
    assert isinstance(event, SceneWritten)
    assert script.calls == [command.subject]
    assert await count(clean_bus, EVENTS, "evt.>") == {command.answer_subject: 1}
    report = await last(clean_bus, PROGRESS, "prog.t1.1")
    assert StepProgress.model_validate_json(report.data or b"").step == "code"


async def test_an_outage_is_an_answer_that_says_when_to_ask_again(clean_bus: CleanBus) -> None:
    coder = worker(clean_bus)
    Script(coder).error = Unavailable("the model", retry_after=timedelta(seconds=42))
    command = write_scene()
    async with running(coder):
        await want(clean_bus, command)
        event = await answer(clean_bus, command)
        await acknowledged(clean_bus)
    assert isinstance(event, StepFailed)
    assert (event.reason, event.retry_after_seconds) == ("unavailable", 42)
    assert event.error == "the model"


async def test_a_bug_is_tried_again_after_a_pause_then_reported_and_parked(
    clean_bus: CleanBus,
) -> None:
    coder = worker(clean_bus, max_deliveries=2)
    script = Script(coder)
    script.error = ZeroDivisionError("x" * 3_000_000)
    command = write_scene()
    clock = asyncio.get_running_loop().time
    async with running(coder):
        begun = clock()
        await want(clean_bus, command)
        event = await answer(clean_bus, command)
        await acknowledged(clean_bus)
    assert clock() - begun >= 0.5
    assert script.calls == [command.subject] * 2
    assert isinstance(event, StepFailed)
    assert event.reason == "crashed"
    assert event.error.startswith("ZeroDivisionError: xxx")
    copy = await parked(clean_bus, command.subject)
    assert WriteScene.model_validate_json(copy.data or b"") == command
    assert (copy.headers or {})["Chalkstream-Reason"].startswith("ZeroDivisionError")


async def test_an_answer_to_another_command_is_a_bug(clean_bus: CleanBus) -> None:
    coder = worker(clean_bus, max_deliveries=1)

    @coder.on(WriteScene)
    async def wrong(command: WriteScene, report: Report) -> Event:
        return success(write_scene(scene=2))

    command = write_scene()
    async with running(coder):
        await want(clean_bus, command)
        event = await answer(clean_bus, command)
    assert isinstance(event, StepFailed)
    assert event.reason == "crashed"
    assert await count(clean_bus, EVENTS, "evt.code.t1.2.>") == {}


@pytest.mark.parametrize(
    "body",
    [
        b"no json",
        b"\xff\xfe",
        b"{}",
        b"",
        write_scene(scene=2).model_dump_json().encode(),
        # The body of a command that this service does not own.
        write_scene().model_dump_json().replace("WriteScene", "RenderScene").encode(),
    ],
    ids=["text", "binary", "no type", "empty", "other scene", "other command"],
)
async def test_what_cannot_be_read_is_parked_at_once_and_its_task_is_told(
    clean_bus: CleanBus, body: bytes
) -> None:
    coder = worker(clean_bus)
    script = Script(coder)
    command = write_scene()
    async with running(coder):
        await want(clean_bus, command, publish=False)
        await clean_bus.js.publish(command.subject, body)
        event = await answer(clean_bus, command)
        await acknowledged(clean_bus)
    assert script.calls == []
    copy = await parked(clean_bus, command.subject)
    assert (copy.data or b"") == body
    assert (copy.headers or {})["Chalkstream-Subject"] == command.subject
    assert await count(clean_bus, PARKED, "park.>") == {f"park.{command.subject}": 1}
    assert isinstance(event, StepFailed)
    assert event.reason == "refused"


async def test_a_subject_that_names_no_attempt_is_only_parked(clean_bus: CleanBus) -> None:
    coder = worker(clean_bus)
    Script(coder)
    async with running(coder):
        await clean_bus.js.publish("cmd.code.t1", b"{}")
        await parked(clean_bus, "cmd.code.t1")
        await acknowledged(clean_bus)
    assert await count(clean_bus, EVENTS, ">") == {}


async def test_what_nobody_wants_any_more_is_skipped(clean_bus: CleanBus) -> None:
    coder = worker(clean_bus)
    script = Script(coder)
    old, current, unknown = write_scene(), write_scene(attempt=2), write_scene("t2")
    await want(clean_bus, current, publish=False)
    async with running(coder):
        for command in (old, unknown):
            await insert(clean_bus.js, command, subject=command.subject)
        await acknowledged(clean_bus)
    assert script.calls == []
    assert await count(clean_bus, EVENTS, ">") == {}


@pytest.mark.parametrize("told", [True, False], ids=["told", "only found in the state"])
async def test_cancelled_work_stops_silently_and_frees_its_slot(
    clean_bus: CleanBus, told: bool
) -> None:
    coder = worker(clean_bus, slots=1, heartbeat=30 if told else 0.05)
    script = Script(coder)
    script.blocks = True
    command, other = write_scene("t1"), write_scene("t2")
    async with running(coder):
        await want(clean_bus, command)
        await script.begun.wait()
        await unwant(clean_bus, "t1")
        if told:
            await clean_bus.client.publish("ctl.cancel.t1", b"")
        await acknowledged(clean_bus)
        assert script.cleaned
        script.blocks = False
        await want(clean_bus, other)
        await answer(clean_bus, other)
    assert await count(clean_bus, EVENTS, ">") == {other.answer_subject: 1}


async def test_work_has_a_time_limit(clean_bus: CleanBus) -> None:
    coder = worker(clean_bus, time_limit=0.05)
    script = Script(coder)
    script.blocks = True
    command = write_scene()
    async with running(coder):
        await want(clean_bus, command)
        event = await answer(clean_bus, command)
        await acknowledged(clean_bus)
    assert isinstance(event, StepFailed)
    assert event.reason == "timeout"
    assert script.cleaned


async def test_a_timeout_inside_the_work_is_not_the_works_time_limit(clean_bus: CleanBus) -> None:
    coder = worker(clean_bus, max_deliveries=1)
    Script(coder).error = TimeoutError("the socket")
    command = write_scene()
    async with running(coder):
        await want(clean_bus, command)
        event = await answer(clean_bus, command)
    assert isinstance(event, StepFailed)
    assert (event.reason, event.error) == ("crashed", "TimeoutError: the socket")


async def test_a_worker_that_stops_cleans_up_and_another_goes_on_at_once(
    clean_bus: CleanBus,
) -> None:
    first, second = worker(clean_bus, slots=4, shutdown_grace=0.05), worker(clean_bus)
    stuck, script = Script(first), Script(second)
    stuck.blocks = True
    command = write_scene()
    clock = asyncio.get_running_loop().time
    async with running(first):
        await want(clean_bus, command)
        await stuck.begun.wait()
        async with running(second):
            begun = clock()
            await first.broker.stop()
            assert stuck.cleaned
            await answer(clean_bus, command)
            assert clock() - begun < 1
            await acknowledged(clean_bus)
    assert script.calls == [command.subject]


async def test_work_that_ends_within_the_grace_is_not_lost(clean_bus: CleanBus) -> None:
    coder = worker(clean_bus, shutdown_grace=5)
    begun, go_on = asyncio.Event(), asyncio.Event()

    @coder.on(WriteScene)
    async def slow(command: WriteScene, report: Report) -> Event:
        begun.set()
        await go_on.wait()
        return success(command)

    command = write_scene()
    async with running(coder):
        await want(clean_bus, command)
        await begun.wait()
        stopping = asyncio.create_task(coder.broker.stop())
        await eventually(lambda: _stopped(coder))
        go_on.set()
        await stopping
    assert isinstance(await answer(clean_bus, command), SceneWritten)
    await acknowledged(clean_bus)


async def _stopped(coder: Worker) -> bool:
    return not any(subscriber.running for subscriber in coder.broker.subscribers)


async def test_progress_of_a_second_delivery_does_not_fall_behind_the_first(
    clean_bus: CleanBus,
) -> None:
    command = write_scene()
    begun = (await clean_bus.js.stream_info(PROGRESS)).state.last_seq

    async def stored(count: int) -> tuple[float, bool]:
        """The last fraction, and whether it is that of a restart, once so many are stored."""

        async def enough() -> bool:
            return (await clean_bus.js.stream_info(PROGRESS)).state.last_seq >= begun + count

        await eventually(enough)
        report = await last(clean_bus, PROGRESS, "prog.t1.1")
        progress = StepProgress.model_validate_json(report.data or b"")
        return progress.fraction, progress.restarted

    first = await Report.begin(clean_bus.client, command, delivery=1, interval=0)
    await first(0.6)
    assert await stored(2) == (0.6, False)
    second = await Report.begin(clean_bus.client, command, delivery=2, interval=0)
    assert await stored(3) == (0.6, True)
    await second(0.1)
    assert await stored(4) == (0.6, False)
