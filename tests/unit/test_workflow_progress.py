"""Percent: what single situations show. That it never falls is among the properties."""

import pytest

from services.gateway.workflow.progress import percent, scene_fraction
from services.gateway.workflow.state import SceneState, TaskState
from shared.contracts.base import StepName
from shared.contracts.progress import StepProgress
from shared.contracts.render import RenderScene
from tests.support.answers import requested
from tests.support.world import World
from tests.unit.test_workflow_stages import until


def rendering() -> TaskState:
    world = World(requested(scenes=1))
    until(world, RenderScene)
    return world.task


def report(step: StepName, attempt: int, fraction: float) -> StepProgress:
    return StepProgress(task_id="t1", scene_number=1, step=step, attempt=attempt, fraction=fraction)


def test_a_new_task_is_at_zero_and_frames_count_while_a_scene_renders() -> None:
    assert percent(World(requested()).task, {}) == 0
    task = rendering()
    shown = [percent(task, {1: report("render", 1, part / 4)}) for part in range(5)]
    assert shown == sorted(set(shown))


@pytest.mark.parametrize(
    "ahead", [report("render", 2, 0.1), report("code", 2, 0), report("publish", 1, 0)]
)
def test_a_report_of_what_comes_next_counts_the_render_as_ended(ahead: StepProgress) -> None:
    """The state was read before the event, the reports after it."""
    task = rendering()
    assert percent(task, {1: ahead}) == percent(task, {1: report("render", 1, 1)})


def test_a_report_of_an_earlier_step_counts_for_nothing() -> None:
    task = rendering()
    assert percent(task, {1: report("code", 1, 1)}) == percent(task, {})


def test_each_setback_leaves_room_for_the_next_attempt() -> None:
    scene: SceneState = rendering().scenes[0]
    last = 0.0
    for repairs in range(12):
        fraction = scene_fraction(scene.but(repairs=repairs), report("render", 1, 1))
        assert last < fraction <= 0.9
        last = fraction
