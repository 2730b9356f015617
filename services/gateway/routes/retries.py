"""An ended task, or one failed scene of it, goes on: what is finished is not made again."""

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Path, Response

from services.gateway.backend import Backend
from services.gateway.documents import RetryAccepted
from services.gateway.limits.quota import Quota
from services.gateway.openapi_headers import ACCEPTED
from services.gateway.problems import Problem, documented, not_found
from services.gateway.projection import scene_id
from services.gateway.routes import PREFIX
from services.gateway.routes.dependencies import (
    GivenBackend,
    GivenDeadline,
    GivenQuota,
    KnownTask,
)
from services.gateway.workflow.retry import Refusal, refusal
from services.gateway.workflow.state import TaskState
from shared.bus import insert
from shared.contracts.catalogue import ANY_EVENT
from shared.contracts.task import RetryRequested
from shared.streams import EVENTS

log = structlog.get_logger()

router = APIRouter(prefix=f"{PREFIX}/tasks/{{task_id}}", tags=["tasks"])

_PATIENCE_SECONDS = 5.0
_POLL_SECONDS = 0.02

_ANSWERS: dict[int | str, dict[str, Any]] = {
    202: {"description": "Accepted; the same task goes on.", "headers": ACCEPTED},
    **documented(404, 409, 422),
}

SceneNumber = Annotated[
    int, Path(description="The scene's number, from 1.", ge=1, le=20, examples=[2])
]


@router.post("/retry", status_code=202, responses=_ANSWERS)
async def retry_task(
    task: KnownTask,
    deadline: GivenDeadline,
    backend: GivenBackend,
    quota: GivenQuota,
    response: Response,
) -> RetryAccepted:
    """Continue a failed or cancelled task: finished steps and scenes stay, every budget is fresh.

    The task keeps its id and its events go on. A completed task can be retried if a scene failed.
    """
    return await _retry(task, None, deadline, backend, quota, response)


@router.post("/scenes/{number}/retry", status_code=202, responses=_ANSWERS)
async def retry_scene(
    task: KnownTask,
    number: SceneNumber,
    deadline: GivenDeadline,
    backend: GivenBackend,
    quota: GivenQuota,
    response: Response,
) -> RetryAccepted:
    """Make one failed scene again with fresh budgets, then combine the video anew."""
    return await _retry(task, number, deadline, backend, quota, response)


async def _retry(
    task: TaskState,
    scene: int | None,
    deadline: datetime | None,
    backend: Backend,
    quota: Quota,
    response: Response,
) -> RetryAccepted:
    if (why := refusal(task, scene)) is not None:
        raise _problem(why, task)
    await quota.spend(task.project_id)
    event = RetryRequested(
        task_id=task.task_id,
        attempt=task.run + 1,
        scene=scene,
        deadline=deadline,
        queues=quota.queues,
    )
    if await insert(backend.js, event, subject=event.subject) is None:
        await _require_the_same(event, task, backend)
    await _begun(event, backend)
    log.info("retry accepted", task_id=task.task_id, run=event.attempt, scene=scene)
    response.headers["Location"] = f"{PREFIX}/tasks/{task.task_id}/status"
    response.headers["Retry-After"] = "1"
    what = "The task" if scene is None else f"Scene {scene}"
    return RetryAccepted(
        task_id=task.task_id,
        project_id=task.project_id,
        session_id=task.session_id,
        scene_id=None if scene is None else scene_id(task.session_id, scene),
        run=event.attempt,
        message=f"{what} is tried again (run {event.attempt})",
    )


async def _require_the_same(event: RetryRequested, task: TaskState, backend: Backend) -> None:
    """Somebody was faster; if they wanted the same, both have it."""
    stored = await backend.js.get_last_msg(EVENTS, event.subject)
    other = ANY_EVENT.validate_json(stored.data or b"")
    if not isinstance(other, RetryRequested) or other.scene != event.scene:
        raise _problem("running", task)


async def _begun(event: RetryRequested, backend: Backend) -> None:
    """So that the next status is not that of the run before."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while True:
                stored = await backend.store.find(event.task_id)
                if isinstance(stored, TaskState) and stored.run >= event.attempt:
                    return
                await asyncio.sleep(_POLL_SECONDS)


def _problem(why: Refusal, task: TaskState) -> Problem:
    match why:
        case "no such scene":
            count = task.request.scene_count
            return not_found("scene", f"The task has scenes 1 to {count}.")
        case "running":
            return Problem(
                409, "TASK_RUNNING", "The task still runs. Wait for its end, or cancel it."
            )
        case "complete":
            return Problem(
                409, "TASK_COMPLETE", "Every scene is finished. Start a new task for another video."
            )
        case "not failed":
            return Problem(
                409, "SCENE_NOT_FAILED", "The scene has not failed: there is nothing to try again."
            )
        case "unfinished":
            return Problem(
                409, "TASK_UNFINISHED", "Other scenes are not finished. Retry the whole task."
            )
