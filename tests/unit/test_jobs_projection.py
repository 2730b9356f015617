"""A job as its client reads it."""

import json
from datetime import timedelta
from typing import Any

import pytest

from services.gateway.jobs.projection import body, job_document
from services.gateway.workflow.job import JobState, begin_job, reduce_job
from shared.contracts.base import Command
from shared.contracts.code import WriteScene
from shared.contracts.plan import (
    ImplementScenes,
    PlanVideo,
    SceneImplementation,
    SceneOutline,
)
from shared.contracts.progress import StepProgress
from shared.contracts.render import CombineInput, CombineScenes, RenderScene
from shared.contracts.task import CancellationRequested
from shared.grammar.implementation import read_implementation
from tests.support.answers import NOON, failure, job_requested, rejection, success

URL = "http://here/api/v1/video/agents/jobs"
IDS: Any = {"task_id": "j1", "project_id": "p1", "session_id": "s1"}
OUTLINE = SceneOutline(number=1, title="Squares")
IMPLEMENTATION = SceneImplementation(number=1, storyboard="a", technical="b", narration="c")
RENDER = RenderScene(**IDS, scene_number=1, code="x = 1")


def ended(command: Any, event: Any = None, **fields: Any) -> JobState:
    job = begin_job(job_requested(command, **fields), NOON)
    answer: Any = event or success(command)
    return reduce_job(job, answer, NOON + timedelta(seconds=1))


def told(job: JobState, report: StepProgress | None = None) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(body(job_document(job, report, jobs_url=URL)))
    return document


def progress(fraction: float, **fields: Any) -> StepProgress:
    return StepProgress(task_id="j1", step="render", attempt=1, fraction=fraction, **fields)


WAITING = begin_job(job_requested(RENDER), NOON)


def test_a_job_that_nobody_has_begun_is_pending() -> None:
    assert told(WAITING) == {"job_id": "j1", "state": "PENDING", "meta": None}


def test_a_job_that_has_begun_says_how_far_it_is() -> None:
    assert told(WAITING, progress(0)) == {"job_id": "j1", "state": "STARTED", "meta": None}
    drawing = told(WAITING, progress(0.416, frames_done=5, frames_total=12))
    assert drawing["state"] == "PROGRESS"
    assert drawing["meta"]["progress"] == 41
    assert (drawing["meta"]["frames_done"], drawing["meta"]["frames_total"]) == (5, 12)


def test_a_job_that_lost_its_worker_is_retried_by_the_next() -> None:
    again = told(WAITING, progress(0.4, restarted=True))
    assert (again["state"], again["meta"]["progress"]) == ("RETRY", 40)


def test_a_cancelled_job_is_revoked() -> None:
    job = reduce_job(WAITING, CancellationRequested(task_id="j1"), NOON)
    assert told(job) == {"job_id": "j1", "state": "REVOKED", "meta": None}


def test_a_failure_is_told_as_it_is() -> None:
    document = told(ended(RENDER, failure(RENDER, "unavailable", error="S3 is down")))
    assert document == {
        "job_id": "j1",
        "state": "FAILURE",
        "meta": {"error": "S3 is down", "reason": "unavailable"},
        "error": "S3 is down",
    }


COMMANDS: list[tuple[Command, set[str]]] = [
    (PlanVideo(**IDS, prompt="T", scene_count=2), {"topic", "session_id", "plan", "scenes"}),
    (
        ImplementScenes(**IDS, prompt="T", scenes=(OUTLINE,)),
        {"topic", "session_id", "scene_plans", "count"},
    ),
    (
        WriteScene(
            **IDS, scene_number=1, topic="T", outline=OUTLINE, implementation=IMPLEMENTATION
        ),
        {"topic", "scene_number", "code", "raw_response"},
    ),
    (
        RENDER,
        {"topic", "scene_number", "version", "error", "code", "output_file", "output_url"}
        | {"duration", "thumbnail_url", "srt_url"},
    ),
    (
        CombineScenes(
            **IDS,
            inputs=(
                CombineInput(
                    scene_number=1,
                    title="T",
                    duration=1,
                    video=success(RENDER).artifacts[0],  # type: ignore[attr-defined]
                ),
            ),
        ),
        {"topic", "output", "output_file", "output_url"},
    ),
]


@pytest.mark.parametrize(("command", "members"), COMMANDS, ids=lambda each: type(each).__name__)
def test_the_value_is_given_twice(command: Command, members: set[str]) -> None:
    document = told(ended(command))
    assert set(document) == {"job_id", "state", "meta", "result"}
    assert document["state"] == "SUCCESS"
    assert document["meta"] == document["result"]
    assert members <= set(document["result"])


def test_a_rendered_scene_has_addresses_at_the_gateway() -> None:
    result = told(ended(RENDER, version=7))["result"]
    assert result["output_file"] == "video.mp4"
    assert result["output_url"] == f"{URL}/j1/artifacts/video.mp4"
    assert result["vtt_url"] == f"{URL}/j1/artifacts/captions.vtt"
    assert result["srt_url"] is None
    assert (result["version"], result["error"], result["duration"]) == (7, None, 1.5)


def test_a_program_that_does_not_render_is_a_success_with_its_error() -> None:
    document = told(ended(RENDER, rejection(RENDER)))
    result = document["result"]
    assert document["state"] == "SUCCESS"
    assert result["error"] == "runtime: NameError: name 'Circl'\n3: Circl()"
    assert result["code"] == "x = 1"
    assert result["output_file"] is result["output_url"] is result["duration"] is None


def test_scene_plans_are_texts_that_can_be_posted_back() -> None:
    (text,) = told(ended(COMMANDS[1][0]))["result"]["scene_plans"]
    plan = read_implementation(text, OUTLINE)
    assert (plan.storyboard, plan.technical, plan.narration) == ("s", "t", "n")
