"""What routes are given: the backend, the settings, and the task that a path names."""

import re
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Header, Path
from fastapi.requests import HTTPConnection

from services.gateway.access.principal import Principal
from services.gateway.backend import Backend
from services.gateway.cancel_after import deadline
from services.gateway.ids import uuid7
from services.gateway.limits.quota import Quota
from services.gateway.problems import Problem, not_found
from services.gateway.settings import Settings
from services.gateway.task_views import TaskView
from services.gateway.workflow.state import TaskState

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")

TaskId = Annotated[
    str,
    Path(
        description="The id that POST /generate returned.",
        examples=["01976b1e-9c4d-7a52-8f3e-2d6c5b4a3f21"],
    ),
]

IfNoneMatch = Annotated[
    str | None, Header(description="The `ETag` that you have: 304 while it is still right.")
]


# All of them asynchronous: FastAPI sends others to a thread, which costs more than a whole request.
async def _backend(connection: HTTPConnection) -> Backend:
    backend: Backend = connection.app.state.backend
    return backend


async def _settings(connection: HTTPConnection) -> Settings:
    settings: Settings = connection.app.state.settings
    return settings


async def _principal(connection: HTTPConnection) -> Principal:
    # Put there by the gate; without one nothing is answered.
    principal: Principal = connection.state.principal
    return principal


async def _quota(connection: HTTPConnection) -> Quota:
    quota: Quota = connection.app.state.quota
    return quota


async def _new_work_id(connection: HTTPConnection) -> str:
    # One that an idempotency key has already, if the request carries such a key.
    given: str | None = getattr(connection.state, "work_id", None)
    return given or uuid7()


GivenBackend = Annotated[Backend, Depends(_backend)]
GivenSettings = Annotated[Settings, Depends(_settings)]
GivenPrincipal = Annotated[Principal, Depends(_principal)]
"""Who asks; whatever a path or a body names must be of a project that it `owns`."""
GivenQuota = Annotated[Quota, Depends(_quota)]
NewWorkId = Annotated[str, Depends(_new_work_id)]
"""The id of what a POST begins, the same whenever the POST is repeated under its key."""


async def _deadline(
    cancel_after: Annotated[
        str | None,
        Header(
            description="Cancel the task if it is not finished after so many seconds, or at this "
            "HTTP date; at most 7 days from now.",
            examples=["600"],
            # A date that is good today is not tomorrow: the schema knows of seconds only.
            json_schema_extra={"pattern": "^([1-9][0-9]{0,4}|[1-5][0-9]{5})$"},
        ),
    ] = None,
) -> datetime | None:
    return deadline(cancel_after, datetime.now(UTC))


GivenDeadline = Annotated[datetime | None, Depends(_deadline)]


async def _known_task(
    task_id: TaskId, backend: GivenBackend, principal: GivenPrincipal
) -> TaskState:
    # What is no id must not become part of a subject, where it could match other tasks.
    task = await backend.store.find(task_id) if NAME.fullmatch(task_id) else None
    if not isinstance(task, TaskState) or not principal.owns(task.project_id):
        raise _unknown()
    return task


async def _polled_task(
    task_id: TaskId, backend: GivenBackend, principal: GivenPrincipal
) -> TaskView:
    found = await backend.views.of(task_id) if NAME.fullmatch(task_id) else None
    if found is None or not principal.owns(found[1].project_id):
        raise _unknown()
    return found[0]


def _unknown() -> Problem:
    return not_found("task", "Check the id that POST /generate returned.")


KnownTask = Annotated[TaskState, Depends(_known_task)]
"""The task as it is stored now."""

PolledTask = Annotated[TaskView, Depends(_polled_task)]
"""The task as it was an instant ago, at a fraction of the cost."""
