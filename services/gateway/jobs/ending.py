"""Hears when a job ends."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Self

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from services.gateway.workflow.job import JobState
from shared.contracts.base import identity

_LOOK_SECONDS = 2.0


class Ending:
    """Open it before what may end the job, so that the end cannot be missed."""

    def __init__(self, client: Client, job_id: str) -> None:
        self._client = client
        self._subject = f"evt.{identity('end', job_id, None, 1)}"
        self._heard = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._subscription = await self._client.subscribe(self._subject, cb=self._hear)
        return self

    async def __aexit__(self, *_: object) -> None:
        with suppress(NatsError):
            await self._subscription.unsubscribe()

    async def wait(self, find: Callable[[], Awaitable[JobState]], *, seconds: float) -> JobState:
        """The job when it has ended, or as it is after so many seconds."""
        end = asyncio.get_running_loop().time() + seconds
        while not (job := await find()).final:
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                break
            # A restarted server may have told it to nobody: look now and then.
            with suppress(TimeoutError):
                await asyncio.wait_for(self._heard.wait(), min(left, _LOOK_SECONDS))
            self._heard.clear()
        return job

    async def _hear(self, _: Msg) -> None:
        self._heard.set()
