"""Prompt -> outline -> implementation plan of every scene."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from .base import Command, Contract, Event, SceneNumber
from .request import ModelOptions, TemplateChoice
from .usage import Usage

AuthoredBy = Literal["model", "offline-lesson", "offline-outline"]


class SceneReference(Contract):
    """Which hand-made lesson scene (or outline card) the offline author has chosen."""

    author: Literal["offline-lesson", "offline-outline"]
    lesson: str | None = None
    scene: str
    data: dict[str, Any] = Field(default_factory=dict)


class SceneOutline(Contract):
    """What one scene is for. `target_seconds` is the wanted length of its video."""

    number: SceneNumber
    title: str
    purpose: str = ""
    description: str = ""
    layout: str = ""
    key_terms: tuple[str, ...] = ()
    formulae: tuple[str, ...] = ()
    target_seconds: float | None = None
    reference: SceneReference | None = None


class SceneImplementation(Contract):
    """How one scene is shown: three texts, in the order of the plan grammar."""

    number: SceneNumber
    storyboard: str
    technical: str
    narration: str


class PlanVideo(Command):
    """Outline exactly `scene_count` scenes for a prompt."""

    step: ClassVar[str] = "plan"
    type: Literal["PlanVideo"] = "PlanVideo"

    prompt: str
    scene_count: int = Field(ge=1, le=20)
    language: str | None = None
    max_scene_duration: float = 30
    template: TemplateChoice | None = None
    models: ModelOptions = ModelOptions()
    last_error: str | None = None


class VideoPlanned(Event):
    """The outline, typed and in the text grammar."""

    step: ClassVar[str] = "plan"
    type: Literal["VideoPlanned"] = "VideoPlanned"

    title: str
    scenes: tuple[SceneOutline, ...] = Field(min_length=1, max_length=20)
    outline: str
    authored_by: AuthoredBy
    prompt_version: str | None = None
    usage: Usage = Usage()


class ImplementScenes(Command):
    """Write the implementation plan of every scene of an outline."""

    step: ClassVar[str] = "implement"
    type: Literal["ImplementScenes"] = "ImplementScenes"

    prompt: str
    scenes: tuple[SceneOutline, ...] = Field(min_length=1, max_length=20)
    language: str | None = None
    template: TemplateChoice | None = None
    models: ModelOptions = ModelOptions()
    last_error: str | None = None


class ScenesImplemented(Event):
    """One implementation per scene of the command, in its order."""

    step: ClassVar[str] = "implement"
    type: Literal["ScenesImplemented"] = "ScenesImplemented"

    scenes: tuple[SceneImplementation, ...] = Field(min_length=1, max_length=20)
    prompt_version: str | None = None
    usage: Usage = Usage()
