"""The assets service's grants, asked for by request and reply."""

from faststream.nats import NatsBroker
from nats.errors import NoRespondersError
from nats.errors import TimeoutError as NatsTimeoutError
from pydantic import TypeAdapter

from shared import telemetry
from shared.bus import client
from shared.contracts.artifact import (
    DownloadsGranted,
    DownloadsReply,
    GrantDownloads,
    GrantUploads,
    Refused,
    UploadsGranted,
    UploadsReply,
)
from shared.errors import Unavailable

_UPLOADS: TypeAdapter[UploadsReply] = TypeAdapter(UploadsReply)
_DOWNLOADS: TypeAdapter[DownloadsReply] = TypeAdapter(DownloadsReply)


class Grants:
    """Asks for presigned URLs. Raises `Unavailable` when nobody can grant now."""

    def __init__(self, broker: NatsBroker, *, timeout: float = 10) -> None:
        self._broker = broker
        self._timeout = timeout

    async def grant_uploads(self, request: GrantUploads) -> UploadsGranted:
        reply = _UPLOADS.validate_json(await self._ask(request))
        if isinstance(reply, Refused):
            raise _refusal(reply)
        return reply

    async def grant_downloads(self, request: GrantDownloads) -> DownloadsGranted:
        reply = _DOWNLOADS.validate_json(await self._ask(request))
        if isinstance(reply, Refused):
            raise _refusal(reply)
        return reply

    async def _ask(self, request: GrantUploads | GrantDownloads) -> bytes:
        with telemetry.publishing(request.subject):
            try:
                reply = await client(self._broker).request(
                    request.subject,
                    request.model_dump_json().encode(),
                    timeout=self._timeout,
                    headers=telemetry.inject(),
                )
            except (NoRespondersError, NatsTimeoutError) as error:
                raise Unavailable("the assets service does not answer") from error
        return reply.data


def _refusal(reply: Refused) -> Exception:
    if reply.retry:
        return Unavailable(f"assets: {reply.error}")
    return ValueError(f"the assets service refused: {reply.error}")
