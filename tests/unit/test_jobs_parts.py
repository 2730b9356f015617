"""What is combined: videos of our own render jobs, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest

from services.gateway.jobs.parts import parts
from services.gateway.jobs.requests import CombineRequest
from services.gateway.problems import Problem
from services.gateway.workflow.job import JobState, begin_job, reduce_job
from shared.contracts.plan import PlanVideo
from shared.contracts.render import RenderScene
from tests.support.answers import NOON, failure, job_requested, rejection, success

URL = "http://here:8000/api/v1/video/agents/jobs"
FILE = "/done/artifacts/video.mp4"


def job(job_id: str, event: Any = None, *, plan: bool = False) -> JobState:
    ids: Any = {"task_id": job_id, "project_id": "p1", "session_id": "s1"}
    command = (
        PlanVideo(**ids, prompt="T", scene_count=1)
        if plan
        else RenderScene(**ids, scene_number=1, title=job_id, code="x")
    )
    begun = begin_job(job_requested(command), NOON)
    return reduce_job(begun, event(command), NOON + timedelta(seconds=1)) if event else begun


JOBS = {
    each.task_id: each
    for each in (
        job("done", success),
        job("done2", success),
        job("running"),
        job("broken", rejection),
        job("failed", failure),
        job("plan", success, plan=True),
    )
}


async def find(job_id: str) -> JobState | None:
    return JOBS.get(job_id)


async def test_jobs_are_joined_in_the_order_given() -> None:
    request = CombineRequest(topic="T", job_ids=("done2", "done", "done2"))
    found = await parts(request, find, jobs_url=URL)
    assert [(part.scene_number, part.title) for part in found] == [
        (1, "done2"),
        (2, "done"),
        (3, "done2"),
    ]
    assert found[0].video.name == "video.mp4"
    assert found[0].captions is not None


@pytest.mark.parametrize(
    "url",
    [
        URL + FILE,
        "https://here/api/v1/video/agents/jobs" + FILE,
        "http://HERE:8001/api/v1/video/agents/jobs" + FILE,
        "/api/v1/video/agents/jobs" + FILE,
    ],
)
async def test_files_are_named_by_their_addresses(url: str) -> None:
    (part,) = await parts(CombineRequest(topic="T", inputs=(url,)), find, jobs_url=URL)
    assert part.title == "done"


@pytest.mark.parametrize(
    "url",
    [
        "http://elsewhere/api/v1/video/agents/jobs" + FILE,
        "//elsewhere/api/v1/video/agents/jobs" + FILE,
        "http://169.254.169.254/latest/meta-data",
        "http://here@elsewhere/api/v1/video/agents/jobs" + FILE,
        "ftp://here/api/v1/video/agents/jobs" + FILE,
        "file:///api/v1/video/agents/jobs" + FILE + "/..",
        "http://[here/api/v1/video/agents/jobs" + FILE,
        URL + "/done/artifacts/../../running/artifacts/video.mp4",
        URL + "/done/artifacts/thumbnail.png",
        URL + "/a.*/artifacts/video.mp4",
        "/done/artifacts/video.mp4",
        "artifacts/done/1/render-1/video.mp4",
        "",
    ],
)
async def test_foreign_addresses_are_refused(url: str) -> None:
    with pytest.raises(Problem) as caught:
        await parts(CombineRequest(topic="T", inputs=(URL + FILE, url)), find, jobs_url=URL)
    assert caught.value.status_code == 422
    assert [error.pointer for error in caught.value.errors] == ["/inputs/1"]


@pytest.mark.parametrize(
    ("job_id", "status", "why"),
    [
        ("unknown", 422, "names no job"),
        ("plan", 422, "no render"),
        ("running", 409, "has not ended"),
        ("broken", 422, "does not render"),
        ("failed", 422, "has failed"),
    ],
)
async def test_what_has_no_video_is_named(job_id: str, status: int, why: str) -> None:
    with pytest.raises(Problem, match=why) as caught:
        await parts(CombineRequest(topic="T", job_ids=("done", job_id)), find, jobs_url=URL)
    assert caught.value.status_code == status
    assert "job_ids/1" in caught.value.detail
