"""Status, result and cancellation of tasks whose work is done by fake workers."""

from typing import Any

import httpx
import pytest

from shared.contracts.base import Command, Event
from shared.contracts.code import WriteScene
from shared.contracts.plan import PlanVideo
from shared.contracts.progress import StepProgress
from shared.contracts.render import CombineScenes, RenderScene
from shared.contracts.task import FailureReason
from shared.streams import COMMANDS, PROGRESS
from tests.support.answers import failure, rejection, success
from tests.support.fake_workers import FakeWorkers
from tests.support.gateway import generated, settled, task_url
from tests.support.stack import CleanBus


async def status_of(gateway: httpx.AsyncClient, task_id: str) -> dict[str, Any]:
    response = await gateway.get(task_url(task_id, "status"))
    assert response.status_code == 200
    document: dict[str, Any] = response.json()
    return document


async def report(bus: CleanBus, command: Command, fraction: float, **more: Any) -> None:
    progress = StepProgress(
        task_id=command.task_id,
        scene_number=command.scene_number,
        step=command.step,
        attempt=command.attempt,
        fraction=fraction,
        **more,
    )
    await bus.js.publish(progress.subject, progress.model_dump_json().encode())


async def test_a_prompt_becomes_a_result(gateway: httpx.AsyncClient, clean_bus: CleanBus) -> None:
    async with FakeWorkers(clean_bus):
        task_id = await generated(gateway, session_id="s9", metadata={"ticket": 7})
        status = await settled(gateway, task_id, "completed")
    assert status["progress"] == 100
    assert status["total_steps"] == len(status["steps"]) == 6  # type: ignore[arg-type]
    assert {step["state"] for step in status["steps"]} == {"completed"}  # type: ignore[attr-defined]
    assert [scene["state"] for scene in status["scenes"]] == ["ready", "ready"]  # type: ignore[attr-defined]
    assert status["metadata"] == {"ticket": 7}
    response = await gateway.get(task_url(task_id, "result"))
    assert response.status_code == 200
    document = response.json()
    result = document["result"]
    assert (document["task_id"], document["status"]) == (task_id, "completed")
    assert document["completed_at"] == result["completed_at"]
    assert status["result"] == result
    assert result["session_id"] == "s9"
    assert result["scene_count"] == len(result["scenes"]) == 2
    assert result["total_duration"] == 3.0
    assert result["s3_combined_video_url"].endswith("combined.mp4")
    assert result["generation_time_seconds"] > 0
    assert result["authored_by"] == "model"
    scene = result["scenes"][0]
    assert scene["scene_id"] == "s9_scene_1"
    assert scene["s3_video_url"].endswith("video.mp4")
    assert scene["s3_subtitle_url"].endswith("captions.vtt")
    assert (scene["status"], scene["render_attempts"], scene["version"]) == ("completed", 1, 1)


