"""What workers answer: a valid event for every command, without any of the work."""

from datetime import UTC, datetime
from typing import Any

from shared.contracts.artifact import Artifact, PublishedFile
from shared.contracts.base import Command, Event
from shared.contracts.code import SceneWritten, WriteScene
from shared.contracts.job import JobCommand, JobRequested
from shared.contracts.plan import (
    ImplementScenes,
    PlanVideo,
    SceneImplementation,
    SceneOutline,
    ScenesImplemented,
    VideoPlanned,
)
from shared.contracts.publish import (
    PublishScene,
    PublishVideo,
    ScenePublished,
    SessionSynced,
    SyncSession,
    VideoPublished,
)
from shared.contracts.render import (
    CombineScenes,
    RenderScene,
    SceneRejected,
    SceneRendered,
    ScenesCombined,
)
from shared.contracts.request import VideoGenerationRequest
from shared.contracts.task import FailureReason, GenerationRequested, StepFailed
from shared.contracts.usage import Usage

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def requested(task_id: str = "t1", *, scenes: int = 2, **request: Any) -> GenerationRequested:
    """The accepted request; `render_config` and other fields of the body as keywords."""
    body = {"project_id": "p1", "content_prompt": "Explain the circle", "scene_count": scenes}
    return GenerationRequested(
        task_id=task_id,
        project_id="p1",
        session_id="s1",
        request=VideoGenerationRequest.model_validate(body | request),
    )


def job_requested(command: JobCommand | None = None, **fields: Any) -> JobRequested:
    """The accepted request of a job: a render of scene 1, unless another command is given."""
    if command is None:
        ids = {"task_id": "j1", "project_id": "p1", "session_id": "s1", "scene_number": 1}
        command = RenderScene(**ids, code="class A(Scene): ...")
    return JobRequested(
        task_id=command.task_id,
        project_id=command.project_id,
        session_id=command.session_id,
        topic="The circle",
        command=command,
        **fields,
    )


def success(command: Command) -> Event:
    """The event that a worker answers when everything is well."""
    ids = _ids(command)
    match command:
        case PlanVideo():
            return VideoPlanned(
                **ids,
                title="The circle",
                scenes=tuple(
                    SceneOutline(number=number, title=f"Scene {number}")
                    for number in range(1, command.scene_count + 1)
                ),
                outline="<plan/>",
                authored_by="model",
                usage=Usage(model="planner", input_tokens=10, output_tokens=5),
            )
        case ImplementScenes():
            return ScenesImplemented(
                **ids,
                scenes=tuple(
                    SceneImplementation(
                        number=scene.number, storyboard="s", technical="t", narration="n"
                    )
                    for scene in command.scenes
                ),
            )
        case WriteScene():
            code = f"# {command.subject}"
            return SceneWritten(
                **ids, code=code, authored_by="model", usage=Usage(model="coder", output_tokens=7)
            )
        case RenderScene():
            return SceneRendered(
                **ids,
                duration=1.5,
                frames=45,
                width=854,
                height=480,
                fps=30,
                artifacts=(_artifact(command, "video.mp4"), _artifact(command, "captions.vtt")),
                usage=Usage(cpu_seconds=0.25),
            )
        case PublishScene():
            return ScenePublished(
                **ids, version=1, files=tuple(_published(file) for file in command.artifacts)
            )
        case CombineScenes():
            return ScenesCombined(
                **ids,
                duration=sum(part.duration for part in command.inputs),
                reencoded=False,
                artifacts=(_artifact(command, "combined.mp4"),),
            )
        case PublishVideo():
            return VideoPublished(
                **ids, version=1, files=tuple(_published(file) for file in command.artifacts)
            )
        case SyncSession():
            return SessionSynced(**ids, database="skipped")
    raise AssertionError(f"no answer to {type(command).__name__}")


def failure(
    command: Command,
    reason: FailureReason = "unavailable",
    *,
    error: str = "it failed",
    retry_after: float | None = None,
) -> StepFailed:
    return StepFailed.model_validate(
        _ids(command)
        | {"failed_step": command.step, "reason": reason, "error": error}
        | {"retry_after_seconds": retry_after}
    )


def rejection(command: Command, *, error: str = "NameError: name 'Circl'") -> SceneRejected:
    return SceneRejected(**_ids(command), kind="runtime", error=error, line=3, context="3: Circl()")


def _ids(command: Command) -> dict[str, Any]:
    return {
        "task_id": command.task_id,
        "scene_number": command.scene_number,
        "attempt": command.attempt,
    }


def _artifact(command: Command, name: str) -> Artifact:
    return Artifact(
        name=name,
        content_type="video/mp4",
        size=1,
        sha256="0" * 64,
        key=f"artifacts/{command.identity}/{name}",
    )


def _published(file: Artifact) -> PublishedFile:
    return PublishedFile(**file.model_dump(), url=f"http://files/{file.key}")
