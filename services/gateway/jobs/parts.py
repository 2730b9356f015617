"""What is to be combined: the videos of render jobs, named by these jobs or by their files."""

import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from services.gateway.jobs.projection import VIDEO, artifacts_of
from services.gateway.jobs.requests import CombineRequest
from services.gateway.problems import InvalidField, Problem
from services.gateway.workflow.job import JobState
from shared.contracts.render import CombineInput, RenderScene, SceneRejected, SceneRendered

Find = Callable[[str], Awaitable[JobState | None]]

_FILE = re.compile(r"/([A-Za-z0-9_-]{1,64})/artifacts/([A-Za-z0-9_.-]{1,100})")


async def parts(request: CombineRequest, find: Find, *, jobs_url: str) -> tuple[CombineInput, ...]:
    """Raises a problem that names the part at fault. No address is ever called.

    `jobs_url` is the address of all jobs, as the client knows it.
    """
    if request.job_ids:
        named = [(f"/job_ids/{index}", job_id) for index, job_id in enumerate(request.job_ids)]
    else:
        named = [
            (f"/inputs/{index}", _job_of(url, f"/inputs/{index}", jobs_url))
            for index, url in enumerate(request.inputs or ())
        ]
    found = []
    for number, (pointer, job_id) in enumerate(named, start=1):
        found.append(_part(await find(job_id), number, pointer))
    return tuple(found)


def _job_of(url: str, pointer: str, jobs_url: str) -> str:
    """The job that the address of a file belongs to; also without scheme and host."""
    ours = urlsplit(jobs_url)
    try:
        given = urlsplit(url)
        # Not the port: other replicas of the gateway know the same jobs.
        local = given.scheme in ("", "http", "https") and given.hostname in (None, ours.hostname)
    except ValueError:
        local = False
    found = local and _FILE.fullmatch(given.path.removeprefix(ours.path))
    if not found or given.path == given.path.removeprefix(ours.path):
        raise _wrong(pointer, "is no file of a job here: send the `output_url` of a render job")
    if found[2] != VIDEO:
        raise _wrong(pointer, f"is no video of a scene: the file must be {VIDEO}")
    return found[1]


def _part(job: JobState | None, number: int, pointer: str) -> CombineInput:
    if job is None:
        raise _wrong(pointer, "names no job that is known here")
    if not isinstance(job.command, RenderScene):
        raise _wrong(pointer, "names a job that is no render")
    if not job.final:
        raise Problem(
            409,
            "JOB_NOT_READY",
            f"The job at {pointer} has not ended. Wait until its state is SUCCESS.",
            headers={"Retry-After": "1"},
        )
    if not isinstance(job.answer, SceneRendered):
        why = "does not render" if isinstance(job.answer, SceneRejected) else "has failed"
        raise _wrong(pointer, f"names a job that {why}: it has no video")
    files = {file.name: file for file in artifacts_of(job)}
    return CombineInput(
        scene_number=number,
        title=job.command.title,
        duration=job.answer.duration,
        video=files[VIDEO],
        captions=files.get("captions.vtt"),
    )


def _wrong(pointer: str, message: str) -> Problem:
    where = pointer.lstrip("/")
    return Problem(
        422,
        "VALIDATION_ERROR",
        f"Correct {where}: it {message}. Nothing was started.",
        errors=[InvalidField(pointer=pointer, message=f"It {message}.")],
    )
