"""`GET /tasks`: the tasks of the last month, newest first."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.gateway.access.principal import Principal
from services.gateway.documents import ListedTask, TaskPage
from services.gateway.problems import documented
from services.gateway.routes import PREFIX
from services.gateway.routes.dependencies import GivenBackend, GivenPrincipal
from services.gateway.task_summary import Kind
from services.gateway.workflow.state import Status
from shared.contracts.base import Name

router = APIRouter(prefix=PREFIX, tags=["tasks"])

LARGEST_PAGE = 100


@router.get("/tasks", responses=documented(404, 422))
async def list_tasks(
    backend: GivenBackend,
    principal: GivenPrincipal,
    project_id: Annotated[Name | None, Query(description="Only of this project.")] = None,
    status: Annotated[Status | None, Query(description="Only with this status.")] = None,
    kind: Annotated[Kind | None, Query(description="Only of this kind.")] = None,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="So many at most.")] = 20,
    cursor: Annotated[
        Name | None, Query(description="`next_cursor` of the page before; none for the first page.")
    ] = None,
) -> TaskPage:
    """The tasks of the last 30 days, newest first. A task appears a moment after its POST."""
    tasks = await backend.summaries.tasks()
    found = tasks.page(
        limit=limit + 1,
        before=cursor,
        project_ids=_projects(principal, project_id),
        status=status,
        kind=kind,
    )
    page = found[:limit]
    return TaskPage(
        tasks=[ListedTask.model_validate(summary.model_dump()) for summary in page],
        next_cursor=page[-1].task_id if len(found) > limit else None,
    )


def _projects(principal: Principal, wanted: str | None) -> Any:
    if wanted is not None:
        principal.require_project(wanted)
        return (wanted,)
    return None if principal.project_ids == "*" else principal.project_ids
