"""Tells users of the old paths, with every answer, until when these work and what to use."""

from datetime import UTC, datetime

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.gateway.routes import LEGACY_PREFIX, PREFIX

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
SUNSET = "Fri, 31 Dec 2027 23:59:59 GMT"

_SUCCESSORS = {
    f"{LEGACY_PREFIX}/video/generate": f"{PREFIX}/generate",
    f"{LEGACY_PREFIX}/video/edit": f"{PREFIX}/edit-scene",
}


class Deprecation:
    """`Deprecation` (RFC 9745), `Sunset` (RFC 8594) and a `Link` to the successor."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(f"{LEGACY_PREFIX}/"):
            await self._app(scope, receive, send)
            return
        successor = _successor(scope["raw_path"].decode("latin-1").partition("?")[0])

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message.get("headers", ())))
                headers["Deprecation"] = f"@{int(SINCE.timestamp())}"
                headers["Sunset"] = SUNSET
                headers["Link"] = f'<{successor}>; rel="successor-version"'
                message = {**message, "headers": headers.raw}
            await send(message)

        await self._app(scope, receive, marked)


def _successor(path: str) -> str:
    return _SUCCESSORS.get(path) or PREFIX + "/tasks" + path.removeprefix(LEGACY_PREFIX)
