"""Scene plan -> Manim program."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .base import Command, Contract, Event
from .plan import AuthoredBy, SceneImplementation, SceneOutline
from .request import ModelOptions
from .usage import Usage

CODE_LIMIT = 32_768
Code = Annotated[str, Field(min_length=1, max_length=CODE_LIMIT)]


EARLIER_LIMIT = 6
"""How many of a scene's rejections are remembered beside the last one."""

RejectionKind = Literal[
    "answer",
    "syntax",
    "policy",
    "no_scene",
    "name",
    "signature",
    "runtime",
    "tex",
    "layout",
    "timeout",
    "memory",
    "too_long",
    "empty",
    "crashed",
]
"""What is wrong with a program. answer: there is none in what the model said.
name, signature: Manim has no such thing, or it is not called like that."""


class EarlierRejection(Contract):
    """One line of a scene's history; the error is shortened."""

    attempt: int
    kind: RejectionKind | None = None
    error: str


class RejectedAttempt(Contract):
    """What was tried before and why it was not good enough; `earlier`, oldest first, likewise."""

    attempt: int
    code: str | None = None
    error: str
    kind: RejectionKind | None = None
    line: int | None = None
    earlier: tuple[EarlierRejection, ...] = Field(default=(), max_length=EARLIER_LIMIT)


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
    prompt_version: str | None = None
    usage: Usage = Usage()
