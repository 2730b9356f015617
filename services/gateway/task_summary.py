"""What a list of tasks shows of each, and what is learned from it when it has ended."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from services.gateway.workflow.state import Stage, Status, TaskState
from shared.contracts.base import Name
from shared.contracts.request import Quality

Kind = Literal["generation", "edit"]

_TITLE_LIMIT = 120


class TaskSummary(BaseModel):
    """`stages` holds seconds, of a task that was completed in its first run."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    task_id: Name
    project_id: Name
    session_id: Name
    kind: Kind = "generation"
    status: Status
    title: str = Field(description="The video's, or the beginning of the prompt.")
    scene_count: int
    quality: Quality
    run: int = 1
    created_at: datetime
    ended_at: datetime | None = None
    video_seconds: float | None = None
    stages: dict[Stage, float] = {}

    @property
    def key(self) -> str:
        """In its bucket."""
        return f"{self.project_id}.{self.task_id}"


def summarize(task: TaskState) -> TaskSummary:
    learned = task.status == "completed" and task.run == 1
    return TaskSummary(
        task_id=task.task_id,
        project_id=task.project_id,
        session_id=task.session_id,
        status=task.status,
        title=task.title or task.request.content_prompt[:_TITLE_LIMIT],
        scene_count=task.request.scene_count,
        quality=task.request.render.quality,
        run=task.run,
        created_at=task.created_at,
        ended_at=task.ended_at,
        video_seconds=task.duration if learned else None,
        stages=_seconds(task) if learned else {},
    )


def _seconds(task: TaskState) -> dict[str, float]:
    return {
        stage: round((span.finished_at - span.started_at).total_seconds(), 3)
        for stage, span in task.spans.items()
        if span.finished_at is not None
    }
