"""One job: its state and value, its cancellation."""

import hashlib

from fastapi import APIRouter, Response

from services.gateway.entity_tags import matches
from services.gateway.jobs.documents import JobDocument
from services.gateway.jobs.ending import Ending
from services.gateway.jobs.projection import body
from services.gateway.problems import Problem, documented
from services.gateway.routes import AGENTS_PREFIX
from services.gateway.routes.dependencies import GivenBackend, IfNoneMatch
from services.gateway.routes.job_dependencies import POLL_SECONDS, GivenJobs, KnownJob
from services.gateway.workflow.job import JobState
from shared.bus import insert
from shared.contracts.task import CancellationRequested

router = APIRouter(prefix=f"{AGENTS_PREFIX}/jobs/{{job_id}}", tags=["agents"])

_CANCEL_SECONDS = 2.0


@router.get(
    "",
    response_model=JobDocument,
    responses={304: {"description": "Nothing has changed since."}, **documented(404)},
)
async def job_status(
    job: KnownJob,
    jobs: GivenJobs,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Where a job stands; on success its value, as `meta` and as `result`."""
    text = body(await jobs.document(job)).encode()
    tag = f'W/"{hashlib.blake2b(text, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if not job.final:
        headers["Retry-After"] = POLL_SECONDS
    if matches(if_none_match, tag):
        return Response(status_code=304, headers=headers)
    return Response(text, headers=headers, media_type="application/json")


@router.delete("", status_code=202, response_model=JobDocument, responses=documented(404, 409))
async def cancel_job(job: KnownJob, jobs: GivenJobs, backend: GivenBackend) -> Response:
    """Stop a job; repeating it changes nothing."""
    _require_not_ended(job)
    event = CancellationRequested(task_id=job.task_id)
    async with Ending(backend.client, job.task_id) as ending:
        await insert(backend.js, event, subject=event.subject)
        job = await ending.wait(lambda: jobs.known(job.task_id), seconds=_CANCEL_SECONDS)
    # The job may have ended by itself a moment before.
    _require_not_ended(job)
    return Response(body(await jobs.document(job)), 202, media_type="application/json")


def _require_not_ended(job: JobState) -> None:
    if job.status in ("completed", "failed"):
        raise Problem(
            409, "JOB_ENDED", f"The job has {job.status} already: there is nothing to cancel."
        )
