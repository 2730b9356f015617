"""`POST /generate`: a prompt becomes a task."""

from datetime import UTC, datetime
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Body, Response

from services.gateway.documents import GenerationAccepted
from services.gateway.ids import uuid7
from services.gateway.openapi_headers import ACCEPTED as ACCEPTED_HEADERS
from services.gateway.problems import documented
from services.gateway.routes import PREFIX
from services.gateway.routes.dependencies import (
    GivenBackend,
    GivenDeadline,
    GivenPrincipal,
    GivenQuota,
    NewWorkId,
)
from services.gateway.routes.templates import require_fitting
from shared.bus import insert
from shared.contracts.request import VideoGenerationRequest
from shared.contracts.task import GenerationRequested

log = structlog.get_logger()

router = APIRouter(prefix=PREFIX, tags=["video-generation"])

_EXAMPLES = [
    {"project_id": "demo", "content_prompt": "Explain the Pythagorean theorem"},
    {
        "project_id": "demo",
        "content_prompt": "How does binary search halve its work?",
        "scene_count": 2,
        "render_config": {"quality": "preview", "max_scene_duration": 20},
        "on_scene_failure": "partial",
    },
    {
        "project_id": "demo",
        "content_prompt": "The sides of a right triangle",
        "template": {"name": "pythagoras", "params": {"a": 5, "b": 12}},
    },
]


ANSWERS: dict[int | str, dict[str, Any]] = {
    202: {
        "description": "Accepted; `Location` is the status to poll every `Retry-After` seconds.",
        "headers": ACCEPTED_HEADERS,
    },
    **documented(400, 404, 413, 415, 422),
}


@router.post("/generate", status_code=202, responses=ANSWERS)
async def generate(
    request: Annotated[VideoGenerationRequest, Body(examples=_EXAMPLES)],
    backend: GivenBackend,
    principal: GivenPrincipal,
    quota: GivenQuota,
    task_id: NewWorkId,
    deadline: GivenDeadline,
    response: Response,
) -> GenerationAccepted:
    """Start the generation of a video. Returns as soon as the request is stored durably."""
    principal.require_project(request.project_id)
    require_fitting(request.template)
    await quota.spend(request.project_id)
    event = GenerationRequested(
        task_id=task_id,
        project_id=request.project_id,
        session_id=request.session_id or uuid7(),
        request=request,
        queues=quota.queues,
        deadline=deadline,
    )
    session_id, created_at = event.session_id, datetime.now(UTC)
    if await insert(backend.js, event, subject=event.subject) is None:
        # Stored by whoever had this idempotency key before and died before answering.
        task = await backend.store.find(task_id)
        assert task is not None
        session_id, created_at = task.session_id, task.created_at
    log.info("generation accepted", task_id=task_id, project_id=event.project_id)
    response.headers["Location"] = f"{PREFIX}/tasks/{task_id}/status"
    response.headers["Retry-After"] = "1"
    count = request.scene_count
    forecast = backend.summaries.history.forecast(request.render.quality, count)
    return GenerationAccepted(
        task_id=task_id,
        project_id=event.project_id,
        session_id=session_id,
        message=f"Video generation started for {count} scene{'' if count == 1 else 's'}",
        estimated_duration_minutes=forecast.minutes,
        created_at=created_at,
    )
