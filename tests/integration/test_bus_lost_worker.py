"""Workers that die, or seem to: who gets the command, and when nobody does any more."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from cli.embedded.process import Child
from cli.environment import ROOT
from shared.contracts.base import Event
from shared.contracts.code import SceneWritten, WriteScene
from shared.contracts.task import StepFailed
from shared.report import Report
from shared.streams import COMMANDS, EVENTS, declare
from tests.support.answers import success
from tests.support.bus import acknowledged, answer, count, eventually, running, want, worker
from tests.support.coding import write_scene
from tests.support.stack import CleanBus, environment


@pytest_asyncio.fixture
async def hasty_bus(clean_bus: CleanBus) -> AsyncIterator[CleanBus]:
    """A bus on which a silent worker is given up after one second."""
    config = (await clean_bus.js.consumer_info(COMMANDS, "coder")).config
    await clean_bus.js.add_consumer(COMMANDS, config.evolve(ack_wait=1))
    yield clean_bus
    await declare(clean_bus.js)


@pytest.mark.parametrize(("max_deliveries", "outcome"), [(2, SceneWritten), (1, StepFailed)])
async def test_the_command_of_a_killed_worker_is_given_to_another_or_given_up(
    hasty_bus: CleanBus, tmp_path: Path, max_deliveries: int, outcome: type[Event]
) -> None:
    command = write_scene()
    doomed = Child(
        [sys.executable, "-m", "tests.support.doomed_worker", hasty_bus.settings.url],
        log=tmp_path / "worker.log",
        env=environment(None, None),
        cwd=ROOT,
    )
    await want(hasty_bus, command)
    await eventually(lambda: _says(tmp_path / "worker.log", command.subject), patience=15)
    coder = worker(hasty_bus, max_deliveries=max_deliveries)

    @coder.on(WriteScene)
    async def write(command: WriteScene, report: Report) -> Event:
        return success(command)

    async with running(coder):
        await doomed.kill()
        event = await answer(hasty_bus, command)
        await acknowledged(hasty_bus)
    assert isinstance(event, outcome)
    if isinstance(event, StepFailed):
        assert event.reason == "lost"
    assert await count(hasty_bus, EVENTS, "evt.>") == {command.answer_subject: 1}


async def test_long_work_is_not_given_to_another_while_its_worker_lives(
    hasty_bus: CleanBus,
) -> None:
    coder, calls = worker(hasty_bus, heartbeat=0.2), []

    @coder.on(WriteScene)
    async def long(command: WriteScene, report: Report) -> Event:
        calls.append(command.subject)
        await asyncio.sleep(1.6)
        return success(command)

    command = write_scene()
    async with running(coder):
        await want(hasty_bus, command)
        await answer(hasty_bus, command)
        await acknowledged(hasty_bus)
    assert calls == [command.subject]


async def _says(log: Path, text: str) -> bool:
    return log.exists() and text in log.read_text()
