"""Every message by name: how bytes become messages, and what is published as JSON Schema."""

from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter

from . import artifact
from .base import Message
from .code import SceneWritten, WriteScene
from .job import JobRequested
from .plan import ImplementScenes, PlanVideo, ScenesImplemented, VideoPlanned
from .progress import StepProgress
from .publish import (
    PublishScene,
    PublishVideo,
    ScenePublished,
    SessionSynced,
    SyncSession,
    VideoPublished,
)
from .render import CombineScenes, RenderScene, SceneRejected, SceneRendered, ScenesCombined
from .task import (
    CancellationRequested,
    DeadlinePassed,
    GenerationRequested,
    RetryRequested,
    StepFailed,
    TaskAdmitted,
    TaskEnded,
)

AnyCommand = Annotated[
    PlanVideo
    | ImplementScenes
    | WriteScene
    | RenderScene
    | CombineScenes
    | PublishScene
    | PublishVideo
    | SyncSession,
    Field(discriminator="type"),
]

AnyEvent = Annotated[
    GenerationRequested
    | JobRequested
    | CancellationRequested
    | DeadlinePassed
    | RetryRequested
    | TaskAdmitted
    | VideoPlanned
    | ScenesImplemented
    | SceneWritten
    | SceneRendered
    | SceneRejected
    | ScenesCombined
    | ScenePublished
    | VideoPublished
    | SessionSynced
    | StepFailed
    | TaskEnded,
    Field(discriminator="type"),
]

ANY_COMMAND: TypeAdapter[AnyCommand] = TypeAdapter(AnyCommand)
ANY_EVENT: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)

STEPS_OF: dict[str, tuple[str, ...]] = {
    "planner": ("plan", "implement"),
    "coder": ("code",),
    "renderer": ("render", "combine"),
    "assets": ("publish", "sync"),
}
"""Which service owns the commands of which steps."""


def messages() -> dict[str, type[BaseModel]]:
    """Every message class by its name, in the order of the story."""
    unions = (AnyCommand, AnyEvent)
    members: list[type[Message]] = [
        member
        for union in unions
        for member in union.__origin__.__args__  # type: ignore[attr-defined]
    ]
    others: list[type[BaseModel]] = [
        StepProgress,
        artifact.GrantUploads,
        artifact.UploadsGranted,
        artifact.GrantDownloads,
        artifact.DownloadsGranted,
        artifact.Refused,
    ]
    return {cls.__name__: cls for cls in (*members, *others)}
