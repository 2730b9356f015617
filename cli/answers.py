"""What the command line reads of the API's answers; everything else in them is ignored."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class SceneStatus(Answer):
    number: int
    title: str | None = None
    state: str
    attempt: int | None = None
    progress: int = 0
    frames_done: int | None = None
    frames_total: int | None = None
    current_animation: str | None = None
    error: str | None = None


class TaskStatus(Answer):
    task_id: str
    status: Literal["queued", "progress", "completed", "failed", "cancelled"]
    progress: int = 0
    message: str | None = None
    current_step: str | None = None
    error: str | None = None
    scenes: tuple[SceneStatus, ...] = ()

    @property
    def final(self) -> bool:
        return self.status in ("completed", "failed", "cancelled")


class SceneResult(Answer):
    scene_number: int
    title: str = ""
    duration: float | None = None
    status: str = ""
    s3_video_url: str | None = None
    s3_source_url: str | None = None
    s3_subtitle_url: str | None = None
    error_message: str | None = None


class VideoResult(Answer):
    scenes: tuple[SceneResult, ...] = ()
    total_duration: float | None = None
    s3_combined_video_url: str | None = None
    s3_subtitle_url: str | None = None
    authored_by: str | None = None
