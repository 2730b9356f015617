"""The shape that every message on the bus shares: which attempt at which step of which task."""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""An id that is safe as a subject token, an S3 path segment and a URL segment."""

SceneNumber = Annotated[int, Field(ge=1, le=20)]

StepName = Literal["plan", "implement", "code", "render", "combine", "publish", "sync"]


class Contract(BaseModel):
    """A value that travels. Unknown fields are ignored, so that a newer sender can be read."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Message(Contract):
    """One attempt at one step; `scene_number` is None for steps of the whole video."""

    step: ClassVar[str]

    task_id: Name
    scene_number: SceneNumber | None = None
    attempt: int = Field(default=1, ge=1)

    @property
    def identity(self) -> str:
        """`<step>.<task>.<scene or ->.<attempt>`: the tail of the subject."""
        return identity(self.step, self.task_id, self.scene_number, self.attempt)


class Command(Message):
    """Imperative, owned by one service, stored once under its own subject."""

    project_id: Name
    session_id: Name

    @property
    def subject(self) -> str:
        return f"cmd.{self.identity}"

    @property
    def answer_subject(self) -> str:
        """Where the one terminal event of this attempt goes; the first one wins."""
        return f"evt.{self.identity}"


class Event(Message):
    """A fact in the past tense, terminal for its attempt."""

    @property
    def subject(self) -> str:
        return f"evt.{self.identity}"


def identity(step: str, task_id: str, scene_number: int | None, attempt: int) -> str:
    return f"{step}.{task_id}.{'-' if scene_number is None else scene_number}.{attempt}"
