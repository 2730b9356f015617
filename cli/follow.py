"""Following a task to its end."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from cli.answers import TaskStatus
from cli.client import ApiError, Client

_LONGEST_WAIT = 1.0
_SHORTEST_WAIT = 0.2


async def follow(api: Client, task_id: str, show: Callable[[TaskStatus], None]) -> TaskStatus:
    """The final status; every status on the way is shown.

    The event stream only says *when* to look: what a task is, its status says. Without the stream
    it is read every second.
    """
    happened = asyncio.Event()
    listener = asyncio.create_task(_listen(api, task_id, happened))
    try:
        while True:
            status = await api.status(task_id)
            show(status)
            if status.final:
                return status
            happened.clear()
            await asyncio.sleep(_SHORTEST_WAIT)
            with suppress(TimeoutError):
                await asyncio.wait_for(happened.wait(), _LONGEST_WAIT)
    finally:
        listener.cancel()
        with suppress(asyncio.CancelledError):
            await listener


async def _listen(api: Client, task_id: str, happened: asyncio.Event) -> None:
    with suppress(ApiError):
        async for _ in api.events(task_id):
            happened.set()
