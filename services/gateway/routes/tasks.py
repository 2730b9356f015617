"""One task: its status, its result, its cancellation."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from services.gateway.documents import (
    CancellationAccepted,
    ResultPending,
    TaskResult,
    TaskStatus,
)
from services.gateway.entity_tags import matches
from services.gateway.openapi_headers import RETRY_AFTER, TAGGED
from services.gateway.problems import Problem, documented
from services.gateway.projection import pending_document, result_document
from services.gateway.routes import PREFIX
from services.gateway.routes.dependencies import GivenBackend, IfNoneMatch, KnownTask, PolledTask
from shared.bus import insert
from shared.contracts.task import CancellationRequested

router = APIRouter(prefix=f"{PREFIX}/tasks/{{task_id}}", tags=["tasks"])

_POLL_SECONDS = "1"


STATUS_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"headers": {**TAGGED, **RETRY_AFTER}},
    304: {"description": "Nothing has changed since.", "headers": TAGGED},
    **documented(404),
}


@router.get("/status", response_model=TaskStatus, responses=STATUS_ANSWERS)
async def task_status(view: PolledTask, if_none_match: IfNoneMatch = None) -> Response:
    """Where a task stands. Send the `ETag` back as `If-None-Match` to poll cheaply."""
    shown = view.status(datetime.now(UTC))
    headers = {"ETag": shown.tag, "Cache-Control": "no-cache"}
    if not shown.final:
        headers["Retry-After"] = _POLL_SECONDS
    if matches(if_none_match, shown.tag):
        return Response(status_code=304, headers=headers)
    return Response(shown.body, headers=headers, media_type="application/json")


@router.get(
    "/result",
    response_model=TaskResult,
    responses={
        202: {
            "model": ResultPending,
            "description": "Not ready yet.",
            "headers": RETRY_AFTER,
        },
        **documented(404, 409),
    },
)
async def task_result(task: KnownTask, backend: GivenBackend) -> Response:
    """The finished video and its scenes; 202 while there is none, 409 if there never will be."""
    if task.status == "completed":
        body = result_document(task).model_dump_json()
        return Response(body, media_type="application/json")
    if task.status == "cancelled":
        raise Problem(
            409,
            "TASK_CANCELLED",
            "The task was cancelled: there is no result. Retry it, or start a new one.",
        )
    if task.status == "failed":
        reason = (task.error or "the reason is not known")[:1_000]
        raise Problem(
            409,
            "TASK_FAILED",
            f"The task failed: {reason}. Its status has the details; retry it, or start a new one.",
        )
    pending = pending_document(task, await backend.reports.last(task.task_id))
    return JSONResponse(
        pending.model_dump(mode="json"), status_code=202, headers={"Retry-After": _POLL_SECONDS}
    )


@router.delete("", status_code=202, responses=documented(404, 409))
async def cancel_task(task: KnownTask, backend: GivenBackend) -> CancellationAccepted:
    """Stop a task; repeating it changes nothing. Scenes that are published already stay."""
    if task.status in ("completed", "failed"):
        raise Problem(
            409, "TASK_ENDED", f"The task has {task.status} already: there is nothing to cancel."
        )
    event = CancellationRequested(task_id=task.task_id, attempt=task.run)
    await insert(backend.js, event, subject=event.subject)
    return CancellationAccepted(task_id=task.task_id)
