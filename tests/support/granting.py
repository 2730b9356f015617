"""In the place of the assets service: every file may be read, and is what one URL gives."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from nats.aio.msg import Msg

from shared.contracts.artifact import DownloadsGranted, GrantDownloads
from tests.support.stack import CleanBus


@asynccontextmanager
async def granting(bus: CleanBus, url: str) -> AsyncIterator[None]:
    async def grant(message: Msg) -> None:
        request = GrantDownloads.model_validate_json(message.data)
        granted = DownloadsGranted(
            urls=dict.fromkeys(request.keys, url), expires_at=datetime.now(UTC) + timedelta(hours=1)
        )
        await message.respond(granted.model_dump_json().encode())

    subscription = await bus.client.subscribe(GrantDownloads.subject, cb=grant)
    try:
        yield
    finally:
        await subscription.unsubscribe()
