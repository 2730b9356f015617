"""Program -> video of one scene; videos of scenes -> one video."""

from typing import ClassVar, Literal

from pydantic import Field

from .artifact import Artifact
from .base import Command, Contract, Event, SceneNumber
from .code import Code, RejectionKind
from .finding import Finding, LayoutGate
from .request import RenderOptions
from .usage import Usage


class RenderScene(Command):
    """Render one scene's program to a video. `layout` says what faults of its looks amount to."""

    step: ClassVar[str] = "render"
    type: Literal["RenderScene"] = "RenderScene"

    title: str = ""
    code: Code
    options: RenderOptions = RenderOptions()
    layout: LayoutGate = "report"


class SceneRendered(Event):
    """`duration` in seconds of video; the artifacts are staged, not yet published."""

    step: ClassVar[str] = "render"
    type: Literal["SceneRendered"] = "SceneRendered"

    duration: float = Field(gt=0)
    frames: int = Field(ge=1)
    width: int
    height: int
    fps: int
    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...] = ()
    usage: Usage = Usage()


class SceneRejected(Event):
    """The program itself is at fault: back to the coder with `error` and the lines around it."""

    step: ClassVar[str] = "render"
    type: Literal["SceneRejected"] = "SceneRejected"

    kind: RejectionKind
    error: str
    line: int | None = None
    context: str = ""
    usage: Usage = Usage()


class CombineInput(Contract):
    """One part of the whole, in order. Keys are those of the published files."""

    scene_number: SceneNumber
    title: str
    duration: float
    video: Artifact
    captions: Artifact | None = None


class CombineScenes(Command):
    """Join the scenes' videos in the order given."""

    step: ClassVar[str] = "combine"
    type: Literal["CombineScenes"] = "CombineScenes"

    inputs: tuple[CombineInput, ...] = Field(min_length=1, max_length=20)
    use_hardware_acceleration: bool = False


class ScenesCombined(Event):
    """`reencoded` is True where a stream copy was not possible."""

    step: ClassVar[str] = "combine"
    type: Literal["ScenesCombined"] = "ScenesCombined"

    duration: float = Field(gt=0)
    reencoded: bool
    artifacts: tuple[Artifact, ...]
    usage: Usage = Usage()
