"""Commands and staged files for tests of publishing."""

import hashlib
from typing import Any

from services.assets.keys import Layout
from services.assets.settings import S3Settings
from shared.contracts.artifact import Artifact, FileDescription, GrantUploads
from shared.contracts.publish import PublishScene, PublishVideo, ScenePart
from shared.contracts.request import StorageOptions

CODE = "class Scene1(Scene):\n    def construct(self):\n        self.wait()\n"
SCENE_BODIES = {
    "video.mp4": b"\x00\x00\x00\x18ftypmp42" + b"scene" * 2000,
    "thumbnail.png": b"\x89PNG\r\n\x1a\n" + b"thumbnail" * 100,
    "captions.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n",
    "captions.srt": b"1\n00:00:00,000 --> 00:00:01,000\nHello\n",
}
VIDEO_BODIES = {
    "combined.mp4": b"\x00\x00\x00\x18ftypmp42" + b"combined" * 2000,
    "captions.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n",
}
TYPES = {"mp4": "video/mp4", "png": "image/png", "vtt": "text/vtt", "srt": "application/x-subrip"}


def s3_settings(**fields: Any) -> S3Settings:
    """Settings that do not look at the environment's buckets."""
    return S3Settings(**{"bucket": "bucket", "base_prefix": "", **fields})


def description(name: str, body: bytes) -> FileDescription:
    return FileDescription(
        name=name,
        content_type=TYPES[name.rsplit(".", 1)[-1]],
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
    )


def uploads(
    task_id: str, scene: int | None, bodies: dict[str, bytes], attempt: int = 1
) -> GrantUploads:
    return GrantUploads(
        task_id=task_id,
        scene_number=scene,
        step="combine" if scene is None else "render",
        attempt=attempt,
        files=tuple(description(name, body) for name, body in bodies.items()),
    )


def staged(layout: Layout, request: GrantUploads) -> tuple[Artifact, ...]:
    """The artifacts as a grant would name them."""
    return tuple(
        Artifact(**file.model_dump(), key=layout.reference(layout.staging(request, file.name)))
        for file in request.files
    )


def publish_scene_command(
    artifacts: tuple[Artifact, ...],
    *,
    task_id: str = "task-1",
    project_id: str = "project",
    number: int = 1,
    attempt: int = 1,
    code: str = CODE,
    storage: StorageOptions | None = None,
) -> PublishScene:
    return PublishScene(
        task_id=task_id,
        project_id=project_id,
        session_id="session",
        scene_number=number,
        attempt=attempt,
        title="A scene",
        duration=2.5,
        code=code,
        artifacts=artifacts,
        storage=storage or StorageOptions(),
    )


def publish_video_command(
    artifacts: tuple[Artifact, ...],
    parts: tuple[ScenePart, ...] = (),
    *,
    task_id: str = "task-1",
    project_id: str = "project",
) -> PublishVideo:
    return PublishVideo(
        task_id=task_id,
        project_id=project_id,
        session_id="session",
        title="A video",
        prompt="Explain the theorem of Pythagoras — π included",
        authored_by="offline-lesson",
        duration=5.0,
        scenes=parts,
        artifacts=artifacts,
    )
