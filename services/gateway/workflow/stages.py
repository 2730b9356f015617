"""A task's way from stage to stage."""

from datetime import datetime

from services.gateway.workflow.outstanding import outstanding
from services.gateway.workflow.state import Span, Stage, Status, TaskState, Try
from shared.contracts.task import TaskAdmitted


def enter(task: TaskState, stage: Stage, at: datetime) -> TaskState:
    """Into a stage; its attempts go on from those of an earlier run."""
    tried = _tried(task)
    spans = {**_closed(task, at), stage: Span(started_at=at)}
    current = Try(attempt=tried.get(stage, 0) + 1)
    return task.but(stage=stage, current=current, tried=tried, spans=spans)


def admitted(task: TaskState, event: TaskAdmitted, at: datetime) -> TaskState:
    """The run begins now; the same task when it does not wait for that."""
    if task.admission != "waiting" or event.attempt != task.run:
        return task
    spans = {**task.spans, task.stage: Span(started_at=at)}
    return settled(task.but(admission="admitted", spans=spans, updated_at=at))


def ended(task: TaskState, status: Status, at: datetime, *, error: str | None = None) -> TaskState:
    """To the end of this run."""
    return settled(
        task.but(
            stage="ended",
            status=status,
            error=error,
            tried=_tried(task),
            spans=_closed(task, at),
            ended_at=at,
            updated_at=at,
        )
    )


def settled(task: TaskState) -> TaskState:
    """With what it waits for written down, for the workers to read."""
    return task.but(open=tuple(each.command.subject for each in outstanding(task)))


def _tried(task: TaskState) -> dict[str, int]:
    if task.stage in ("scenes", "ended"):
        return task.tried
    return {**task.tried, task.stage: task.current.attempt}


def _closed(task: TaskState, at: datetime) -> dict[str, Span]:
    return {
        name: span if span.finished_at else span.but(finished_at=at)
        for name, span in task.spans.items()
    }
