"""Jobs on a real bus, their work done by fake workers."""

import asyncio
import time
from typing import Any

import httpx
import pytest

from services.gateway.app import create_app
from services.gateway.routes import AGENTS_PREFIX
from services.gateway.settings import Settings
from shared.contracts.base import Command
from shared.contracts.catalogue import ANY_EVENT
from shared.contracts.job import JobRequested
from shared.contracts.render import CombineScenes, RenderScene
from shared.streams import COMMANDS, EVENTS
from tests.support.answers import failure, rejection
from tests.support.bus import count
from tests.support.fake_workers import FakeWorkers
from tests.support.gateway import generated, serving, task_url
from tests.support.jobs import CODE, IMPLEMENT, PLAN, RENDER, job_in, job_url, started
from tests.support.stack import CleanBus

AGENTS: list[tuple[str, dict[str, Any], str]] = [
    ("plan", PLAN, "plan"),
    ("implement", IMPLEMENT, "scene_plans"),
    ("code", CODE, "code"),
    ("render/scene", RENDER, "output_url"),
]


@pytest.mark.parametrize(("agent", "body", "member"), AGENTS, ids=[each[0] for each in AGENTS])
async def test_a_post_is_one_event_and_one_command(
    gateway: httpx.AsyncClient, clean_bus: CleanBus, agent: str, body: dict[str, Any], member: str
) -> None:
    response = await gateway.post(f"{AGENTS_PREFIX}/{agent}", json={**body, "session_id": "s9"})
    job_id = response.json()["job_id"]
    assert response.status_code == 202
    assert response.json() == {"job_id": job_id, "state": "PENDING", "meta": None}
    assert response.headers["location"] == job_url(job_id)
    assert int(response.headers["retry-after"]) >= 1
    assert "preference-applied" not in response.headers
    stored = await clean_bus.js.get_last_msg(EVENTS, f"evt.gateway.{job_id}.-.1")
    event = ANY_EVENT.validate_json(stored.data or b"")
    assert isinstance(event, JobRequested)
    assert event.session_id == event.command.session_id == "s9"
    async with FakeWorkers(clean_bus):
        document = await job_in(gateway, job_id, "SUCCESS")
    assert document["meta"] == document["result"]
    assert document["result"]["topic"] == "The circle"
    assert document["result"][member]
    assert list((await count(clean_bus, COMMANDS, ">")).values()) == [1]


