"""Scene plan -> Manim program."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .base import Command, Contract, Event
from .plan import AuthoredBy, SceneImplementation, SceneOutline
from .request import ModelOptions
from .usage import Usage

CODE_LIMIT = 32_768
Code = Annotated[str, Field(min_length=1, max_length=CODE_LIMIT)]


class RejectedAttempt(Contract):
    """What was tried before and why it was not good enough."""

    attempt: int
    code: str | None = None
    error: str


class WriteScene(Command):
    """Write the Manim program of one scene, or mend the one that was rejected."""

    step: ClassVar[str] = "code"
    type: Literal["WriteScene"] = "WriteScene"

    topic: str
    outline: SceneOutline
    implementation: SceneImplementation
    max_scene_duration: float = 30
    language: str | None = None
    models: ModelOptions = ModelOptions()
    rejected: RejectedAttempt | None = None


class SceneWritten(Event):
    """A program that parses; whether it renders is the renderer's to say."""

    step: ClassVar[str] = "code"
    type: Literal["SceneWritten"] = "SceneWritten"

    code: Code
    authored_by: AuthoredBy
    raw_response: str | None = None
    usage: Usage = Usage()
