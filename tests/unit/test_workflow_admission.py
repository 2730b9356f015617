"""A run that queues begins nothing before it is admitted."""

from datetime import timedelta

from services.gateway.messages import message
from services.gateway.workflow.outstanding import outstanding
from services.gateway.workflow.reduce import begin, reduce
from services.gateway.workflow.state import TaskState
from shared.contracts.task import CancellationRequested, RetryRequested, TaskAdmitted
from tests.support.answers import NOON, requested

LATER = NOON + timedelta(minutes=7)
ADMITTED = TaskAdmitted(task_id="t1", attempt=1)


def waiting() -> TaskState:
    return begin(requested().model_copy(update={"queues": True}), NOON)


def test_nothing_is_asked_for_while_it_waits() -> None:
    task = waiting()
    assert outstanding(task) == []
    assert task.open == ()
    assert task.status == "queued"
    assert "another task of the project" in message(task, {})


def test_what_does_not_queue_begins_at_once() -> None:
    assert begin(requested(), NOON).open == ("cmd.plan.t1.-.1",)


def test_admitted_it_begins_and_its_time_counts_from_then() -> None:
    task = reduce(waiting(), ADMITTED, LATER)
    assert task.open == ("cmd.plan.t1.-.1",)
    assert task.spans["planning"].started_at == LATER
    assert reduce(task, ADMITTED, LATER + timedelta(minutes=1)) == task


def test_the_admission_of_another_run_is_none() -> None:
    task = waiting()
    assert reduce(task, TaskAdmitted(task_id="t1", attempt=2), LATER) == task


def test_cancelled_while_it_waits_it_is_never_admitted() -> None:
    task = reduce(waiting(), CancellationRequested(task_id="t1"), LATER)
    assert task.status == "cancelled"
    assert reduce(task, ADMITTED, LATER) == task


def test_a_retry_queues_again() -> None:
    cancelled = reduce(waiting(), CancellationRequested(task_id="t1"), LATER)
    retry = RetryRequested(task_id="t1", attempt=2, queues=True)
    task = reduce(cancelled, retry, LATER)
    assert task.open == ()
    assert reduce(task, ADMITTED, LATER) == task
    assert reduce(task, TaskAdmitted(task_id="t1", attempt=2), LATER).open