async def test_rendered_scenes_are_combined_by_job_and_by_address(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with FakeWorkers(clean_bus) as workers:
        jobs = [await started(gateway, "render/scene", RENDER) for _ in range(2)]
        urls = [(await job_in(gateway, job, "SUCCESS"))["result"]["output_url"] for job in jobs]
        assert urls[0].startswith(str(gateway.base_url).rstrip("/") + AGENTS_PREFIX)
        for named in ({"job_ids": jobs}, {"inputs": urls}):
            body = {"topic": "Both", "use_hardware_acceleration": True, **named}
            combined = await started(gateway, "render/combine", body)
            result = (await job_in(gateway, combined, "SUCCESS"))["result"]
            assert result["output"] == result["output_file"] == "combined.mp4"
            assert result["output_url"].endswith(job_url(combined, "artifacts/combined.mp4"))
    commands = [each for each in workers.commands if isinstance(each, CombineScenes)]
    assert [len(command.inputs) for command in commands] == [2, 2]
    assert commands[0].inputs == commands[1].inputs
    assert commands[0].use_hardware_acceleration


async def test_what_cannot_be_combined_starts_nothing(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    render = await started(gateway, "render/scene", RENDER)
    combine = f"{AGENTS_PREFIX}/render/combine"
    for named, status, pointer in (
        ({"job_ids": [render]}, 409, None),
        ({"job_ids": ["nobody"]}, 422, "/job_ids/0"),
        ({"inputs": ["http://169.254.169.254/latest"]}, 422, "/inputs/0"),
        ({"job_ids": []}, 422, ""),
    ):
        response = await gateway.post(combine, json={"topic": "T", **named})
        problem = response.json()
        assert response.status_code == status, problem
        assert response.headers["content-type"] == "application/problem+json"
        assert [error["pointer"] for error in problem["errors"]] == (
            [] if pointer is None else [pointer]
        )
    assert (await clean_bus.js.stream_info(EVENTS)).state.messages == 1


@pytest.mark.parametrize("reason", ["unavailable", "refused", "invalid"])
async def test_what_fails_is_reported_as_it_is_and_never_tried_again(
    gateway: httpx.AsyncClient, clean_bus: CleanBus, reason: Any
) -> None:
    def reply(command: Command) -> Any:
        return failure(command, reason, error="the model is away")

    async with FakeWorkers(clean_bus, reply):
        document = await job_in(gateway, await started(gateway, "plan", PLAN), "FAILURE")
    assert document["meta"] == {"error": "the model is away", "reason": reason}
    assert document["error"] == "the model is away"
    assert "result" not in document
    assert list((await count(clean_bus, COMMANDS, ">")).values()) == [1]


async def test_code_that_does_not_render_is_a_success_with_its_error(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with FakeWorkers(clean_bus, rejection):
        document = await job_in(gateway, await started(gateway, "render/scene", RENDER), "SUCCESS")
    result = document["result"]
    assert "NameError" in result["error"]
    assert (result["output_url"], result["version"]) == (None, 2)


async def test_the_answer_waits_for_the_end(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with FakeWorkers(clean_bus):
        response = await gateway.post(
            f"{AGENTS_PREFIX}/plan", json=PLAN, headers={"Prefer": "wait=30"}
        )
    assert response.status_code == 202
    assert response.headers["preference-applied"] == "wait=30"
    assert response.json()["state"] == "SUCCESS"
    assert response.json()["result"]["plan"]
    assert response.elapsed.total_seconds() < 5


async def test_the_wait_is_over_when_its_time_is(gateway: httpx.AsyncClient) -> None:
    begun = time.monotonic()
    response = await gateway.post(f"{AGENTS_PREFIX}/plan", json=PLAN, headers={"Prefer": "wait=1"})
    assert 1 <= time.monotonic() - begun < 4
    assert response.json()["state"] == "PENDING"
    assert response.headers["preference-applied"] == "wait=1"
    assert response.headers["retry-after"]


async def test_a_cancelled_job_is_revoked(gateway: httpx.AsyncClient, clean_bus: CleanBus) -> None:
    async with FakeWorkers(clean_bus, lambda _: None) as workers:
        told: asyncio.Queue[str] = asyncio.Queue()

        async def hear(message: Any) -> None:
            told.put_nowait(message.subject)

        await clean_bus.client.subscribe("ctl.cancel.*", cb=hear)
        job_id = await started(gateway, "render/scene", RENDER)
        await workers.received(RenderScene, 1)
        for _ in range(2):
            response = await gateway.delete(job_url(job_id))
            assert response.status_code == 202
            assert response.json() == {"job_id": job_id, "state": "REVOKED", "meta": None}
        async with asyncio.timeout(5):
            assert await told.get() == f"ctl.cancel.{job_id}"
    assert (await gateway.get(job_url(job_id))).json()["state"] == "REVOKED"


async def test_what_has_ended_cannot_be_cancelled(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with FakeWorkers(clean_bus):
        job_id = await started(gateway, "plan", PLAN)
        await job_in(gateway, job_id, "SUCCESS")
    response = await gateway.delete(job_url(job_id))
    assert (response.status_code, response.json()["error_code"]) == (409, "JOB_ENDED")


async def test_a_poll_that_learns_nothing_costs_nothing(gateway: httpx.AsyncClient) -> None:
    job_id = await started(gateway, "plan", PLAN)
    first = await gateway.get(job_url(job_id))
    assert int(first.headers["retry-after"]) >= 1
    again = await gateway.get(job_url(job_id), headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_jobs_and_tasks_do_not_know_each_other(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    job_id = await started(gateway, "plan", PLAN)
    task_id = await generated(gateway)
    for what, method, url in (
        ("JOB", "GET", job_url(task_id)),
        ("JOB", "DELETE", job_url(task_id)),
        ("JOB", "GET", job_url(task_id, "artifacts/video.mp4")),
        ("JOB", "GET", job_url("nobody")),
        ("JOB", "GET", job_url("*")),
        ("TASK", "GET", task_url(job_id, "status")),
        ("TASK", "GET", task_url(job_id, "result")),
        ("TASK", "GET", task_url(job_id, "events")),
        ("TASK", "DELETE", task_url(job_id)),
    ):
        response = await gateway.request(method, url)
        assert response.status_code == 404, url
        assert response.json()["error_code"] == f"{what}_NOT_FOUND"


async def test_an_outline_without_scenes_is_named(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    body = {**IMPLEMENT, "plan_xml": "I cannot do that."}
    response = await gateway.post(f"{AGENTS_PREFIX}/implement", json=body)
    problem = response.json()
    assert (response.status_code, problem["error_code"]) == (422, "VALIDATION_ERROR")
    assert [error["pointer"] for error in problem["errors"]] == ["/plan_xml"]
    assert "no scene found" in problem["detail"]
    assert (await clean_bus.js.stream_info(EVENTS)).state.messages == 0


async def test_replicas_know_the_same_jobs(clean_bus: CleanBus) -> None:
    settings = Settings(bus=clean_bus.settings)
    async with (
        serving(create_app(settings)) as one,
        serving(create_app(settings)) as other,
        FakeWorkers(clean_bus),
    ):
        for first, second in ((one, other), (other, one)):
            job_id = await started(first, "render/scene", RENDER)
            url = (await job_in(second, job_id, "SUCCESS"))["result"]["output_url"]
            body = {"topic": "T", "inputs": [url]}
            await job_in(second, await started(first, "render/combine", body), "SUCCESS")
