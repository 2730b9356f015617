"""state + event -> state. The whole story of a task is in this file."""

from datetime import datetime, timedelta

from services.gateway.workflow.accounts import charged
from services.gateway.workflow.looks import last_resort
from services.gateway.workflow.outstanding import VIDEO
from services.gateway.workflow.repair import exhausted, rejected
from services.gateway.workflow.retry import retried
from services.gateway.workflow.stages import admitted, ended, enter, settled
from services.gateway.workflow.state import SceneState, Span, TaskState, Try
from shared.contracts.base import StepName
from shared.contracts.catalogue import AnyEvent
from shared.contracts.code import SceneWritten
from shared.contracts.plan import ScenesImplemented, VideoPlanned
from shared.contracts.publish import ScenePublished, SessionSynced, VideoPublished
from shared.contracts.render import SceneRejected, SceneRendered, ScenesCombined
from shared.contracts.task import (
    CancellationRequested,
    DeadlinePassed,
    GenerationRequested,
    RetryRequested,
    StepFailed,
    TaskAdmitted,
    TaskEnded,
)

OUTAGE_BUDGET = 8
"""Attempts lost to infrastructure before a step gives up: about six minutes of outage."""

CRASH_BUDGET = 2
"""Of these, attempts that killed their worker or raised to the last: the bus has repeated each."""

_LONGEST_PAUSE = 120.0
_ERROR_LIMIT = 4_000


def begin(event: GenerationRequested, at: datetime, *, trace_id: str | None = None) -> TaskState:
    """The state that an accepted request creates."""
    task = TaskState(
        task_id=event.task_id,
        project_id=event.project_id,
        session_id=event.session_id,
        request=event.request,
        deadline=event.deadline,
        admission="waiting" if event.queues else "open",
        spans={"planning": Span(started_at=at)},
        trace_id=trace_id,
        created_at=at,
        updated_at=at,
    )
    return settled(task)


def reduce(task: TaskState, event: AnyEvent, at: datetime) -> TaskState:
    """The task after the event; the same task when the event is not one that it waits for.

    `at` is when the event was stored, so that replays give the same state.
    """
    if isinstance(event, RetryRequested):
        return retried(task, event, at)
    if task.final or isinstance(event, GenerationRequested | TaskEnded):
        return task
    if isinstance(event, CancellationRequested | DeadlinePassed):
        return _cancelled(task, event, at)
    if isinstance(event, TaskAdmitted):
        return admitted(task, event, at)
    if f"cmd.{event.identity}" not in task.open:
        return task
    task = charged(task.but(status="progress", updated_at=at), event)
    changed = _video_event(task, event, at)
    return settled(changed)


def _cancelled(
    task: TaskState, event: CancellationRequested | DeadlinePassed, at: datetime
) -> TaskState:
    if event.attempt != task.run:
        return task
    if isinstance(event, CancellationRequested):
        return ended(task.but(cancel_requested=True), "cancelled", at)
    late = f"it was not finished by its deadline, {event.deadline:%Y-%m-%d %H:%M:%S} UTC"
    return ended(task, "cancelled", at, error=late)


def _video_event(task: TaskState, event: AnyEvent, at: datetime) -> TaskState:
    match event:
        case VideoPlanned():
            return _planned(task, event, at)
        case ScenesImplemented():
            return _implemented(task, event, at)
        case ScenesCombined():
            combined = task.but(combined=event.artifacts, duration=event.duration)
            return enter(combined, "publishing", at)
        case VideoPublished():
            return enter(task.but(version=event.version, files=event.files), "syncing", at)
        case SessionSynced():
            synced = task.but(database=event.database, convex_session_id=event.convex_session_id)
            return ended(synced, "completed", at)
        case StepFailed() if event.scene_number is None:
            tried, hopeless = _failed_try(task.current, event, task.request.render.max_retries, at)
            task = task.but(current=tried)
            return ended(task, "failed", at, error=_because(event)) if hopeless else task
        case _:
            assert event.scene_number is not None
            scene = _scene_event(task, task.scene(event.scene_number), event, at)
            return _gathered(task.with_scene(scene), at)


def _planned(task: TaskState, event: VideoPlanned, at: datetime) -> TaskState:
    wanted = task.request.scene_count
    if [scene.number for scene in event.scenes] != list(range(1, wanted + 1)):
        wrong = f"the plan must have scenes 1 to {wanted}, it has {len(event.scenes)}"
        return _video_event(task, _invalid(event, "plan", wrong), at)
    scenes = tuple(SceneState(outline=outline) for outline in event.scenes)
    planned = task.but(
        title=event.title,
        outline=event.outline,
        authored_by=event.authored_by,
        scenes=scenes,
    )
    return enter(planned, "implementing", at)


def _implemented(task: TaskState, event: ScenesImplemented, at: datetime) -> TaskState:
    plans = {plan.number: plan for plan in event.scenes}
    lacking = [scene.number for scene in task.scenes if scene.number not in plans]
    if lacking:
        wrong = f"scenes without an implementation: {lacking}"
        return _video_event(task, _invalid(event, "implement", wrong), at)
    scenes = tuple(
        scene.but(implementation=plans[scene.number], stage="code") for scene in task.scenes
    )
    return enter(task.but(scenes=scenes), "scenes", at)


