"""The six steps of a generation as clients know them, told from the workflow's stages."""

from datetime import datetime

from services.gateway.documents import StepProgressDocument, StepState
from services.gateway.reports import LastReports
from services.gateway.workflow.state import SceneState, Span, TaskState
from shared.contracts.usage import Usage

NAMES = (
    ("plan_scenes", "Plan the scenes"),
    ("implement_scenes", "Write the implementation plans"),
    ("render_scenes", "Write and render the scenes"),
    ("upload_scenes", "Upload the scenes"),
    ("combine_scenes", "Combine the scenes"),
    ("finalize", "Finalise and sync the database"),
)
RENDER, UPLOAD, FINALIZE = 3, 4, 6

_STEP_OF = {
    "planning": 1,
    "implementing": 2,
    "scenes": RENDER,
    "combining": 5,
    "publishing": FINALIZE,
    "syncing": FINALIZE,
}
_ORDER = {stage: position for position, stage in enumerate(_STEP_OF)}


def current(task: TaskState) -> int:
    """1..6: where the task is, or was when it ended."""
    stage = task.stage if not task.final else max(task.spans, key=lambda name: _ORDER[name])
    step = _STEP_OF[stage]
    if step == RENDER and all(_rendered(scene) for scene in task.scenes):
        return UPLOAD
    return step


def describe(task: TaskState, reports: LastReports) -> list[StepProgressDocument]:
    now = current(task)
    begun = task.status != "queued" or bool(reports)
    documents = []
    for number, (name, title) in enumerate(NAMES, start=1):
        state = _state(task, number, now) if begun else "pending"
        started, finished = _times(task, number)
        touched = state not in ("pending", "skipped")
        documents.append(
            StepProgressDocument(
                number=number,
                name=name,
                title=title,
                state=state,
                started_at=started if touched else None,
                finished_at=finished if touched else None,
                attempt=_attempt(task, number, now) if touched else None,
                usage=_usage(task, number),
            )
        )
    return documents


def _state(task: TaskState, number: int, now: int) -> StepState:
    if task.status == "completed" or number < now:
        return "completed"
    if task.status in ("failed", "cancelled"):
        return task.status if number == now else "skipped"
    if number == now:
        return "running"
    # The first scenes are uploaded while the last ones are drawn.
    if number == UPLOAD and any(_rendered(scene) for scene in task.scenes):
        return "running"
    return "pending"


def _times(task: TaskState, number: int) -> tuple[datetime | None, datetime | None]:
    match number:
        case 1:
            first = last = task.spans.get("planning")
        case 2:
            first = last = task.spans.get("implementing")
        case 3:
            first = last = task.spans.get("scenes")
        case 4:
            # Only the end of the whole stage is known: uploads begin scene by scene.
            first, last = None, task.spans.get("scenes")
        case 5:
            first = last = task.spans.get("combining")
        case _:
            first, last = task.spans.get("publishing"), task.spans.get("syncing")
            if task.final and last is None:
                last = first
    return _started(first), last.finished_at if last else None


def _started(span: Span | None) -> datetime | None:
    return span.started_at if span else None


def _attempt(task: TaskState, number: int, now: int) -> int | None:
    if number == RENDER:
        return max(max(scene.render_try.attempt, scene.code_try.attempt) for scene in task.scenes)
    if number == UPLOAD:
        return max(scene.publish_try.attempt for scene in task.scenes)
    return task.current.attempt if number == now else None


def _usage(task: TaskState, number: int) -> Usage | None:
    """Of the steps that cost something; the third one's is that of all its scenes."""
    if number == RENDER:
        used = [usage for scene in task.scenes for usage in scene.spent.values()]
        return sum(used, Usage()) if used else None
    return task.spent.get({1: "plan", 2: "implement", 5: "combine"}.get(number, ""))


def _rendered(scene: SceneState) -> bool:
    return scene.stage in ("publish", "done", "failed")
