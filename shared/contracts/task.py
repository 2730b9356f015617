"""The beginning and the end of a task, and what workers need to know of its middle."""

from datetime import datetime
from typing import ClassVar, Literal

from .base import Contract, Event, Name, SceneNumber, StepName
from .code import Code, RejectionKind
from .request import VideoGenerationRequest
from .usage import Usage


class GenerationRequested(Event):
    """The accepted request: storing this one event is what `POST /generate` does.

    One that `queues` begins when it is admitted.
    """

    step: ClassVar[str] = "gateway"
    type: Literal["GenerationRequested"] = "GenerationRequested"

    project_id: Name
    session_id: Name
    request: VideoGenerationRequest
    deadline: datetime | None = None
    queues: bool = False


class TaskAdmitted(Event):
    """A run that queued may begin: its project has room for it. `attempt` is the run."""

    step: ClassVar[str] = "admit"
    type: Literal["TaskAdmitted"] = "TaskAdmitted"


class CancellationRequested(Event):
    """`attempt` is the run that is to end: 1, and one more with every retry."""

    step: ClassVar[str] = "cancel"
    type: Literal["CancellationRequested"] = "CancellationRequested"


class DeadlinePassed(Event):
    """The time that the client gave a run is over. Delivered by the server's own schedule."""

    step: ClassVar[str] = "deadline"
    type: Literal["DeadlinePassed"] = "DeadlinePassed"

    deadline: datetime


class RetryRequested(Event):
    """An ended task goes on where it stopped; `attempt` is the run that begins.

    `scene` is the one failed scene to be made again, None for everything that is not finished.
    """

    step: ClassVar[str] = "retry"
    type: Literal["RetryRequested"] = "RetryRequested"

    scene_number: None = None
    scene: SceneNumber | None = None
    deadline: datetime | None = None
    queues: bool = False


FailureReason = Literal["invalid", "refused", "unavailable", "timeout", "crashed", "lost"]
"""invalid: a wrong answer of the model, worth another try with the error told.
refused: no try can help. The others are the infrastructure's: the same work again, later."""


class StepFailed(Event):
    """One attempt ended without its result.

    Of an answer that could be read and is wrong, `code` is the program, `kind` and `line` what is
    wrong with it and where.
    """

    step: ClassVar[str] = "failed"
    type: Literal["StepFailed"] = "StepFailed"

    failed_step: StepName
    reason: FailureReason
    error: str
    retry_after_seconds: float | None = None
    kind: RejectionKind | None = None
    code: Code | None = None
    line: int | None = None
    usage: Usage = Usage()

    @property
    def identity(self) -> str:
        scene = "-" if self.scene_number is None else self.scene_number
        return f"{self.failed_step}.{self.task_id}.{scene}.{self.attempt}"

    @classmethod
    def of_subject(cls, subject: str, reason: FailureReason, error: str) -> "StepFailed | None":
        """The failure of the attempt that a command's or an event's subject names.

        None when it names none.
        """
        try:
            _, step, task_id, scene, attempt = subject.split(".")
            return cls.model_validate(
                {
                    "failed_step": step,
                    "task_id": task_id,
                    "scene_number": None if scene == "-" else scene,
                    "attempt": attempt,
                    "reason": reason,
                    "error": error,
                }
            )
        except ValueError:
            return None


class TaskEnded(Event):
    """Stored once a run (`attempt`), after its last transition; only a retry follows it."""

    step: ClassVar[str] = "end"
    type: Literal["TaskEnded"] = "TaskEnded"

    status: Literal["completed", "failed", "cancelled"]
    error: str | None = None
    ended_at: datetime


class OpenWork(Contract):
    """The part of a task's stored state that workers read: which commands are still wanted."""

    open: tuple[str, ...] = ()
