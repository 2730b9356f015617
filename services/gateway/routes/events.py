"""`GET /tasks/{id}/events`: a task live, as Server-Sent Events."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Header, Response
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from services.gateway.event_stream import MEDIA_TYPE, EventStream
from services.gateway.problems import Problem, documented
from services.gateway.projection import status_document
from services.gateway.routes import PREFIX
from services.gateway.routes.dependencies import GivenBackend, GivenSettings, KnownTask
from services.gateway.task_feed import TaskFeed
from services.gateway.workflow.state import TaskState
from shared.contracts.base import identity
from shared.streams import EVENTS

router = APIRouter(prefix=f"{PREFIX}/tasks/{{task_id}}", tags=["tasks"])

_LONGEST_ID = 18
_STRAGGLING = timedelta(minutes=1)

_STREAM = {
    MEDIA_TYPE: {
        "schema": {"type": "string"},
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
        str | None, Header(description="Continue after this event.", examples=["512"])
    ] = None,
) -> Response:
    """Follow a task. Reconnect with `Last-Event-ID` to continue without gap or repetition."""
    after = await _position(backend.js, last_event_id)
    if await _over(backend.js, task, after):
        return Response(status_code=204)
    reports = await backend.reports.last(task.task_id)
    status = status_document(task, reports, datetime.now(UTC))
    return EventStream(
        status.model_dump_json(),
        TaskFeed(backend.client, backend.js, task.task_id, after=after),
        heartbeat=settings.events_heartbeat,
        patience=settings.events_patience,
    )


async def _position(js: JetStreamContext, last_event_id: str | None) -> int:
    if not last_event_id:
        return 0
    advice = "Send the id of an event of this stream, or none to read from the beginning."
    sequence = last_event_id.strip()
    if not (sequence.isascii() and sequence.isdigit() and len(sequence) <= _LONGEST_ID):
        raise Problem(400, "INVALID_LAST_EVENT_ID", f"Last-Event-ID is not a number. {advice}")
    if int(sequence) > (await js.stream_info(EVENTS)).state.last_seq:
        raise Problem(400, "INVALID_LAST_EVENT_ID", f"There is no such event yet. {advice}")
    return int(sequence)


async def _over(js: JetStreamContext, task: TaskState, after: int) -> bool:
    """Whether nothing will ever follow `after`."""
    if task.ended_at is None:
        return False
    try:
        end = await js.get_last_msg(
            EVENTS, f"evt.{identity('end', task.task_id, None, 1)}", direct=True
        )
    except NotFoundError:
        # Stored right after the state; if it is not there long after, it has expired since.
        return datetime.now(UTC) - task.ended_at > _STRAGGLING
    return end.seq is not None and after >= end.seq
