"""Events as clients see them: small, without programs and without a model's raw words."""

from datetime import datetime
from typing import Any

from services.gateway.documents import TaskEvent
from services.gateway.projection import url_of
from shared.contracts.catalogue import AnyEvent
from shared.contracts.code import SceneWritten
from shared.contracts.plan import ScenesImplemented, VideoPlanned
from shared.contracts.publish import ScenePublished, SessionSynced, VideoPublished
from shared.contracts.render import SceneRejected, SceneRendered, ScenesCombined
from shared.contracts.task import (
    DeadlinePassed,
    GenerationRequested,
    RetryRequested,
    StepFailed,
    TaskEnded,
)

_ERROR_LIMIT = 300


def public(event: AnyEvent, at: datetime) -> TaskEvent:
    """`at` is when the event was stored."""
    return TaskEvent(
        type=event.type,
        task_id=event.task_id,
        at=at,
        step=event.failed_step if isinstance(event, StepFailed) else event.step,
        scene_number=event.scene if isinstance(event, RetryRequested) else event.scene_number,
        attempt=event.attempt,
        **_particulars(event),
    )


def _particulars(event: AnyEvent) -> dict[str, Any]:
    match event:
        case GenerationRequested():
            return {"status": "queued", "scene_count": event.request.scene_count}
        case VideoPlanned():
            return {
                "title": event.title,
                "scene_count": len(event.scenes),
                "scene_titles": [scene.title for scene in event.scenes],
                "authored_by": event.authored_by,
            }
        case ScenesImplemented():
            return {"scene_count": len(event.scenes)}
        case SceneWritten():
            return {"authored_by": event.authored_by}
        case SceneRendered():
            return {"duration": event.duration, "frames": event.frames}
        case SceneRejected():
            return {"reason": event.kind, "error": _first_line(event.error), "line": event.line}
        case ScenePublished():
            return {"version": event.version, "video_url": url_of(event.files, "video.mp4")}
        case ScenesCombined():
            return {"duration": event.duration}
        case VideoPublished():
            return {"version": event.version, "video_url": url_of(event.files, "combined.mp4")}
        case SessionSynced():
            return {"database": event.database}
        case StepFailed():
            return {"reason": event.reason, "error": _first_line(event.error)}
        case RetryRequested():
            return {"status": "progress"}
        case DeadlinePassed():
            return {"reason": "deadline"}
        case TaskEnded():
            return {"status": event.status, "error": _first_line(event.error)}
        case _:
            return {}


def _first_line(error: str | None) -> str | None:
    # Later lines of an error quote the program.
    lines = (error or "").strip().splitlines()
    return lines[0][:_ERROR_LIMIT] if lines else None
