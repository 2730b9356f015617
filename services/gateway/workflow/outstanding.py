"""Which commands a task waits for, derived from its state alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from services.gateway.workflow.looks import gate
from services.gateway.workflow.state import SceneState, TaskState, Try
from shared.contracts.artifact import Artifact, PublishedFile
from shared.contracts.base import Command
from shared.contracts.code import WriteScene
from shared.contracts.plan import ImplementScenes, PlanVideo
from shared.contracts.publish import PublishScene, PublishVideo, ScenePart, SyncSession
from shared.contracts.render import CombineInput, CombineScenes, RenderScene

VIDEO = "video.mp4"
"""The file of a published scene without which there is nothing to combine."""


@dataclass(frozen=True)
class Outstanding:
    """A command that is wanted, at once or not before a time."""

    command: Command
    not_before: datetime | None = None


def outstanding(task: TaskState) -> list[Outstanding]:
    """Empty for a task that has ended or not been admitted yet; otherwise never empty, or the task
    would wait for ever."""
    if task.final or task.admission == "waiting":
        return []
    if task.stage == "scenes":
        return [
            Outstanding(command, attempt.not_before)
            for scene in task.scenes
            for command, attempt in _scene_commands(task, scene)
        ]
    return [Outstanding(_video_command(task), task.current.not_before)]


def _video_command(task: TaskState) -> Command:
    request = task.request
    ids = {
        "task_id": task.task_id,
        "project_id": task.project_id,
        "session_id": task.session_id,
        "attempt": task.current.attempt,
    }
    match task.stage:
        case "planning":
            return PlanVideo(
                **ids,
                prompt=request.content_prompt,
                scene_count=request.scene_count,
                language=request.language,
                max_scene_duration=request.render.max_scene_duration,
                template=request.template,
                models=request.models,
                last_error=task.current.error,
            )
        case "implementing":
            return ImplementScenes(
                **ids,
                prompt=request.content_prompt,
                scenes=tuple(scene.outline for scene in task.scenes),
                language=request.language,
                template=request.template,
                models=request.models,
                last_error=task.current.error,
            )
        case "combining":
            return CombineScenes(
                **ids,
                inputs=tuple(_combine_input(scene) for scene in _delivered(task)),
                use_hardware_acceleration=request.render.use_hardware_acceleration,
            )
        case "publishing":
            return PublishVideo(
                **ids,
                title=task.title,
                prompt=request.content_prompt,
                authored_by=task.authored_by or "model",
                duration=task.duration or 0,
                scenes=tuple(_part(scene) for scene in _delivered(task)),
                prompt_versions=task.prompt_versions,
                artifacts=task.combined,
                storage=request.storage,
            )
        case _:
            return SyncSession(
                **ids,
                title=task.title,
                prompt=request.content_prompt,
                duration=task.duration or 0,
                scenes=tuple(_part(scene) for scene in _delivered(task)),
                files=task.files,
                metadata=request.metadata,
            )


def _scene_commands(task: TaskState, scene: SceneState) -> Iterator[tuple[Command, Try]]:
    request = task.request
    ids = {
        "task_id": task.task_id,
        "project_id": task.project_id,
        "session_id": task.session_id,
        "scene_number": scene.number,
    }
    if scene.stage == "code" and scene.implementation is not None:
        yield (
            WriteScene(
                **ids,
                attempt=scene.code_try.attempt,
                topic=task.title or request.content_prompt[:200],
                outline=scene.outline,
                implementation=scene.implementation,
                max_scene_duration=request.render.max_scene_duration,
                language=request.language,
                models=request.models,
                rejected=scene.rejected,
            ),
            scene.code_try,
        )
    elif scene.stage == "render" and scene.code is not None:
        yield (
            RenderScene(
                **ids,
                attempt=scene.render_try.attempt,
                title=scene.outline.title,
                code=scene.code,
                options=request.render,
                layout=gate(scene, request),
            ),
            scene.render_try,
        )
    elif scene.stage == "publish" and scene.code is not None:
        yield (
            PublishScene(
                **ids,
                attempt=scene.publish_try.attempt,
                title=scene.outline.title,
                duration=scene.duration or 0,
                code=scene.code,
                artifacts=scene.staged,
                storage=request.storage,
            ),
            scene.publish_try,
        )


def _delivered(task: TaskState) -> list[SceneState]:
    return [scene for scene in task.scenes if scene.stage == "done"]


def _combine_input(scene: SceneState) -> CombineInput:
    return CombineInput(
        scene_number=scene.number,
        title=scene.outline.title,
        duration=scene.duration or 0,
        video=_stored(file_named(scene.files, VIDEO)),
        captions=_stored_or_none(scene.files, "captions.vtt"),
    )


def _part(scene: SceneState) -> ScenePart:
    return ScenePart(
        scene_number=scene.number,
        title=scene.outline.title,
        duration=scene.duration or 0,
        version=scene.version or 1,
        files=scene.files,
    )


def file_named(files: tuple[PublishedFile, ...], name: str) -> PublishedFile:
    return next(file for file in files if file.name == name)


def _stored_or_none(files: tuple[PublishedFile, ...], name: str) -> Artifact | None:
    return next((_stored(file) for file in files if file.name == name), None)


def _stored(file: PublishedFile) -> Artifact:
    return Artifact.model_validate(file.model_dump())
