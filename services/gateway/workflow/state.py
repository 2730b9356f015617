"""What is known of a task: one document, stored whole."""

from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict

from shared.contracts.artifact import Artifact, PublishedFile
from shared.contracts.base import Name
from shared.contracts.code import RejectedAttempt
from shared.contracts.finding import Finding
from shared.contracts.plan import AuthoredBy, SceneImplementation, SceneOutline
from shared.contracts.request import VideoGenerationRequest
from shared.contracts.usage import Usage

Stage = Literal["planning", "implementing", "scenes", "combining", "publishing", "syncing", "ended"]
Status = Literal["queued", "progress", "completed", "failed", "cancelled"]
Admission = Literal["open", "waiting", "admitted"]
SceneStage = Literal["waiting", "code", "render", "publish", "done", "failed"]


class State(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    def but(self, **changes: Any) -> Self:
        """A copy with these fields changed."""
        return self.model_copy(update=changes)


class Try(State):
    """Where a step stands: its current attempt and what went wrong so far.

    `invalid` counts wrong work (the model's, the program's), `outages` what was nobody's fault,
    `crashes` the outages that may well happen again;
    each has its own budget. `not_before` delays the current attempt after an outage.
    """

    attempt: int = 1
    invalid: int = 0
    outages: int = 0
    crashes: int = 0
    not_before: datetime | None = None
    error: str | None = None


class Span(State):
    """When a stage began and ended."""

    started_at: datetime
    finished_at: datetime | None = None


class SceneState(State):
    """One scene's way from its outline to its published video.

    `shown_anyway` is the last program that was rejected for its looks alone; `findings` are what is
    wrong with the looks of the video.
    """

    outline: SceneOutline
    implementation: SceneImplementation | None = None
    stage: SceneStage = "waiting"
    code_try: Try = Try()
    render_try: Try = Try(attempt=0)
    publish_try: Try = Try()
    repairs: int = 0
    code: str | None = None
    authored_by: AuthoredBy | None = None
    rejected: RejectedAttempt | None = None
    spent: dict[str, Usage] = {}
    error: str | None = None
    shown_anyway: str | None = None
    findings: tuple[Finding, ...] = ()
    duration: float | None = None
    staged: tuple[Artifact, ...] = ()
    version: int | None = None
    files: tuple[PublishedFile, ...] = ()

    @property
    def number(self) -> int:
        return self.outline.number

    @property
    def setbacks(self) -> int:
        """How many attempts of any kind this scene has lost; only grows."""
        tries = (self.code_try, self.render_try)
        return self.repairs + sum(each.invalid + each.outages for each in tries)

    @property
    def final(self) -> bool:
        return self.stage in ("done", "failed")


class TaskState(State):
    """One generate task. `open` holds the subjects of the commands that it waits for.

    While its `admission` is waiting, a run has begun nothing; `open` runs need none.
    A retry begins the next `run`. `tried` holds the last attempt of every stage that was left, as
    no number may be used twice.
    """

    task_id: Name
    project_id: Name
    session_id: Name
    request: VideoGenerationRequest
    run: int = 1
    deadline: datetime | None = None
    admission: Admission = "open"
    stage: Stage = "planning"
    status: Status = "queued"
    current: Try = Try()
    tried: dict[str, int] = {}
    spans: dict[str, Span] = {}
    title: str = ""
    outline: str = ""
    authored_by: AuthoredBy | None = None
    scenes: tuple[SceneState, ...] = ()
    combined: tuple[Artifact, ...] = ()
    duration: float | None = None
    version: int | None = None
    files: tuple[PublishedFile, ...] = ()
    database: Literal["skipped", "synced", "pending"] | None = None
    convex_session_id: str | None = None
    usage: Usage = Usage()
    spent: dict[str, Usage] = {}
    prompt_versions: dict[str, str] = {}
    error: str | None = None
    cancel_requested: bool = False
    trace_id: str | None = None
    created_at: datetime
    updated_at: datetime
    ended_at: datetime | None = None
    open: tuple[str, ...] = ()

    @property
    def final(self) -> bool:
        return self.stage == "ended"

    def scene(self, number: int) -> SceneState:
        return next(scene for scene in self.scenes if scene.number == number)

    def with_scene(self, scene: SceneState) -> "TaskState":
        scenes = tuple(scene if old.number == scene.number else old for old in self.scenes)
        return self.model_copy(update={"scenes": scenes})
