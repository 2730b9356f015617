"""A task live: `GET /tasks/{id}/events` as Server-Sent Events, `/ws` over a WebSocket."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response, WebSocket

from services.gateway.event_socket import NOTHING_FOLLOWS, EventSocket
from services.gateway.event_stream import MEDIA_TYPE, EventStream
from services.gateway.problems import documented
from services.gateway.projection import status_document
from services.gateway.resume import over, position
from services.gateway.routes import PREFIX
from services.gateway.routes.dependencies import GivenBackend, GivenSettings, KnownTask
from services.gateway.task_feed import TaskFeed

router = APIRouter(prefix=f"{PREFIX}/tasks/{{task_id}}", tags=["tasks"])

_STREAM = {
    MEDIA_TYPE: {
        "schema": {
            "type": "object",
            "description": "Of each event.",
            "required": ["event", "data"],
            "properties": {
                "id": {"type": "string", "description": "Send it back as `Last-Event-ID`."},
                "event": {"type": "string"},
                "data": {"type": "string", "contentMediaType": "application/json"},
                "retry": {"type": "integer", "description": "Milliseconds."},
            },
        },
        "example": (
            'event: status\ndata: {"status":"progress","progress":41}\n\n'
            'id: 512\nevent: SceneRendered\ndata: {"scene_number":2,"duration":9.5}\n\n'
            'event: progress\ndata: {"scene_number":3,"fraction":0.4}\n\n'
        ),
    }
}


@router.get(
    "/events",
    status_code=200,
    response_class=EventStream,
    responses={
        200: {
            "description": "First `status`; then each stored event under its type, with an id; "
            "and `progress`, live and without one. Ends after `TaskEnded`.",
            "content": _STREAM,
        },
        204: {"description": "`Last-Event-ID` was the last event: do not reconnect."},
        **documented(400, 404),
    },
)
async def task_events(
    task: KnownTask,
    backend: GivenBackend,
    settings: GivenSettings,
    last_event_id: Annotated[
        str | None,
        Header(
            description="Continue after this event.",
            examples=["512"],
            json_schema_extra={"pattern": "^[0-9]{0,18}$"},
        ),
    ] = None,
) -> Response:
    """Follow a task. Reconnect with `Last-Event-ID` to continue without gap or repetition."""
    after = await position(backend.js, last_event_id)
    if await over(backend.js, task, after):
        return Response(status_code=204)
    reports = await backend.reports.last(task.task_id)
    status = status_document(task, reports, datetime.now(UTC), backend.summaries.history)
    return EventStream(
        status.model_dump_json(),
        TaskFeed(backend.client, backend.js, task.task_id, after=after),
        heartbeat=settings.events_heartbeat,
        patience=settings.events_patience,
    )


@router.websocket("/ws")
async def task_socket(
    socket: WebSocket,
    task: KnownTask,
    backend: GivenBackend,
    settings: GivenSettings,
    last_event_id: Annotated[str | None, Query()] = None,
) -> None:
    """The same events, each as a message `{"id", "event", "data"}`; `?last_event_id=` resumes."""
    after = await position(backend.js, last_event_id)
    await socket.accept()
    if await over(backend.js, task, after):
        await socket.close(NOTHING_FOLLOWS)
        return
    reports = await backend.reports.last(task.task_id)
    status = status_document(task, reports, datetime.now(UTC), backend.summaries.history)
    await EventSocket(
        socket, heartbeat=settings.events_heartbeat, patience=settings.events_patience
    ).tell(
        status.model_dump_json(), TaskFeed(backend.client, backend.js, task.task_id, after=after)
    )
