"""The files of a job, as a browser's player wants them: in ranges, with tags."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Response

from services.gateway.entity_tags import matches
from services.gateway.jobs.download import FileStream, NotInRange, NotThere
from services.gateway.jobs.projection import artifacts_of
from services.gateway.problems import Problem, documented, not_found
from services.gateway.routes import AGENTS_PREFIX
from services.gateway.routes.dependencies import GivenBackend
from services.gateway.routes.job_dependencies import KnownJob
from services.gateway.workflow.job import JobState
from shared.contracts.artifact import Artifact

router = APIRouter(prefix=f"{AGENTS_PREFIX}/jobs/{{job_id}}/artifacts", tags=["agents"])

KEPT = timedelta(hours=24)

_ONE_RANGE = re.compile(r"\s*bytes\s*=\s*([0-9]{1,18}-[0-9]{0,18}|-[0-9]{1,18})\s*", re.IGNORECASE)

_FileName = Annotated[str, Path(description="As the job's value names it.", examples=["video.mp4"])]
_IfNoneMatch = Annotated[str | None, Header(description="Tags of what the client has.")]

_BYTES: dict[str, Any] = {
    media: {"schema": {"type": "string", "format": "binary"}}
    for media in ("video/mp4", "image/png", "text/vtt", "application/x-subrip")
}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The whole file.", "content": _BYTES},
    304: {"description": "The client has it already."},
}


@router.get(
    "/{name}",
    response_class=Response,
    responses={
        **_RESPONSES,
        206: {"description": "The range that was asked for.", "content": _BYTES},
        **documented(404, 416),
    },
)
async def job_artifact(
    job: KnownJob,
    name: _FileName,
    backend: GivenBackend,
    byte_range: Annotated[
        str | None, Header(alias="Range", examples=["bytes=0-1023"], description="Bytes only.")
    ] = None,
    if_range: Annotated[
        str | None, Header(description="The range only if this is still the file's tag.")
    ] = None,
    if_none_match: _IfNoneMatch = None,
) -> Response:
    """A file that the job has made, whole or in part; kept for 24 hours."""
    artifact = _artifact(job, name)
    headers = _headers(artifact)
    if matches(if_none_match, headers["ETag"]):
        return _unchanged(headers)
    try:
        opened = await backend.downloads.open(
            artifact, _wanted(byte_range, if_range, headers["ETag"])
        )
    except NotInRange:
        raise Problem(
            416,
            "RANGE_NOT_SATISFIABLE",
            f"The file has {artifact.size} bytes. Ask for a range within them.",
            headers={"Content-Range": f"bytes */{artifact.size}", "Accept-Ranges": "bytes"},
        ) from None
    except NotThere:
        raise _gone() from None
    return FileStream(opened, headers)


@router.head("/{name}", response_class=Response, responses={**_RESPONSES, **documented(404)})
async def job_artifact_headers(
    job: KnownJob, name: _FileName, if_none_match: _IfNoneMatch = None
) -> Response:
    """The headers that a GET would have."""
    artifact = _artifact(job, name)
    headers = _headers(artifact)
    if matches(if_none_match, headers["ETag"]):
        return _unchanged(headers)
    return Response(headers={**headers, "Content-Length": str(artifact.size)})


def _artifact(job: JobState, name: str) -> Artifact:
    files = {file.name: file for file in artifacts_of(job)}
    if name not in files:
        names = ", ".join(files) or "no files"
        raise not_found("artifact", f"The job has {names}.")
    if job.ended_at is None or datetime.now(UTC) - job.ended_at > KEPT:
        raise _gone()
    return files[name]


def _gone() -> Problem:
    return not_found("artifact", "Files of jobs are kept for 24 hours: start the job again.")


def _headers(artifact: Artifact) -> dict[str, str]:
    return {
        "Content-Type": artifact.content_type,
        "ETag": f'"{artifact.sha256}"',
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=3600",
        "X-Content-Type-Options": "nosniff",
    }


def _unchanged(headers: dict[str, str]) -> Response:
    kept = {name: headers[name] for name in ("ETag", "Cache-Control")}
    return Response(status_code=304, headers=kept)


def _wanted(byte_range: str | None, if_range: str | None, tag: str) -> str | None:
    """The range to ask the store for; what is not one range is, as RFC 9110 allows, ignored."""
    one = _ONE_RANGE.fullmatch(byte_range or "")
    return f"bytes={one[1]}" if one and if_range in (None, tag) else None
