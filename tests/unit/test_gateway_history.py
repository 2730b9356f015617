"""What is learned of finished tasks, and what is promised of others."""

from datetime import timedelta

import pytest

from services.gateway.history import MINUTES_PER_SCENE, History
from services.gateway.task_summary import TaskSummary, summarize
from shared.contracts.code import WriteScene
from shared.contracts.render import CombineScenes
from tests.support.answers import NOON, requested, success
from tests.support.world import World
from tests.unit.test_workflow_stages import until

STAGES = {
    "planning": 2.0,
    "implementing": 4.0,
    "scenes": 60.0,
    "combining": 6.0,
    "publishing": 1.0,
    "syncing": 1.0,
}


def finished(number: int = 1, *, quality: str = "medium", slower: float = 1) -> TaskSummary:
    """Of two scenes with thirty seconds of video together."""
    return TaskSummary.model_validate(
        {
            "task_id": f"t{number}",
            "project_id": "p1",
            "session_id": "s1",
            "status": "completed",
            "title": "The circle",
            "scene_count": 2,
            "quality": quality,
            "created_at": NOON,
            "video_seconds": 30.0,
            "stages": {stage: seconds * slower for stage, seconds in STAGES.items()},
        }
    )


def learned(*summaries: TaskSummary) -> History:
    history = History()
    for summary in summaries:
        history.learn(summary)
    return history


def test_without_history_a_scene_takes_two_minutes() -> None:
    assert History().forecast("medium", 3).minutes == 3 * MINUTES_PER_SCENE


def test_the_same_task_again_takes_as_long_as_before() -> None:
    forecast = learned(finished()).forecast("medium", 2)
    assert forecast.stages == STAGES
    assert forecast.minutes == 2


def test_drawing_goes_by_seconds_of_video_and_working_out_by_scenes() -> None:
    forecast = learned(finished()).forecast("medium", 4, video_seconds=90)
    assert forecast.stages == {
        **STAGES,
        "implementing": 8.0,
        "scenes": 180.0,
        "combining": 18.0,
    }


def test_every_quality_has_its_own_history() -> None:
    history = learned(finished(1), finished(2, quality="low", slower=0.1))
    assert history.forecast("low", 2).seconds == pytest.approx(7.4)
    assert history.forecast("medium", 2).seconds == 74
    assert history.forecast("high", 2).minutes == 2 * MINUTES_PER_SCENE


def test_one_slow_task_does_not_spoil_the_estimate_and_none_counts_twice() -> None:
    slow = finished(9, slower=100)
    history = learned(finished(1), slow, slow, finished(2), slow)
    assert history.forecast("medium", 2).stages == STAGES


def test_what_was_retried_or_failed_teaches_nothing() -> None:
    world = World(requested(scenes=1))
    until(world, CombineScenes)
    world.cancel()
    world.deliver(world.unread[-1])
    world.retry()
    world.deliver(world.unread[-1])
    while not world.task.final:
        command = world.commands[world.waiting[-1]]
        world.answer(command.subject, success)
        world.deliver(world.unread[0])
    summary = summarize(world.task)
    assert (summary.status, summary.run, summary.stages) == ("completed", 2, {})


def test_a_completed_task_teaches_its_stages() -> None:
    world = World(requested(scenes=1))
    while not world.task.final:
        world.answer(world.waiting[0], success)
        world.deliver(world.unread[0])
    summary = summarize(world.task)
    assert set(summary.stages) == set(STAGES)
    assert summary.video_seconds == 1.5


def test_the_promise_depends_on_the_state_alone_and_moves_with_it() -> None:
    history = learned(finished())
    world = World(requested(scenes=2))
    promised = history.completion(world.task)
    assert promised == world.task.created_at + timedelta(seconds=sum(STAGES.values()))
    until(world, WriteScene)
    task = world.task
    begun = task.spans["scenes"].started_at
    assert history.completion(task) == begun + timedelta(seconds=60 + 6 + 1 + 1)
    assert history.completion(task) == history.completion(task)
    until(world, CombineScenes)
    begun = world.task.spans["combining"].started_at
    # As long as it has become: three seconds of video instead of thirty.
    assert history.completion(world.task) == begun + timedelta(seconds=0.6 + 1 + 1)
    while not world.task.final:
        world.answer(world.waiting[-1], success)
        world.deliver(world.unread[0])
    assert history.completion(world.task) is None
