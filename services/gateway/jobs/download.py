"""The bytes of a job's files: from the object store, through the gateway, to the client."""

import httpx
import structlog
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from shared.contracts.artifact import Artifact, GrantDownloads
from shared.errors import Unavailable
from shared.grants import Grants

log = structlog.get_logger()

_TIMEOUT = httpx.Timeout(30, connect=5)
_FROM_THE_STORE = ("content-length", "content-range")


class NotThere(Exception):
    """The store has no such file any more."""


class NotInRange(Exception):
    """The file has no byte that was asked for."""


class Downloads:
    """Asks the assets service for a way to the file; clients never see which."""

    def __init__(self, grants: Grants) -> None:
        self._grants = grants
        # A paused player keeps its connection: nobody else may have to wait for it.
        self._client = httpx.AsyncClient(
            timeout=_TIMEOUT, limits=httpx.Limits(max_connections=None)
        )

    async def close(self) -> None:
        await self._client.aclose()

    async def open(self, artifact: Artifact, byte_range: str | None) -> httpx.Response:
        """The store's answer, to be read and closed: 200, or 206 to a range that it accepts.

        Raises `NotThere`, `NotInRange` or `Unavailable`.
        """
        try:
            granted = await self._grants.grant_downloads(GrantDownloads(keys=(artifact.key,)))
        except ValueError as error:
            raise NotThere(str(error)) from None
        # What is counted in bytes must not be compressed on its way.
        headers = {"Accept-Encoding": "identity"} | ({"Range": byte_range} if byte_range else {})
        request = self._client.build_request("GET", granted.urls[artifact.key], headers=headers)
        try:
            response = await self._client.send(request, stream=True)
        except httpx.TransportError as error:
            # Without the URL: it is a secret.
            raise Unavailable(f"the object store: {type(error).__name__}") from None
        if response.status_code in (200, 206):
            return response
        await response.aclose()
        match response.status_code:
            case 416:
                raise NotInRange
            case 404:
                raise NotThere(artifact.key)
            case status:
                raise Unavailable(f"the object store answers HTTP {status}")


class FileStream(StreamingResponse):
    """Passes an opened answer of the store on, with headers of ours."""

    def __init__(self, opened: httpx.Response, headers: dict[str, str]) -> None:
        taken = {name: opened.headers[name] for name in _FROM_THE_STORE if name in opened.headers}
        super().__init__(
            opened.aiter_raw(), status_code=opened.status_code, headers={**headers, **taken}
        )
        self._opened = opened

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        except httpx.TransportError as error:
            log.warning("download interrupted", path=scope["path"], error=type(error).__name__)
            raise
        finally:
            await self._opened.aclose()
