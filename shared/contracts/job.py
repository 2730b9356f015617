"""One step on its own: a command that a client gives to one service, and the service's answer."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .base import Event, Name
from .code import SceneWritten, WriteScene
from .plan import ImplementScenes, PlanVideo, ScenesImplemented, VideoPlanned
from .render import CombineScenes, RenderScene, SceneRejected, SceneRendered, ScenesCombined

JobCommand = Annotated[
    PlanVideo | ImplementScenes | WriteScene | RenderScene | CombineScenes,
    Field(discriminator="type"),
]

JobAnswer = Annotated[
    VideoPlanned
    | ScenesImplemented
    | SceneWritten
    | SceneRendered
    | SceneRejected
    | ScenesCombined,
    Field(discriminator="type"),
]
"""How the command of a job can end; the other end is `StepFailed`."""


class JobRequested(Event):
    """The accepted request of a job: storing this one event is what the POST does.

    `topic` and `version` are the client's own, given back with the answer.
    """

    step: ClassVar[str] = "gateway"
    type: Literal["JobRequested"] = "JobRequested"

    scene_number: None = None
    project_id: Name
    session_id: Name
    topic: str = ""
    version: int = Field(default=0, ge=0)
    command: JobCommand