def _scene_event(task: TaskState, scene: SceneState, event: AnyEvent, at: datetime) -> SceneState:
    budget = task.request.render.max_retries
    match event:
        case SceneWritten():
            return scene.but(
                stage="render",
                findings=(),
                code=event.code,
                authored_by=event.authored_by,
                render_try=_next(scene.render_try),
            )
        case SceneRendered():
            return scene.but(
                stage="publish",
                duration=event.duration,
                staged=event.artifacts,
                findings=event.findings,
                rejected=None,
                error=None,
            )
        case SceneRejected():
            return _sent_back(task, scene.but(repairs=scene.repairs + 1), event)
        case ScenePublished():
            if VIDEO not in (file.name for file in event.files):
                return _scene_event(task, scene, _invalid(event, "publish", f"no {VIDEO}"), at)
            return scene.but(stage="done", version=event.version, files=event.files)
        case StepFailed(failed_step="code"):
            tried, hopeless = _failed_try(scene.code_try, event, budget - scene.repairs, at)
            scene = scene.but(code_try=tried, error=_because(event))
            if event.reason == "invalid":
                scene = rejected(
                    scene,
                    attempt=event.attempt,
                    error=event.error,
                    kind=event.kind,
                    line=event.line,
                    code=event.code,
                )
                hopeless = hopeless or exhausted(scene, task.request) is not None
            return last_resort(scene) if hopeless else scene
        case StepFailed(failed_step="render"):
            tried, hopeless = _failed_try(scene.render_try, event, budget, at)
            scene = scene.but(render_try=tried, error=_because(event))
            return scene.but(stage="failed") if hopeless else scene
        case StepFailed():
            tried, hopeless = _failed_try(scene.publish_try, event, budget, at)
            scene = scene.but(publish_try=tried, error=_because(event))
            return scene.but(stage="failed") if hopeless else scene
        case _:
            return scene


def _sent_back(task: TaskState, scene: SceneState, event: SceneRejected) -> SceneState:
    """The program was at fault: back to the coder, as often as the budgets allow."""
    where = f"\n{event.context}" if event.context else ""
    error = f"{event.kind}: {event.error}{where}"[:_ERROR_LIMIT]
    attempt = scene.code_try.attempt
    scene = rejected(
        scene, attempt=attempt, error=error, kind=event.kind, line=event.line, code=scene.code
    ).but(error=error)
    if event.kind == "layout":
        scene = scene.but(shown_anyway=scene.code)
    if exhausted(scene, task.request) is not None:
        return last_resort(scene)
    return scene.but(stage="code", code_try=_next(scene.code_try))


def _gathered(task: TaskState, at: datetime) -> TaskState:
    """Once every scene is final: on to the combine, or the end."""
    if not all(scene.final for scene in task.scenes):
        return task
    failed = [scene for scene in task.scenes if scene.stage == "failed"]
    if not failed:
        return enter(task, "combining", at)
    if len(failed) < len(task.scenes) and task.request.on_scene_failure == "partial":
        return enter(task, "combining", at)
    first = failed[0]
    attempts = f"after {first.render_try.attempt} renders and {first.code_try.attempt} programs"
    return ended(task, "failed", at, error=f"scene {first.number} {attempts}: {first.error}")


def _failed_try(tried: Try, event: StepFailed, budget: int, at: datetime) -> tuple[Try, bool]:
    """The next attempt, and whether there is no sense in one."""
    error = event.error[:_ERROR_LIMIT]
    if event.reason == "refused":
        return tried.but(error=error), True
    if event.reason == "invalid":
        tried = tried.but(invalid=tried.invalid + 1, error=error, not_before=None)
        return (tried, True) if tried.invalid > budget else (_next(tried), False)
    tried = tried.but(outages=tried.outages + 1)
    if event.reason in ("crashed", "lost"):
        tried = tried.but(crashes=tried.crashes + 1)
    if tried.outages > OUTAGE_BUDGET or tried.crashes > CRASH_BUDGET:
        return tried.but(error=error), True
    pause = min(_LONGEST_PAUSE, max(2.0**tried.outages, event.retry_after_seconds or 0))
    return _next(tried).but(not_before=at + timedelta(seconds=pause)), False


def _invalid(event: AnyEvent, step: StepName, error: str) -> StepFailed:
    """What an answer amounts to that nothing can be made of."""
    return StepFailed(
        task_id=event.task_id,
        scene_number=event.scene_number,
        attempt=event.attempt,
        failed_step=step,
        reason="invalid",
        error=error,
    )


def _next(tried: Try) -> Try:
    return tried.but(attempt=tried.attempt + 1, not_before=None)


def _because(event: StepFailed) -> str:
    return f"{event.failed_step} attempt {event.attempt} ({event.reason}): {event.error}"[
        :_ERROR_LIMIT
    ]
