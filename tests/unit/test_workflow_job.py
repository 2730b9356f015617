"""A job: one command, one end, reported as it is."""

from datetime import timedelta

import pytest

from services.gateway.workflow.job import begin_job, outstanding_of_job, reduce_job
from services.gateway.workflow.machine import ANY_WORK, advanced, awaited, begun
from services.gateway.workflow.state import TaskState
from shared.contracts.task import CancellationRequested, TaskEnded
from tests.support.answers import NOON, failure, job_requested, rejection, requested, success

LATER = NOON + timedelta(seconds=1)
REQUEST = job_requested()
JOB = begin_job(REQUEST, NOON)
CANCEL = CancellationRequested(task_id="j1")


def test_a_job_waits_for_its_one_command() -> None:
    (wanted,) = outstanding_of_job(JOB)
    assert wanted.command == REQUEST.command
    assert JOB.open == ("cmd.render.j1.1.1",)
    assert not JOB.final


def test_an_answer_ends_it() -> None:
    event = success(REQUEST.command)
    job = reduce_job(JOB, event, LATER)  # type: ignore[arg-type]
    assert (job.status, job.answer, job.ended_at, job.open) == ("completed", event, LATER, ())
    assert outstanding_of_job(job) == []


def test_a_program_that_does_not_render_is_an_answer_too() -> None:
    job = reduce_job(JOB, rejection(REQUEST.command), LATER)
    assert job.status == "completed"
    assert job.answer == rejection(REQUEST.command)


@pytest.mark.parametrize("reason", ["invalid", "refused", "unavailable", "crashed", "lost"])
def test_no_failure_is_tried_again(reason: str) -> None:
    event = failure(REQUEST.command, reason)  # type: ignore[arg-type]
    job = reduce_job(JOB, event, LATER)
    assert (job.status, job.failure, job.error) == ("failed", event, "it failed")
    assert outstanding_of_job(job) == []


def test_a_cancelled_job_stays_cancelled() -> None:
    job = reduce_job(JOB, CANCEL, LATER)
    assert (job.status, job.open) == ("cancelled", ())
    assert reduce_job(job, success(REQUEST.command), LATER) is job  # type: ignore[arg-type]


def test_what_is_not_waited_for_changes_nothing() -> None:
    other = job_requested(REQUEST.command.model_copy(update={"attempt": 2})).command
    ended = TaskEnded(task_id="j1", status="completed", ended_at=NOON)
    for event in (REQUEST, ended, success(other)):
        assert reduce_job(JOB, event, LATER) is JOB  # type: ignore[arg-type]


@pytest.mark.parametrize("request_", [job_requested(), requested()], ids=["job", "task"])
def test_the_machine_knows_jobs_from_tasks_before_and_after_storing(request_: object) -> None:
    work = begun(request_, NOON)  # type: ignore[arg-type]
    assert work is not None
    assert isinstance(work, TaskState) == (request_ == requested())
    stored = ANY_WORK.validate_json(work.model_dump_json(by_alias=True))
    assert stored == work
    assert [each.command.subject for each in awaited(stored)] == list(work.open)
    assert advanced(stored, CANCEL, LATER).status == "cancelled"


def test_no_other_event_begins_anything() -> None:
    assert begun(CANCEL, NOON) is None
