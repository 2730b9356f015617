"""Retries and deadlines over HTTP, on a real bus: what is finished is not made again."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from services.gateway.app import create_app
from services.gateway.settings import Settings
from shared.contracts.base import Command, Event
from shared.contracts.code import WriteScene
from shared.contracts.plan import PlanVideo
from shared.contracts.render import CombineScenes, RenderScene
from tests.support.answers import failure, rejection, success
from tests.support.fake_workers import FakeWorkers
from tests.support.gateway import BODY, GENERATE, generated, serving, settled, task_url
from tests.support.stack import CleanBus
from tests.support.tasks import read

RETRIES = {"render_config": {"max_retries": 1}}


class Moody:
    """Scene 2 never renders until the mood has changed."""

    def __init__(self) -> None:
        self.good = False

    def __call__(self, command: Command) -> Event:
        if isinstance(command, RenderScene) and command.scene_number == 2 and not self.good:
            return rejection(command)
        return success(command)


def made(workers: FakeWorkers) -> list[str]:
    return [command.identity for command in workers.commands]


async def test_a_failed_task_goes_on_with_what_is_not_finished(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    mood = Moody()
    async with FakeWorkers(clean_bus, mood) as workers:
        task_id = await generated(gateway, **RETRIES)
        await settled(gateway, task_id, "failed")
        before = await read(gateway, task_id)
        workers.commands.clear()
        mood.good = True
        response = await gateway.post(task_url(task_id, "retry"))
        assert response.status_code == 202
        assert response.json()["run"] == 2
        status = (await gateway.get(response.headers["location"])).json()
        assert (status["status"] != "failed", status["run"]) == (True, 2)
        await settled(gateway, task_id, "completed")
        events = await read(gateway, task_id)
    assert made(workers) == [
        f"code.{task_id}.2.3",
        f"render.{task_id}.2.3",
        f"publish.{task_id}.2.1",
        f"combine.{task_id}.-.1",
        f"publish.{task_id}.-.1",
        f"sync.{task_id}.-.1",
    ]
    rewritten = workers.commands[0]
    assert isinstance(rewritten, WriteScene)
    assert rewritten.rejected is not None
    assert events[: len(before)] == before
    names = [event.event for event in events]
    assert names.count("TaskEnded") == 2
    assert names[len(before)] == "RetryRequested"
    assert names[-1] == "TaskEnded"
    result = (await gateway.get(task_url(task_id, "result"))).json()["result"]
    assert [scene["status"] for scene in result["scenes"]] == ["completed", "completed"]


async def test_one_failed_scene_of_a_partial_video_is_made_again(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    mood = Moody()
    async with FakeWorkers(clean_bus, mood) as workers:
        task_id = await generated(gateway, on_scene_failure="partial", **RETRIES)
        await settled(gateway, task_id, "completed")
        first = await gateway.post(task_url(task_id, "scenes/1/retry"))
        assert (first.status_code, first.json()["error_code"]) == (409, "SCENE_NOT_FAILED")
        none = await gateway.post(task_url(task_id, "scenes/3/retry"))
        assert (none.status_code, none.json()["error_code"]) == (404, "SCENE_NOT_FOUND")
        workers.commands.clear()
        mood.good = True
        # Twice at once, as by an impatient finger.
        for _ in range(2):
            response = await gateway.post(task_url(task_id, "scenes/2/retry"))
            if response.status_code == 409:
                break
        await settled(gateway, task_id, "completed")
        combine = await workers.received(CombineScenes)
    assert isinstance(combine, CombineScenes)
    assert [part.scene_number for part in combine.inputs] == [1, 2]
    assert combine.attempt == 2
    assert not [c for c in workers.commands if c.scene_number == 1]
    result = (await gateway.get(task_url(task_id, "result"))).json()["result"]
    assert (result["status"], len(result["scenes"])) == ("completed", 2)
    complete = await gateway.post(task_url(task_id, "retry"))
    assert (complete.status_code, complete.json()["error_code"]) == (409, "TASK_COMPLETE")


async def test_a_running_task_is_not_retried(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    task_id = await generated(gateway)
    for what in ("retry", "scenes/1/retry"):
        response = await gateway.post(task_url(task_id, what))
        assert (response.status_code, response.json()["error_code"]) == (409, "TASK_RUNNING")


async def test_a_cancelled_task_goes_on_and_can_be_cancelled_again(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    def until_rendering(command: Command) -> Event | None:
        return None if isinstance(command, RenderScene) else success(command)

    async with FakeWorkers(clean_bus, until_rendering) as workers:
        task_id = await generated(gateway, scene_count=1)
        await workers.received(RenderScene, 1)
        for run in (1, 2):
            assert (await gateway.delete(task_url(task_id))).status_code == 202
            status = await settled(gateway, task_id, "cancelled")
            assert status["run"] == run
            workers.commands.clear()
            assert (await gateway.post(task_url(task_id, "retry"))).status_code == 202
            again = await workers.received(RenderScene, 1)
            assert again.attempt == run + 1
        await workers.answer(success(again))
        await settled(gateway, task_id, "completed")
    assert not [c for c in workers.commands if isinstance(c, PlanVideo | WriteScene)]


async def test_a_task_is_cancelled_after_its_deadline_and_no_run_by_an_old_one(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with FakeWorkers(clean_bus, lambda command: None) as workers:
        told = await clean_bus.client.subscribe("ctl.cancel.*")
        accepted = await gateway.post(GENERATE, json=BODY, headers={"Cancel-After": "1"})
        task_id = accepted.json()["task_id"]
        plan = await workers.received(PlanVideo)
        status = await settled(gateway, task_id, "cancelled")
        assert (await told.next_msg(timeout=5)).subject == f"ctl.cancel.{task_id}"
        assert "deadline" in str(status["error"])
        assert str(status["message"]).startswith("Cancelled: it was not finished")
        assert status["cancel_requested"] is False
        assert (await gateway.post(task_url(task_id, "retry"))).status_code == 202
        again = await settled(gateway, task_id, "progress")
        assert again["deadline"] is None
        await workers.answer(failure(plan, "refused"))
    names = [event.event for event in await read(gateway, task_id, at_most=4)]
    assert names == ["GenerationRequested", "DeadlinePassed", "TaskEnded", "RetryRequested"]


@pytest.mark.parametrize(
    "value",
    ["", "soon", "-5", "1.5", "0", "9999999", "Wed, 01 Jan 2020 12:00:00 GMT", "٣"],
)
async def test_a_deadline_that_makes_no_sense_is_refused(
    gateway: httpx.AsyncClient, value: str
) -> None:
    headers = [(b"Cancel-After", value.encode())]
    response = await gateway.post(GENERATE, json=BODY, headers=headers)
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == "Cancel-After"


async def test_a_deadline_may_be_a_date(gateway: httpx.AsyncClient) -> None:
    at = (datetime.now(UTC) + timedelta(hours=1)).replace(microsecond=0)
    headers = {"Cancel-After": format_datetime(at, usegmt=True)}
    response = await gateway.post(GENERATE, json=BODY, headers=headers)
    status = await settled(gateway, response.json()["task_id"], "queued")
    assert datetime.fromisoformat(str(status["deadline"])) == at


async def test_two_gateways_agree_on_a_retry(clean_bus: CleanBus) -> None:
    """The client asks now one, now the other."""
    mood = Moody()
    app = [create_app(Settings(bus=clean_bus.settings)) for _ in range(2)]
    async with serving(app[0]) as one, serving(app[1]) as two, FakeWorkers(clean_bus, mood):
        task_id = await generated(one, **RETRIES)
        await settled(two, task_id, "failed")
        await settled(one, task_id, "failed")
        mood.good = True
        assert (await two.post(task_url(task_id, "retry"))).status_code == 202
        await settled(one, task_id, "completed")
        assert (await one.get(task_url(task_id, "result"))).status_code == 200
        assert (await two.get(task_url(task_id, "result"))).status_code == 200
        assert await read(one, task_id) == await read(two, task_id)
