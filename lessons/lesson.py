"""What a lesson is, and what the offline author hands to the planner and the coder."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from lessons.extraction import Read
from lessons.parameters import Schema

Author = Literal["offline-lesson", "offline-outline"]


class LessonScene(BaseModel):
    """One scene as a planner describes it; its program is a file beside the lesson."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(pattern=r"^[a-z0-9_:-]{1,64}$")
    title: str
    purpose: str
    description: str
    layout: str
    key_terms: list[str]
    formulae: list[str] = Field(description="Typst math for lessons, plain text for outlines.")
    target_seconds: float = Field(gt=0)
    storyboard: str
    technical: str
    narration: str = Field(description="The captions of the scene, one sentence after the other.")
    essential: int = Field(ge=1, description="1 is the scene that is kept when only one may stay.")
    question: str = ""
    answer: str = ""


class Lesson(BaseModel):
    """A hand-made lesson: its words of recognition and its scenes in teaching order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z0-9_]{1,64}$")
    title: str
    subject: str
    keywords: dict[str, float] = Field(description="Phrase -> weight; negative weights repel.")
    parameters: dict[str, Schema] = Field(default_factory=dict, description="JSON Schema each.")
    reads: list[Read] = Field(default_factory=list, description="How a prompt gives parameters.")
    scenes: list[LessonScene] = Field(min_length=1)

    def scene(self, key: str) -> LessonScene:
        """The scene called `key`; KeyError when there is none."""
        for scene in self.scenes:
            if scene.key == key:
                return scene
        raise KeyError(key)


class SceneReference(BaseModel):
    """All that is needed to write one scene's program again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    author: Author
    lesson: str | None
    scene: str
    data: dict[str, JsonValue] = Field(default_factory=dict)


class PlannedScene(LessonScene):
    """A scene of a plan, with the reference that its program is written from."""

    reference: SceneReference


class OfflinePlan(BaseModel):
    """Exactly as many scenes as were asked for, in the order of showing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    author: Author
    lesson: str | None
    title: str
    scenes: list[PlannedScene]