async def test_a_running_task_has_no_result_yet(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    task_id = await generated(gateway)
    response = await gateway.get(task_url(task_id, "result"))
    assert response.status_code == 202
    assert int(response.headers["retry-after"]) >= 1
    assert response.json()["task_id"] == task_id


@pytest.mark.parametrize("reason", ["refused", "invalid"])
async def test_a_failed_task_says_why(
    gateway: httpx.AsyncClient, clean_bus: CleanBus, reason: FailureReason
) -> None:
    def hopeless(command: Command) -> Event:
        return failure(command, reason, error="no such model")

    async with FakeWorkers(clean_bus, hopeless):
        task_id = await generated(gateway)
        status = await settled(gateway, task_id, "failed")
    assert "no such model" in str(status["error"])
    response = await gateway.get(task_url(task_id, "result"))
    assert response.status_code == 409
    problem = response.json()
    assert problem["error_code"] == "TASK_FAILED"
    assert "no such model" in problem["detail"]


async def test_one_scene_may_fail_if_the_client_allows_it(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    def second_never_renders(command: Command) -> Event:
        if isinstance(command, RenderScene) and command.scene_number == 2:
            return rejection(command)
        return success(command)

    async with FakeWorkers(clean_bus, second_never_renders):
        render = {"max_retries": 1}
        task_id = await generated(gateway, on_scene_failure="partial", render_config=render)
        await settled(gateway, task_id, "completed")
    result = (await gateway.get(task_url(task_id, "result"))).json()["result"]
    assert result["status"] == "partial"
    assert [scene["status"] for scene in result["scenes"]] == ["completed", "failed"]
    assert "Circl" in result["scenes"][1]["error_message"]
    assert result["scenes"][1]["s3_video_url"] is None


async def test_the_status_tells_what_is_being_drawn(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    def until_rendering(command: Command) -> Event | None:
        return None if isinstance(command, RenderScene) else success(command)

    async with FakeWorkers(clean_bus, until_rendering) as workers:
        task_id = await generated(gateway)
        second = await workers.received(RenderScene, 2)
        await report(
            clean_bus, second, 0.5, frames_done=30, frames_total=60, current_animation="Create"
        )
        status = await status_of(gateway, task_id)
        assert status["status"] == "progress"
        assert status["message"] == "Rendering scene 2 of 2: Scene 2"
        assert status["current_step"] == "render_scenes"
        assert status["steps"][2]["state"] == "running"
        scene = status["scenes"][1]
        assert (scene["state"], scene["frames_done"], scene["frames_total"]) == (
            "rendering",
            30,
            60,
        )
        assert scene["current_animation"] == "Create"
        assert status["scenes"][0]["frames_done"] is None
        assert status["estimated_completion"] > status["created_at"]


async def test_progress_never_falls(gateway: httpx.AsyncClient, clean_bus: CleanBus) -> None:
    seen = [0]

    async def look() -> None:
        seen.append((await status_of(gateway, task_id))["progress"])
        assert seen[-1] >= seen[-2]

    def manually(command: Command) -> Event | None:
        return None if isinstance(command, WriteScene | RenderScene) else success(command)

    async with FakeWorkers(clean_bus, manually) as workers:
        task_id = await generated(gateway, scene_count=1)
        writing = await workers.received(WriteScene, 1)
        await look()
        await workers.answer(success(writing))
        rendering = await workers.received(RenderScene, 1)
        for fraction in (0.0, 0.3, 0.9):
            await report(clean_bus, rendering, fraction)
            await look()
        assert seen[-1] > 60
        workers.commands.clear()
        await workers.answer(rejection(rendering))
        await workers.received(WriteScene, 1)
        await look()
        await workers.answer(success(workers.commands[0]))
        again = await workers.received(RenderScene, 1)
        assert again.attempt == 2
        await report(clean_bus, again, 0.0)
        await look()
        await workers.answer(success(again))
        await settled(gateway, task_id, "completed")
        await look()
    assert seen[-1] == 100


async def test_progress_stands_still_when_no_report_can_be_read(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    def until_rendering(command: Command) -> Event | None:
        return None if isinstance(command, RenderScene) else success(command)

    async with FakeWorkers(clean_bus, until_rendering) as workers:
        task_id = await generated(gateway, scene_count=1)
        await report(clean_bus, await workers.received(RenderScene, 1), 0.5)
        before = await status_of(gateway, task_id)
        await clean_bus.js.delete_stream(PROGRESS)
        assert (await status_of(gateway, task_id))["progress"] == before["progress"] > 12


async def test_a_poll_that_knows_the_status_gets_304(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with FakeWorkers(clean_bus, lambda command: None) as workers:
        task_id = await generated(gateway)
        command = await workers.received(PlanVideo)
        first = await gateway.get(task_url(task_id, "status"))
        tag = first.headers["etag"]
        assert tag.startswith('W/"')
        for value in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
            known = await gateway.get(task_url(task_id, "status"), headers={"If-None-Match": value})
            assert known.status_code == 304
            assert known.content == b""
            assert known.headers["etag"] == tag
        await report(clean_bus, command, 0.5)
        changed = await gateway.get(task_url(task_id, "status"), headers={"If-None-Match": tag})
        assert changed.status_code == 200
        assert changed.headers["etag"] != tag


IDS = ["01976b1e-9c4d-7a52-8f3e-2d6c5b4a3f21", "*", ">", "a.b", "a b", "x" * 65, "a%0A", "é"]


@pytest.mark.parametrize(
    ("method", "what"),
    [("GET", "status"), ("GET", "result"), ("GET", "events"), ("DELETE", "")],
)
async def test_an_unknown_id_is_a_404(gateway: httpx.AsyncClient, method: str, what: str) -> None:
    await generated(gateway)
    for task_id in IDS:
        response = await gateway.request(method, task_url(task_id, what))
        assert response.status_code == 404, task_id
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["error_code"] == "TASK_NOT_FOUND"


async def test_a_cancelled_task_ends_and_issues_nothing_more(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    def until_rendering(command: Command) -> Event | None:
        return None if isinstance(command, RenderScene) else success(command)

    async with FakeWorkers(clean_bus, until_rendering) as workers:
        task_id = await generated(gateway)
        told = await clean_bus.client.subscribe(f"ctl.cancel.{task_id}")
        first = await workers.received(RenderScene, 1)
        await workers.received(RenderScene, 2)
        for _ in range(2):
            response = await gateway.delete(task_url(task_id))
            assert response.status_code == 202
            assert response.json() == {
                "task_id": task_id,
                "message": "Task cancellation requested",
                "status": "cancelled",
            }
        status = await settled(gateway, task_id, "cancelled")
        await told.next_msg(timeout=5)
        assert status["cancel_requested"] is True
        assert status["message"] == "Cancelled"
        before = (await clean_bus.js.stream_info(COMMANDS)).state.messages
        await workers.answer(success(first))
        # A second task that is done proves that the late answer has been handled before.
        other = await generated(gateway)
        await workers.received(PlanVideo)
        assert (await status_of(gateway, task_id))["status"] == "cancelled"
        await gateway.delete(task_url(other))
        await settled(gateway, other, "cancelled")
        subjects = (
            await clean_bus.js.stream_info(COMMANDS, subjects_filter=f"cmd.*.{task_id}.>")
        ).state.subjects
        assert subjects is not None
        assert sum(subjects.values()) == before
    response = await gateway.get(task_url(task_id, "result"))
    assert (response.status_code, response.json()["error_code"]) == (409, "TASK_CANCELLED")


async def test_what_has_ended_cannot_be_cancelled(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with FakeWorkers(clean_bus) as workers:
        task_id = await generated(gateway)
        await settled(gateway, task_id, "completed")
        await workers.received(CombineScenes)
    response = await gateway.delete(task_url(task_id))
    assert (response.status_code, response.json()["error_code"]) == (409, "TASK_ENDED")


async def test_other_paths_and_methods_are_problems_too(gateway: httpx.AsyncClient) -> None:
    nowhere = await gateway.get("/api/v1/nowhere")
    assert (nowhere.status_code, nowhere.json()["error_code"]) == (404, "NOT_FOUND")
    wrong = await gateway.put(task_url("t1", "status"))
    assert (wrong.status_code, wrong.json()["error_code"]) == (405, "METHOD_NOT_ALLOWED")
    assert wrong.headers["allow"] == "GET"
