"""How far a task's run is, in percent. It never goes backwards, whatever fails on the way.

A scene that loses an attempt does not fall back: attempt n has its own share of the scene's
interval, a fifth of what the attempts before left over.
"""

from collections.abc import Mapping

from services.gateway.workflow.state import SceneState, TaskState
from shared.contracts.progress import StepProgress

_STAGE_BEGINS = {
    "planning": 0.0,
    "implementing": 5.0,
    "scenes": 12.0,
    "combining": 88.0,
    "publishing": 93.0,
    "syncing": 97.0,
}
_BEFORE_PUBLISH = 0.9
_LEFT_AFTER_A_SETBACK = 0.2


def percent(task: TaskState, running: Mapping[int | None, StepProgress]) -> int:
    """0..100; `running` holds the last progress report per scene number."""
    if task.status == "completed":
        return 100
    if task.final:
        return int(_floor_of_ended(task))
    start = _STAGE_BEGINS[task.stage]
    if task.stage != "scenes":
        return int(start)
    parts = [scene_fraction(scene, running.get(scene.number)) for scene in task.scenes]
    return int(start + (_STAGE_BEGINS["combining"] - start) * sum(parts) / len(parts))


def scene_fraction(scene: SceneState, report: StepProgress | None) -> float:
    """0..1 of one scene."""
    match scene.stage:
        case "done" | "failed":
            return 1.0
        case "publish":
            return _BEFORE_PUBLISH
        case "waiting":
            return 0.0
    begin, end = _share(scene.setbacks), _share(scene.setbacks + 1)
    if scene.stage == "code":
        return begin
    return begin + (end - begin) * (0.1 + 0.9 * _rendered(scene, report))


def _rendered(scene: SceneState, report: StepProgress | None) -> float:
    if report is None:
        return 0.0
    here = (scene.code_try.attempt, scene.render_try.attempt)
    match report.step:
        case "render" if report.attempt == here[1]:
            return report.fraction
        # Reports of what comes after this render: the state was read first and is behind.
        case "render":
            return 1.0 if report.attempt > here[1] else 0.0
        case "code":
            return 1.0 if report.attempt > here[0] else 0.0
        # An earlier one is of the run before a retry.
        case "publish":
            return 1.0 if report.attempt >= scene.publish_try.attempt else 0.0
    return 0.0


def _share(setbacks: int) -> float:
    return _BEFORE_PUBLISH * (1 - _LEFT_AFTER_A_SETBACK**setbacks)


def _floor_of_ended(task: TaskState) -> float:
    """A failed or cancelled task stays where its last open stage began, scenes counted."""
    last = max(task.spans, key=lambda name: _STAGE_BEGINS[name])
    if last != "scenes":
        return _STAGE_BEGINS[last]
    # Frames of a running render are forgotten with it, so an ended task counts them as drawn.
    parts = [
        _share(scene.setbacks + 1) if scene.stage == "render" else scene_fraction(scene, None)
        for scene in task.scenes
    ]
    width = _STAGE_BEGINS["combining"] - _STAGE_BEGINS["scenes"]
    return _STAGE_BEGINS["scenes"] + width * sum(parts) / len(parts)
