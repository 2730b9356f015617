"""The paths of the original API's first version, for clients that still use them."""

from typing import NoReturn

from fastapi import APIRouter

from services.gateway.documents import TaskStatus
from services.gateway.problems import Problem
from services.gateway.routes import LEGACY_PREFIX
from services.gateway.routes.generate import ANSWERS, generate
from services.gateway.routes.tasks import STATUS_ANSWERS, task_status

router = APIRouter(prefix=LEGACY_PREFIX, tags=["legacy"], deprecated=True)

router.add_api_route(
    "/video/generate",
    generate,
    methods=["POST"],
    name="legacy_generate",
    status_code=202,
    responses=ANSWERS,
    description="As `POST /api/v1/video-generation/generate`, which replaces it.",
)
router.add_api_route(
    "/{task_id}/status",
    task_status,
    methods=["GET"],
    name="legacy_task_status",
    response_model=TaskStatus,
    responses=STATUS_ANSWERS,
    description="As `GET /api/v1/video-generation/tasks/{task_id}/status`, which replaces it.",
)


@router.post("/video/edit", include_in_schema=False, response_model=None)
async def legacy_edit() -> NoReturn:
    """Edits are not made by this version."""
    raise Problem(
        501,
        "EDIT_NOT_IMPLEMENTED",
        "Scenes cannot be edited with this version. Generate the video anew with another prompt.",
    )
