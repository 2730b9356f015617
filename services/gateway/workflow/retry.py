"""A retry: an ended task goes on where it stopped. What is finished is not made again."""

from datetime import datetime
from typing import Literal

from services.gateway.workflow.stages import enter, settled
from services.gateway.workflow.state import SceneState, Stage, TaskState, Try
from shared.contracts.task import RetryRequested

Refusal = Literal["running", "complete", "no such scene", "not failed", "unfinished"]

_STAGES: tuple[Stage, ...] = (
    "planning",
    "implementing",
    "scenes",
    "combining",
    "publishing",
    "syncing",
)


def refusal(task: TaskState, scene: int | None) -> Refusal | None:
    """Why the task, or one scene of it, cannot be tried again; None when it can."""
    if scene is not None and scene > task.request.scene_count:
        return "no such scene"
    if not task.final:
        return "running"
    if scene is None:
        finished = task.status == "completed" and not any(map(_failed, task.scenes))
        return "complete" if finished else None
    if not task.scenes or not _failed(task.scene(scene)):
        return "not failed"
    return None if all(each.final for each in task.scenes) else "unfinished"


def retried(task: TaskState, event: RetryRequested, at: datetime) -> TaskState:
    """The task in its next run, every budget fresh; the same task when it cannot be retried."""
    if event.attempt != task.run + 1 or refusal(task, event.scene) is not None:
        return task
    scenes = tuple(
        scene if event.scene not in (None, scene.number) else _again(scene) for scene in task.scenes
    )
    stage = _stage(task, scenes)
    earlier = _STAGES[: _STAGES.index(stage)]
    task = task.but(
        run=event.attempt,
        deadline=event.deadline,
        admission="waiting" if event.queues else "open",
        status="progress",
        scenes=scenes,
        spans={name: span for name, span in task.spans.items() if name in earlier},
        error=None,
        cancel_requested=False,
        updated_at=at,
        ended_at=None,
    )
    if stage != "syncing":
        task = task.but(combined=(), duration=None, version=None, files=())
    return settled(enter(task, stage, at))


def _stage(task: TaskState, scenes: tuple[SceneState, ...]) -> Stage:
    """Where the next run begins."""
    if not scenes:
        return "planning"
    if any(scene.implementation is None for scene in scenes):
        return "implementing"
    if not all(scene.final for scene in scenes):
        return "scenes"
    # Not "publishing": what was staged for it may be gone by now.
    return "syncing" if task.files else "combining"


def _again(scene: SceneState) -> SceneState:
    """An unfinished scene with fresh budgets and attempts that were never made."""
    if scene.stage in ("done", "waiting"):
        return scene
    drawn = scene.stage in ("render", "publish") or (_failed(scene) and scene.rejected is None)
    written = scene.code is not None and drawn
    return scene.but(
        stage="render" if written else "code",
        code_try=Try(attempt=scene.code_try.attempt + (not written)),
        render_try=Try(attempt=scene.render_try.attempt + written),
        publish_try=Try(attempt=scene.publish_try.attempt + bool(scene.staged)),
        repairs=0,
        error=None,
        staged=(),
    )


def _failed(scene: SceneState) -> bool:
    return scene.stage == "failed"
