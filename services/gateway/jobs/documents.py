"""What clients are told of a job."""

from typing import Literal

from pydantic import BaseModel, Field

from shared.contracts.plan import AuthoredBy, SceneOutline
from shared.contracts.usage import Usage

JobStateName = Literal["PENDING", "STARTED", "PROGRESS", "RETRY", "SUCCESS", "FAILURE", "REVOKED"]

_JOB_ID = "01976b1e-9c4d-7a52-8f3e-2d6c5b4a3f21"


class PlanValue(BaseModel):
    """`plan` is the outline as text, to be posted to `/implement` as `plan_xml`."""

    topic: str
    session_id: str
    plan: str
    title: str
    scenes: list[SceneOutline]
    authored_by: AuthoredBy
    usage: Usage


class ImplementValue(BaseModel):
    """`scene_plans` in the order of the outline's scenes."""

    topic: str
    session_id: str
    scene_plans: list[str]
    count: int
    usage: Usage


class CodeValue(BaseModel):
    """`raw_response` is the author's answer, `code` the program in it."""

    topic: str
    scene_number: int
    code: str
    raw_response: str
    authored_by: AuthoredBy
    usage: Usage


class RenderValue(BaseModel):
    """`error` says why the program does not render; then there are no files."""

    topic: str
    scene_number: int
    version: int
    error: str | None
    code: str
    output_file: str | None
    output_url: str | None
    duration: float | None = Field(description="Seconds of video.")
    thumbnail_url: str | None
    srt_url: str | None
    vtt_url: str | None
    usage: Usage


class CombineValue(BaseModel):
    """`output` and `output_file` are both the file's name."""

    topic: str
    output: str
    output_file: str
    output_url: str
    duration: float = Field(description="Seconds of video.")
    srt_url: str | None
    vtt_url: str | None
    usage: Usage


Value = PlanValue | ImplementValue | CodeValue | RenderValue | CombineValue


class JobProgress(BaseModel):
    """How far a job is, in percent; frames and animation where it draws."""

    progress: int = Field(ge=0, le=100)
    frames_done: int | None = None
    frames_total: int | None = None
    current_animation: str | None = None
    seconds_left: float | None = None


class JobError(BaseModel):
    """Why the service made nothing of the command."""

    error: str
    reason: str = Field(examples=["unavailable"])


class JobDocument(BaseModel):
    """`result` is there on success only and equals `meta`; `error` on failure only."""

    job_id: str = Field(examples=[_JOB_ID])
    state: JobStateName
    meta: Value | JobProgress | JobError | None
    result: Value | None = None
    error: str | None = None
