"""Where a reader of a task's events continues, and whether there is anything to continue for."""

from datetime import UTC, datetime, timedelta

from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from services.gateway.problems import Problem
from services.gateway.workflow.state import TaskState
from shared.contracts.base import identity
from shared.streams import EVENTS

_LONGEST_ID = 18
_STRAGGLING = timedelta(minutes=1)


async def position(js: JetStreamContext, last_event_id: str | None) -> int:
    """The sequence after which to read. Raises a 400 for what is no id of an event."""
    if not last_event_id:
        return 0
    advice = "Send the id of an event of this stream, or none to read from the beginning."
    sequence = last_event_id.strip()
    if not (sequence.isascii() and sequence.isdigit() and len(sequence) <= _LONGEST_ID):
        raise Problem(400, "INVALID_LAST_EVENT_ID", f"Last-Event-ID is not a number. {advice}")
    if int(sequence) > (await js.stream_info(EVENTS)).state.last_seq:
        raise Problem(400, "INVALID_LAST_EVENT_ID", f"There is no such event yet. {advice}")
    return int(sequence)


async def over(js: JetStreamContext, task: TaskState, after: int) -> bool:
    """Whether nothing follows `after`, unless the task is retried."""
    if task.ended_at is None:
        return False
    try:
        end = await js.get_last_msg(
            EVENTS, f"evt.{identity('end', task.task_id, None, task.run)}", direct=True
        )
    except NotFoundError:
        # Stored right after the state; if it is not there long after, it has expired since.
        return datetime.now(UTC) - task.ended_at > _STRAGGLING
    return end.seq is not None and after >= end.seq
