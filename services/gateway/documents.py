"""What clients are answered: the response bodies of the video-generation routes."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from shared.contracts.code import RejectionKind
from shared.contracts.finding import Finding
from shared.contracts.plan import AuthoredBy
from shared.contracts.usage import Usage

TaskStatusName = Literal["queued", "progress", "completed", "failed", "cancelled"]
StepState = Literal["pending", "running", "completed", "failed", "cancelled", "skipped"]
SceneState = Literal[
    "queued", "generating_code", "rendering", "uploading", "ready", "error", "cancelled"
]

_TASK_ID = "01976b1e-9c4d-7a52-8f3e-2d6c5b4a3f21"


class GenerationAccepted(BaseModel):
    task_id: str = Field(examples=[_TASK_ID])
    project_id: str
    session_id: str
    status: Literal["queued"] = "queued"
    message: str = Field(examples=["Video generation started for 3 scenes"])
    estimated_duration_minutes: int
    created_at: datetime


class StepProgressDocument(BaseModel):
    """One of the six steps. Times and attempt are null where they are not known."""

    number: int
    name: str = Field(examples=["render_scenes"])
    title: str = Field(examples=["Write and render the scenes"])
    state: StepState
    started_at: datetime | None = None
    finished_at: datetime | None = None
    attempt: int | None = None
    usage: Usage | None = None


class RepairDocument(BaseModel):
    """What a scene's programs have used of their budgets.

    `rejected_as` names what was wrong with each of the last ones, oldest first.
    """

    rounds: int
    max_rounds: int
    tokens: int
    max_tokens: int
    seconds: float = Field(description="Of the model's time and of CPU.")
    max_seconds: float
    rejected_as: list[RejectionKind]


class SceneProgressDocument(BaseModel):
    """One scene. `progress` in percent; frames are those of the attempt that is rendering."""

    scene_id: str
    number: int
    title: str | None = None
    state: SceneState
    attempt: int | None = None
    progress: int = Field(ge=0, le=100)
    frames_done: int | None = None
    frames_total: int | None = None
    current_animation: str | None = None
    error: str | None = Field(default=None, description="Why the last attempt failed.")
    findings: list[Finding] = Field(
        default_factory=list, description="What is wrong with the looks of the video."
    )
    repair: RepairDocument | None = None
    usage: dict[str, Usage] = Field(default_factory=dict, description="By step.")


class SceneResult(BaseModel):
    scene_id: str
    scene_number: int
    title: str
    duration: float | None = Field(default=None, description="Seconds.")
    status: Literal["completed", "failed"]
    s3_video_url: str | None = None
    s3_source_url: str | None = None
    s3_thumbnail_url: str | None = None
    s3_subtitle_url: str | None = None
    error_message: str | None = None
    render_attempts: int
    version: int | None = None
    authored_by: AuthoredBy | None = None


class GenerationResult(BaseModel):
    """`status` is `partial` when some scenes failed and `on_scene_failure` allowed it."""

    project_id: str
    session_id: str
    status: Literal["completed", "partial"]
    title: str
    scene_count: int
    scenes: list[SceneResult]
    total_duration: float = Field(description="Seconds.")
    s3_combined_video_url: str
    s3_manifest_url: str | None = None
    s3_subtitle_url: str | None = None
    convex_session_id: str | None = None
    authored_by: AuthoredBy | None = None
    version: int | None = None
    usage: Usage
    metadata: dict[str, Any] | None = None
    generation_time_seconds: float
    completed_at: datetime


class TaskStatus(BaseModel):
    task_id: str = Field(examples=[_TASK_ID])
    status: TaskStatusName
    progress: int = Field(ge=0, le=100, description="Percent of this run; never falls in it.")
    message: str = Field(examples=["Rendering scene 2 of 3: Plot of the parabola"])
    current_step: str | None = None
    total_steps: int
    estimated_completion: datetime | None = None
    project_id: str
    session_id: str
    scene_id: str | None = None
    result: GenerationResult | None = None
    error: str | None = None
    steps: list[StepProgressDocument]
    scenes: list[SceneProgressDocument]
    authored_by: AuthoredBy | None = None
    cancel_requested: bool
    run: int = Field(default=1, ge=1, description="Counts the retries, from 1.")
    deadline: datetime | None = Field(
        default=None, description="When it is cancelled, if it was asked for by `Cancel-After`."
    )
    usage: Usage
    metadata: dict[str, Any] | None = None
    trace_id: str | None = None
    created_at: datetime
    updated_at: datetime


class ListedTask(BaseModel):
    """One line of the list; `title` is the video's, or the beginning of the prompt."""

    task_id: str = Field(examples=[_TASK_ID])
    project_id: str
    session_id: str
    kind: Literal["generation", "edit"]
    status: TaskStatusName
    title: str
    scene_count: int
    run: int
    created_at: datetime
    ended_at: datetime | None = None


class TaskPage(BaseModel):
    tasks: list[ListedTask]
    next_cursor: str | None = Field(
        default=None, description="Send it as `cursor` for the next page; null on the last one."
    )


class TaskResult(BaseModel):
    task_id: str
    status: Literal["completed"] = "completed"
    result: GenerationResult
    completed_at: datetime


class ResultPending(BaseModel):
    """There is no result yet: ask again after `Retry-After` seconds."""

    task_id: str
    status: TaskStatusName
    progress: int = Field(ge=0, le=100)
    message: str


class CancellationAccepted(BaseModel):
    task_id: str
    message: str = "Task cancellation requested"
    status: Literal["cancelled"] = "cancelled"


class RetryAccepted(BaseModel):
    """The same task goes on; `run` counts how often it was begun."""

    task_id: str = Field(examples=[_TASK_ID])
    project_id: str
    session_id: str
    scene_id: str | None = Field(default=None, description="If only one scene is tried again.")
    run: int = Field(ge=2)
    status: Literal["progress"] = "progress"
    message: str = Field(examples=["Scene 2 is tried again (run 2)"])


class ComponentHealth(BaseModel):
    """`waiting` requests for work, `working` on so many messages, `queued` ones nobody has."""

    status: Literal["healthy", "unavailable"]
    waiting: int | None = None
    working: int | None = None
    queued: int | None = None


class Health(BaseModel):
    status: Literal["healthy", "degraded"]
    service: Literal["video-generation"] = "video-generation"
    message: str
    components: dict[str, ComponentHealth]


class TaskEvent(BaseModel):
    """The data of a durable event of the stream; members that do not apply are left out."""

    type: str
    task_id: str
    at: datetime
    step: str
    scene_number: int | None = None
    attempt: int
    status: str | None = None
    title: str | None = None
    scene_count: int | None = None
    scene_titles: list[str] | None = None
    authored_by: AuthoredBy | None = None
    duration: float | None = None
    frames: int | None = None
    version: int | None = None
    video_url: str | None = None
    database: str | None = None
    reason: str | None = None
    error: str | None = None
    line: int | None = None
