"""Staged artifacts -> immutable, versioned files that clients can fetch."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from .artifact import Artifact, PublishedFile
from .base import Command, Contract, Event, SceneNumber
from .code import Code
from .plan import AuthoredBy
from .request import StorageOptions


class PublishScene(Command):
    """Give one rendered scene its next version."""

    step: ClassVar[str] = "publish"
    type: Literal["PublishScene"] = "PublishScene"

    scene_number: SceneNumber
    title: str
    duration: float
    code: Code
    artifacts: tuple[Artifact, ...]
    storage: StorageOptions = StorageOptions()


class ScenePublished(Event):
    step: ClassVar[str] = "publish"
    type: Literal["ScenePublished"] = "ScenePublished"

    scene_number: SceneNumber
    version: int = Field(ge=1)
    files: tuple[PublishedFile, ...]


class ScenePart(Contract):
    """One scene as the manifest names it."""

    scene_number: SceneNumber
    title: str
    duration: float
    version: int
    files: tuple[PublishedFile, ...]


class PublishVideo(Command):
    """Give the combined video its next version and write its manifest."""

    step: ClassVar[str] = "publish"
    type: Literal["PublishVideo"] = "PublishVideo"

    scene_number: None = None
    title: str
    prompt: str
    authored_by: AuthoredBy
    duration: float
    scenes: tuple[ScenePart, ...]
    prompt_versions: dict[str, str] = Field(
        default_factory=dict, description="By step: which prompts the model was asked with."
    )
    artifacts: tuple[Artifact, ...]
    storage: StorageOptions = StorageOptions()


class VideoPublished(Event):
    step: ClassVar[str] = "publish"
    type: Literal["VideoPublished"] = "VideoPublished"

    scene_number: None = None
    version: int = Field(ge=1)
    files: tuple[PublishedFile, ...]


AnyPublish = Annotated[PublishScene | PublishVideo, Field(discriminator="type")]


class SyncSession(Command):
    """Write the finished session to the application's database."""

    step: ClassVar[str] = "sync"
    type: Literal["SyncSession"] = "SyncSession"

    title: str
    prompt: str
    duration: float
    scenes: tuple[ScenePart, ...]
    files: tuple[PublishedFile, ...]
    metadata: dict[str, Any] | None = None


class SessionSynced(Event):
    """`skipped` where no database is configured, `pending` where it could not be reached."""

    step: ClassVar[str] = "sync"
    type: Literal["SessionSynced"] = "SessionSynced"

    database: Literal["skipped", "synced", "pending"]
    convex_session_id: str | None = None
    detail: str = ""
