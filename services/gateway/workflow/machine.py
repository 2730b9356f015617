"""Tasks and jobs as one machine: what begins with which request, what goes on by which rules."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Discriminator, Tag, TypeAdapter

from services.gateway.workflow.job import JobState, begin_job, outstanding_of_job, reduce_job
from services.gateway.workflow.outstanding import Outstanding, outstanding
from services.gateway.workflow.reduce import begin, reduce
from services.gateway.workflow.state import TaskState
from shared.contracts.catalogue import AnyEvent
from shared.contracts.job import JobRequested
from shared.contracts.task import GenerationRequested

Work = TaskState | JobState
"""Whatever waits for commands: a task, or a job."""


def _kind(document: Any) -> str:
    # Tasks are older than kinds: theirs do not say what they are.
    return "job" if isinstance(document, dict) and document.get("kind") == "job" else "task"


ANY_WORK: TypeAdapter[Work] = TypeAdapter(
    Annotated[
        Annotated[TaskState, Tag("task")] | Annotated[JobState, Tag("job")], Discriminator(_kind)
    ]
)


def begun(event: AnyEvent, at: datetime, *, trace_id: str | None = None) -> Work | None:
    """The state that a request creates; None when the event is no request."""
    match event:
        case GenerationRequested():
            return begin(event, at, trace_id=trace_id)
        case JobRequested():
            return begin_job(event, at, trace_id=trace_id)
        case _:
            return None


def advanced(work: Work, event: AnyEvent, at: datetime) -> Work:
    """The state after an event that was stored at `at`."""
    return reduce_job(work, event, at) if isinstance(work, JobState) else reduce(work, event, at)


def awaited(work: Work) -> list[Outstanding]:
    """The commands that it waits for."""
    return outstanding_of_job(work) if isinstance(work, JobState) else outstanding(work)
