"""Documents made of every state that a task goes through."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from services.gateway.documents import TaskStatus
from services.gateway.projection import result_document, status_document
from services.gateway.reports import LastReports
from services.gateway.workflow.state import TaskState
from shared.contracts.base import Command, Event
from shared.contracts.progress import StepProgress
from shared.contracts.render import RenderScene
from tests.support.answers import NOON, failure, rejection, requested, success
from tests.support.world import World


def run(world: World, reply: Callable[[Command], Event] = success) -> Iterator[TaskState]:
    """The task after each event, until it ends."""
    yield world.task
    while not world.task.final:
        world.answer(world.waiting[0], reply)
        world.deliver(world.unread[0])
        yield world.task


def document(task: TaskState, reports: LastReports | None = None) -> TaskStatus:
    return status_document(task, reports or {}, NOON + timedelta(seconds=1))


def rendering(task: TaskState, number: int, fraction: float) -> LastReports:
    return {
        number: StepProgress(
            task_id=task.task_id,
            scene_number=number,
            step="render",
            attempt=task.scene(number).render_try.attempt,
            fraction=fraction,
            frames_done=int(60 * fraction),
            frames_total=60,
            current_animation="Write",
        )
    }


def test_the_steps_follow_one_another() -> None:
    documents = [document(task) for task in run(World(requested()))]
    steps = [each.current_step for each in documents]
    assert list(dict.fromkeys(steps)) == [
        *("plan_scenes", "implement_scenes", "render_scenes", "upload_scenes"),
        *("combine_scenes", "finalize", None),
    ]
    progress = [each.progress for each in documents]
    assert progress == sorted(progress)
    assert (progress[0], progress[-1]) == (0, 100)
    for each in documents:
        states = [step.state for step in each.steps]
        assert all(state in ("completed", "running", "pending") for state in states)
        ranks = [("completed", "running", "pending").index(state) for state in states]
        assert ranks == sorted(ranks)


def test_times_of_steps_are_in_order() -> None:
    *_, task = run(World(requested()))
    steps = document(task).steps
    for step in steps:
        assert step.finished_at is not None
        # When the first upload begins is not stored.
        assert (step.started_at is None) == (step.name == "upload_scenes")
    finished = [step.finished_at for step in steps if step.finished_at]
    assert finished == sorted(finished)


def test_scenes_are_there_before_they_are_planned() -> None:
    task = World(requested(scenes=3)).task
    each = document(task)
    assert each.status == "queued"
    assert each.message == "Waiting for a planner"
    assert [scene.scene_id for scene in each.scenes] == [f"s1_scene_{n}" for n in (1, 2, 3)]
    assert {scene.state for scene in each.scenes} == {"queued"}
    assert {step.state for step in each.steps} == {"pending"}


def test_a_planner_at_work_is_progress() -> None:
    task = World(requested()).task
    report = StepProgress(task_id="t1", step="plan", attempt=1, fraction=0)
    each = document(task, {None: report})
    assert (each.status, each.message) == ("progress", "Planning 2 scenes")
    assert each.steps[0].state == "running"


def test_the_message_names_the_scene_that_is_drawn() -> None:
    task = next(
        task
        for task in run(World(requested()))
        if [scene.stage for scene in task.scenes] == ["render", "render"]
    )
    each = document(task, rendering(task, 2, 0.5))
    assert each.message == "Rendering scene 2 of 2: Scene 2"
    first, second = each.scenes
    assert (second.frames_done, second.frames_total) == (30, 60)
    assert second.current_animation == "Write"
    assert first.frames_done is None
    assert second.progress > first.progress


def test_reports_of_another_attempt_are_not_shown() -> None:
    world = World(requested(scenes=1))
    task = next(t for t in run(world) if t.scenes and t.scenes[0].stage == "render")
    old = rendering(task, 1, 0.9)
    world.answer(world.waiting[0], rejection)
    world.deliver(world.unread[0])
    each = document(world.task, old)
    assert each.scenes[0].state == "generating_code"
    assert each.scenes[0].frames_done is None
    assert each.scenes[0].attempt == 2
    assert "NameError" in (each.scenes[0].error or "")
    assert each.message == "Writing scene 1 of 1: Scene 1 (attempt 2)"


def test_an_outage_is_told_with_the_time_of_the_next_attempt() -> None:
    world = World(requested())
    world.answer(world.waiting[0], lambda command: failure(command, retry_after=60))
    world.deliver(world.unread[0])
    assert document(world.task).message == "Planning 2 scenes (attempt 2, not before 12:01:02 UTC)"


def test_a_failure_names_scene_attempt_and_error() -> None:
    def never(command: Command) -> Event:
        return rejection(command) if isinstance(command, RenderScene) else success(command)

    *_, task = run(World(requested(scenes=1, render_config={"max_retries": 1})), never)
    each = document(task)
    assert each.status == "failed"
    assert each.error is not None
    assert "scene 1" in each.error
    assert "NameError" in each.error
    assert each.message.startswith("Failed: scene 1")
    assert each.message.count("\n") == 0
    assert [step.state for step in each.steps] == [
        *("completed", "completed", "completed", "failed", "skipped", "skipped"),
    ]
    assert each.scenes[0].state == "error"
    assert each.result is None


@pytest.mark.parametrize("after", range(6))
def test_a_cancelled_task_skips_the_rest(after: int) -> None:
    world = World(requested())
    states = run(world)
    for _ in range(after + 1):
        before = next(states)
    world.cancel()
    world.deliver(world.unread[-1])
    each = document(world.task)
    assert (each.status, each.message) == ("cancelled", "Cancelled")
    assert each.cancel_requested
    assert each.progress >= document(before).progress
    step = next(step for step in each.steps if step.state == "cancelled")
    assert all(later.state == "skipped" for later in each.steps[step.number :])
    assert {scene.state for scene in each.scenes} <= {"ready", "error", "cancelled"}


def test_the_result_is_the_published_video() -> None:
    *_, task = run(World(requested(metadata={"a": 1})))
    result = result_document(task).result
    assert (result.scene_count, result.total_duration) == (2, 3.0)
    assert result.s3_combined_video_url.endswith("/combined.mp4")
    assert result.generation_time_seconds == (task.updated_at - NOON).total_seconds() - 1
    assert result.usage.output_tokens == 19
    assert document(task).result == result
    assert document(task).message == "The video is ready: 2 scenes, 3 seconds"


def test_a_missed_estimate_is_withdrawn() -> None:
    task = World(requested()).task
    promised = document(task).estimated_completion
    assert promised == task.created_at + timedelta(minutes=4)
    late = status_document(task, {}, promised + timedelta(seconds=1))
    assert late.estimated_completion is None


def test_the_same_state_gives_the_same_document() -> None:
    task = World(requested()).task
    later = status_document(task, {}, NOON + timedelta(seconds=90))
    assert document(task).model_dump_json() == later.model_dump_json()
