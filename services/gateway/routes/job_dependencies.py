"""What the routes of jobs are given: the job that a path names, and the way to start one."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import structlog
from fastapi import Depends, Header, Path, Request, Response

from services.gateway.ids import uuid7
from services.gateway.jobs.documents import JobDocument
from services.gateway.jobs.ending import Ending
from services.gateway.jobs.preference import seconds_to_wait
from services.gateway.jobs.projection import body, job_document
from services.gateway.jobs.requests import AgentRequest
from services.gateway.problems import not_found
from services.gateway.routes import AGENTS_PREFIX
from services.gateway.routes.dependencies import NAME, GivenBackend, GivenPrincipal, NewWorkId
from services.gateway.workflow.job import JobState
from shared.bus import insert
from shared.contracts.job import JobRequested

log = structlog.get_logger()

POLL_SECONDS = "1"

_JobId = Annotated[
    str,
    Path(
        description="The id that the agent's POST returned.",
        examples=["01976b1e-9c4d-7a52-8f3e-2d6c5b4a3f21"],
    ),
]


class Jobs:
    """The jobs of whoever asks."""

    def __init__(
        self,
        request: Request,
        backend: GivenBackend,
        principal: GivenPrincipal,
        work_id: NewWorkId,
    ) -> None:
        self._request = request
        self._work_id = work_id
        self._backend = backend
        self._principal = principal

    @property
    def url(self) -> str:
        """The address of all jobs, under the name by which the client has called."""
        return f"{str(self._request.base_url).rstrip('/')}{AGENTS_PREFIX}/jobs"

    async def find(self, job_id: str) -> JobState | None:
        # What is no id must not become part of a subject, where it could match other jobs.
        job = await self._backend.store.find(job_id) if NAME.fullmatch(job_id) else None
        if not isinstance(job, JobState) or not self._principal.owns(job.project_id):
            return None
        return job

    async def known(self, job_id: str) -> JobState:
        """Raises a 404."""
        job = await self.find(job_id)
        if job is None:
            raise not_found("job", "Check the id that the agent's POST returned.")
        return job

    async def document(self, job: JobState) -> JobDocument:
        reports = {} if job.final else await self._backend.reports.last(job.task_id)
        report = reports.get(job.command.scene_number)
        return job_document(job, report, jobs_url=self.url)

    def new_ids(self, request: AgentRequest) -> dict[str, str]:
        """Of a job to be. Raises a 404 for a project of somebody else's."""
        if request.project_id is not None:
            self._principal.require_project(request.project_id)
        return {
            "task_id": self._work_id,
            "project_id": request.project_id or self._principal.default_project,
            "session_id": request.session_id or uuid7(),
        }


GivenJobs = Annotated[Jobs, Depends(Jobs)]


async def _known_job(job_id: _JobId, jobs: GivenJobs) -> JobState:
    return await jobs.known(job_id)


KnownJob = Annotated[JobState, Depends(_known_job)]


class Start:
    """Accepts a job, and holds the answer back for as long as the client prefers."""

    def __init__(
        self,
        backend: GivenBackend,
        jobs: GivenJobs,
        prefer: Annotated[
            str | None,
            Header(
                description="`wait=n` holds the answer back until the job has ended, or for n "
                "seconds; n is at most 60.",
                examples=["wait=30"],
            ),
        ] = None,
    ) -> None:
        self._backend = backend
        self._jobs = jobs
        self._seconds = seconds_to_wait(prefer)

    async def __call__(self, event: JobRequested) -> Response:
        location = f"{AGENTS_PREFIX}/jobs/{event.task_id}"
        headers = {"Location": location, "Retry-After": POLL_SECONDS}
        if self._seconds is None:
            await self._store(event)
            pending = JobDocument(job_id=event.task_id, state="PENDING", meta=None)
            return _accepted(pending, headers)
        async with Ending(self._backend.client, event.task_id) as ending:
            await self._store(event)
            job = await ending.wait(self._finding(event.task_id), seconds=self._seconds)
        headers["Preference-Applied"] = f"wait={self._seconds}"
        if job.final:
            del headers["Retry-After"]
        return _accepted(await self._jobs.document(job), headers)

    async def _store(self, event: JobRequested) -> None:
        await insert(self._backend.js, event, subject=event.subject)
        log.info("job accepted", task_id=event.task_id, command=event.command.type)

    def _finding(self, job_id: str) -> Callable[[], Awaitable[JobState]]:
        return lambda: self._jobs.known(job_id)


GivenStart = Annotated[Start, Depends(Start)]


def _accepted(document: JobDocument, headers: dict[str, str]) -> Response:
    return Response(body(document), 202, headers=headers, media_type="application/json")
