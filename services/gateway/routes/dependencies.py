"""What routes are given: the backend, the settings, and the task that a path names."""

import re
from typing import Annotated

from fastapi import Depends, Path, Request

from services.gateway.backend import Backend
from services.gateway.problems import not_found
from services.gateway.settings import Settings
from services.gateway.workflow.state import TaskState

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")

TaskId = Annotated[
    str,
    Path(
        description="The id that POST /generate returned.",
        examples=["01976b1e-9c4d-7a52-8f3e-2d6c5b4a3f21"],
    ),
]


def _backend(request: Request) -> Backend:
    backend: Backend = request.app.state.backend
    return backend


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


GivenBackend = Annotated[Backend, Depends(_backend)]
GivenSettings = Annotated[Settings, Depends(_settings)]


async def _known_task(task_id: TaskId, backend: GivenBackend) -> TaskState:
    # What is no id must not become part of a subject, where it could match other tasks.
    task = await backend.store.find(task_id) if _NAME.fullmatch(task_id) else None
    if task is None:
        raise not_found("task", "Check the id that POST /generate returned.")
    return task


KnownTask = Annotated[TaskState, Depends(_known_task)]
