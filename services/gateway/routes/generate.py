"""`POST /generate`: a prompt becomes a task."""

from datetime import UTC, datetime
from typing import Annotated

import structlog
from fastapi import APIRouter, Body, Response

from services.gateway.documents import GenerationAccepted
from services.gateway.ids import uuid7
from services.gateway.problems import documented
from services.gateway.projection import MINUTES_PER_SCENE
from services.gateway.routes import PREFIX
from services.gateway.routes.dependencies import GivenBackend
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
]


@router.post(
    "/generate",
    status_code=202,
    responses={
        202: {
            "description": "Accepted; `Location` is the status to poll every `Retry-After` seconds."
        },
        **documented(400, 413, 415, 422),
    },
)
async def generate(
    request: Annotated[VideoGenerationRequest, Body(examples=_EXAMPLES)],
    backend: GivenBackend,
    response: Response,
) -> GenerationAccepted:
    """Start the generation of a video. Returns as soon as the request is stored durably."""
    event = GenerationRequested(
        task_id=uuid7(),
        project_id=request.project_id,
        session_id=request.session_id or uuid7(),
        request=request,
    )
    await insert(backend.js, event, subject=event.subject)
    log.info("generation accepted", task_id=event.task_id, project_id=event.project_id)
    response.headers["Location"] = f"{PREFIX}/tasks/{event.task_id}/status"
    response.headers["Retry-After"] = "1"
    count = request.scene_count
    return GenerationAccepted(
        task_id=event.task_id,
        project_id=event.project_id,
        session_id=event.session_id,
        message=f"Video generation started for {count} scene{'' if count == 1 else 's'}",
        estimated_duration_minutes=MINUTES_PER_SCENE * count,
        created_at=datetime.now(UTC),
    )
