"""A low-level job: a task of one step and one attempt, whose end is reported as it is."""

from datetime import datetime
from typing import Literal

from services.gateway.workflow.outstanding import Outstanding
from services.gateway.workflow.state import State, Status
from shared.contracts.base import Name
from shared.contracts.catalogue import AnyEvent
from shared.contracts.job import JobAnswer, JobCommand, JobRequested
from shared.contracts.task import CancellationRequested, StepFailed, TaskEnded


class JobState(State):
    """`answer` is what the service made of the command, `failure` why it made nothing."""

    kind: Literal["job"] = "job"
    task_id: Name
    project_id: Name
    session_id: Name
    topic: str = ""
    version: int = 0
    command: JobCommand
    status: Status = "queued"
    answer: JobAnswer | None = None
    failure: StepFailed | None = None
    trace_id: str | None = None
    created_at: datetime
    updated_at: datetime
    ended_at: datetime | None = None
    open: tuple[str, ...] = ()

    @property
    def run(self) -> int:
        """A job is never retried."""
        return 1

    @property
    def final(self) -> bool:
        return self.ended_at is not None

    @property
    def error(self) -> str | None:
        return self.failure.error if self.failure else None


def begin_job(event: JobRequested, at: datetime, *, trace_id: str | None = None) -> JobState:
    """The state that an accepted request creates."""
    return JobState(
        task_id=event.task_id,
        project_id=event.project_id,
        session_id=event.session_id,
        topic=event.topic,
        version=event.version,
        command=event.command,
        trace_id=trace_id,
        created_at=at,
        updated_at=at,
        open=(event.command.subject,),
    )


def reduce_job(job: JobState, event: AnyEvent, at: datetime) -> JobState:
    """The job after the event; the same job when it is not the one that it waits for."""
    if job.final or isinstance(event, JobRequested | TaskEnded):
        return job
    if isinstance(event, CancellationRequested):
        return _ended(job, "cancelled", at)
    if f"cmd.{event.identity}" not in job.open:
        return job
    if isinstance(event, StepFailed):
        return _ended(job.but(failure=event), "failed", at)
    return _ended(job.but(answer=event), "completed", at)


def outstanding_of_job(job: JobState) -> list[Outstanding]:
    return [] if job.final else [Outstanding(job.command)]


def _ended(job: JobState, status: Status, at: datetime) -> JobState:
    return job.but(status=status, updated_at=at, ended_at=at, open=())
