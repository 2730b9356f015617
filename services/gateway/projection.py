"""Task state + progress reports -> the documents that clients read. Pure."""

from datetime import datetime

from services.gateway import steps
from services.gateway.documents import (
    GenerationResult,
    RepairDocument,
    ResultPending,
    SceneProgressDocument,
    SceneResult,
    TaskResult,
    TaskStatus,
)
from services.gateway.documents import SceneState as SceneStateName
from services.gateway.history import History
from services.gateway.messages import message
from services.gateway.reports import LastReports
from services.gateway.workflow.progress import percent, scene_fraction
from services.gateway.workflow.repair import rounds, spent
from services.gateway.workflow.state import SceneState, TaskState
from shared.contracts.artifact import PublishedFile
from shared.contracts.progress import StepProgress

_ERROR_LIMIT = 2_000

_SCENE_STATES: dict[str, SceneStateName] = {
    "waiting": "queued",
    "code": "generating_code",
    "render": "rendering",
    "publish": "uploading",
    "done": "ready",
    "failed": "error",
}


def status_document(
    task: TaskState, reports: LastReports, now: datetime, history: History | None = None
) -> TaskStatus:
    """The same state and reports give the same document, but for an estimate that has passed."""
    begun = task.status == "queued" and bool(reports)
    return TaskStatus(
        task_id=task.task_id,
        status="progress" if begun else task.status,
        progress=percent(task, reports),
        message=message(task, reports),
        current_step=None
        if task.status == "completed"
        else steps.NAMES[steps.current(task) - 1][0],
        total_steps=len(steps.NAMES),
        estimated_completion=_estimate(task, now, history or History()),
        project_id=task.project_id,
        session_id=task.session_id,
        result=generation_result(task) if task.status == "completed" else None,
        error=_cut(task.error),
        steps=steps.describe(task, reports),
        scenes=_scenes(task, reports),
        authored_by=task.authored_by,
        cancel_requested=task.cancel_requested,
        run=task.run,
        deadline=task.deadline,
        usage=task.usage,
        metadata=task.request.metadata,
        trace_id=task.trace_id,
        created_at=task.created_at,
        updated_at=task.updated_at,
    )


def pending_document(task: TaskState, reports: LastReports) -> ResultPending:
    return ResultPending(
        task_id=task.task_id,
        status=task.status,
        progress=percent(task, reports),
        message=message(task, reports),
    )


def result_document(task: TaskState) -> TaskResult:
    """Of a completed task only."""
    result = generation_result(task)
    return TaskResult(task_id=task.task_id, result=result, completed_at=result.completed_at)


def generation_result(task: TaskState) -> GenerationResult:
    assert task.ended_at is not None
    return GenerationResult(
        project_id=task.project_id,
        session_id=task.session_id,
        status="completed" if all(s.stage == "done" for s in task.scenes) else "partial",
        title=task.title,
        scene_count=len(task.scenes),
        scenes=[_scene_result(task, scene) for scene in task.scenes],
        total_duration=task.duration or 0,
        s3_combined_video_url=url_of(task.files, "combined.mp4") or "",
        s3_manifest_url=url_of(task.files, "manifest.json"),
        s3_subtitle_url=url_of(task.files, "captions.vtt"),
        convex_session_id=task.convex_session_id,
        authored_by=task.authored_by,
        version=task.version,
        usage=task.usage,
        metadata=task.request.metadata,
        generation_time_seconds=(task.ended_at - task.created_at).total_seconds(),
        completed_at=task.ended_at,
    )


def scene_id(session_id: str, number: int) -> str:
    return f"{session_id}_scene_{number}"


def url_of(files: tuple[PublishedFile, ...], name: str) -> str | None:
    return next((file.url for file in files if file.name == name), None)


def _scene_result(task: TaskState, scene: SceneState) -> SceneResult:
    done = scene.stage == "done"
    return SceneResult(
        scene_id=scene_id(task.session_id, scene.number),
        scene_number=scene.number,
        title=scene.outline.title,
        duration=scene.duration,
        status="completed" if done else "failed",
        s3_video_url=url_of(scene.files, "video.mp4"),
        s3_source_url=url_of(scene.files, "source.py"),
        s3_thumbnail_url=url_of(scene.files, "thumbnail.png"),
        s3_subtitle_url=url_of(scene.files, "captions.vtt"),
        error_message=None if done else _cut(scene.error),
        render_attempts=scene.render_try.attempt,
        version=scene.version,
        authored_by=scene.authored_by,
    )


def _scenes(task: TaskState, reports: LastReports) -> list[SceneProgressDocument]:
    if task.scenes:
        return [_scene(task, scene, reports.get(scene.number)) for scene in task.scenes]
    # Not planned yet, but how many there will be is known.
    return [
        SceneProgressDocument(
            scene_id=scene_id(task.session_id, number),
            number=number,
            state="cancelled" if task.final else "queued",
            progress=0,
        )
        for number in range(1, task.request.scene_count + 1)
    ]


def _scene(
    task: TaskState, scene: SceneState, report: StepProgress | None
) -> SceneProgressDocument:
    drawing = (
        report
        if report is not None
        and scene.stage == "render"
        and (report.step, report.attempt) == ("render", scene.render_try.attempt)
        else None
    )
    return SceneProgressDocument(
        scene_id=scene_id(task.session_id, scene.number),
        number=scene.number,
        title=scene.outline.title,
        state="cancelled" if task.final and not scene.final else _SCENE_STATES[scene.stage],
        attempt=_attempt(scene),
        progress=int(100 * scene_fraction(scene, report)),
        frames_done=drawing.frames_done if drawing else None,
        frames_total=drawing.frames_total if drawing else None,
        current_animation=drawing.current_animation if drawing and not task.final else None,
        error=_cut(scene.error),
        findings=list(scene.findings),
        repair=_repair(task, scene) if scene.stage != "waiting" else None,
        usage=scene.spent,
    )


def _repair(task: TaskState, scene: SceneState) -> RepairDocument:
    used, request, last = spent(scene), task.request, scene.rejected
    kinds = [*(each.kind for each in last.earlier), last.kind] if last else []
    return RepairDocument(
        rounds=rounds(scene),
        max_rounds=request.render.max_retries,
        tokens=used.tokens,
        max_tokens=request.models.max_scene_tokens,
        seconds=used.seconds + used.cpu_seconds,
        max_seconds=request.models.max_scene_seconds,
        rejected_as=[kind for kind in kinds if kind],
    )


def _attempt(scene: SceneState) -> int | None:
    match scene.stage:
        case "waiting":
            return None
        case "code":
            return scene.code_try.attempt
        case "failed":
            return max(scene.code_try.attempt, scene.render_try.attempt)
        case "publish":
            return scene.publish_try.attempt
        case _:
            return scene.render_try.attempt


def _estimate(task: TaskState, now: datetime, history: History) -> datetime | None:
    """None once it has passed: a promise that was not kept helps nobody."""
    expected = history.completion(task)
    return None if expected is None or expected < now else expected


def _cut(error: str | None) -> str | None:
    return error[:_ERROR_LIMIT] if error else None
