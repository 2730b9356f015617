"""How far a running step is. The last value counts; nothing is decided by it."""

from typing import ClassVar

from pydantic import Field

from .base import Contract, Name, SceneNumber, StepName


class StepProgress(Contract):
    """`fraction` of the attempt (0..1) never falls within an attempt, redeliveries included."""

    subject_prefix: ClassVar[str] = "prog"

    task_id: Name
    scene_number: SceneNumber | None = None
    step: StepName
    attempt: int = Field(ge=1)
    fraction: float = Field(ge=0, le=1)
    frames_done: int = 0
    frames_total: int | None = None
    current_animation: str | None = None
    seconds_left: float | None = None
    restarted: bool = Field(
        default=False, description="The first report of a worker that took over from a lost one."
    )

    @property
    def subject(self) -> str:
        scene = "-" if self.scene_number is None else self.scene_number
        return f"prog.{self.task_id}.{scene}"
