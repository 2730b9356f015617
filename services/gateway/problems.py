"""Errors as RFC 9457 problems, with the members that clients of the original API read."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from shared import telemetry

MEDIA_TYPE = "application/problem+json"

_INSTANCE_LIMIT = 300


class InvalidField(BaseModel):
    """One thing that is wrong with a request. What was sent is never repeated."""

    pointer: str | None = Field(
        default=None,
        description="JSON pointer into the body.",
        examples=["/render_config/quality"],
    )
    parameter: str | None = Field(
        default=None, description="Name of the query parameter or header at fault."
    )
    message: str


class ProblemDocument(BaseModel):
    """What every answer with a status of 400 and above is."""

    model_config = ConfigDict(
        title="Problem",
        json_schema_extra={
            "example": {
                "type": "urn:chalkstream:problem:not-found",
                "title": "Not Found",
                "status": 404,
                "detail": "There is no such task. Check the id that POST /generate returned.",
                "instance": "/api/v1/video-generation/tasks/0190/status",
                "error_code": "TASK_NOT_FOUND",
                "timestamp": "2025-01-01T12:00:00Z",
                "errors": [],
                "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
            }
        },
    )

    type: str = Field(description="Names the kind of problem; stable.")
    title: str
    status: int = Field(ge=400, le=599)
    detail: str = Field(description="What happened and what to do about it.")
    instance: str = Field(description="The path that was asked for.")
    error_code: str = Field(examples=["VALIDATION_ERROR"])
    timestamp: datetime
    errors: list[InvalidField] = []
    trace_id: str | None = Field(default=None, description="To be named when asking for help.")


class Problem(HTTPException):
    """Raise it anywhere in a request. `detail` says what to do."""

    def __init__(
        self,
        status: int,
        error_code: str,
        detail: str,
        *,
        errors: Sequence[InvalidField] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail, dict(headers or {}))
        self.error_code = error_code
        self.errors = list(errors)


def not_found(what: str, advice: str) -> Problem:
    return Problem(404, f"{what.upper()}_NOT_FOUND", f"There is no such {what}. {advice}")


def unavailable(detail: str, *, retry_after: float = 2) -> Problem:
    return Problem(
        503,
        "SERVICE_UNAVAILABLE",
        f"{detail} Send the request again after the time in Retry-After.",
        headers={"Retry-After": str(max(1, round(retry_after)))},
    )


def answer(request: HTTPConnection, problem: Problem) -> Response:
    """The problem as a response to this request."""
    slug = problem.error_code.lower().replace("_", "-")
    document = ProblemDocument(
        type=f"urn:chalkstream:problem:{slug}",
        title=HTTPStatus(problem.status_code).phrase,
        status=problem.status_code,
        detail=problem.detail,
        instance=quote(request.url.path)[:_INSTANCE_LIMIT],
        error_code=problem.error_code,
        timestamp=datetime.now(UTC),
        errors=problem.errors,
        trace_id=telemetry.trace_id(),
    )
    return Response(
        document.model_dump_json(),
        status_code=problem.status_code,
        headers=problem.headers,
        media_type=MEDIA_TYPE,
    )


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that can answer with these problems; 500 and 503 always can."""
    return {
        status: {"model": ProblemDocument, "description": HTTPStatus(status).phrase}
        for status in (*statuses, 500, 503)
    }
