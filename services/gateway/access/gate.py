"""The door: every request gets its principal here, or is turned away before it is read."""

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.gateway.access.authenticate import SUBPROTOCOL, Authenticate
from services.gateway.access.binding import is_local
from services.gateway.access.refusal import insufficient
from services.gateway.access.rules import needed
from services.gateway.problem_handlers import EXPECTED, refuse
from services.gateway.problems import Problem


class Gate:
    """Authentication, then the scope that the path asks for. `closed` is False for an open API.

    What is inside finds the `principal` and the `access` that it has been given in its state.
    """

    def __init__(self, app: ASGIApp, *, authenticate: Authenticate, closed: bool) -> None:
        self._app = app
        self._authenticate = authenticate
        self._closed = closed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        try:
            await self._admit(connection)
        except EXPECTED as error:
            await refuse(error, scope, receive, send)
            return
        if scope["type"] == "websocket" and SUBPROTOCOL in scope.get("subprotocols", ()):
            send = _accepting(send)
        await self._app(scope, receive, send)

    async def _admit(self, connection: HTTPConnection) -> None:
        scope = connection.scope
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        access = needed(scope.get("method", "GET"), path)
        if access == "open":
            return
        if not self._closed:
            _require_local(scope)
        principal = await self._authenticate(connection)
        if access not in principal.scopes:
            raise insufficient(access)
        scope.setdefault("state", {}).update(principal=principal, access=access)


def _require_local(scope: Scope) -> None:
    """An open API answers to this machine only, and only under this machine's own names.

    A web page could otherwise make its own name point here and use the API from the browser.
    """
    server = scope.get("server")
    if server is not None and server[1] is not None and not is_local(server[0]):
        raise Problem(
            503,
            "NOT_CONFIGURED",
            "Access is not configured, so that only this machine is served. Configure it.",
        )
    host = Headers(scope=scope).get("host", "localhost").rpartition("]")
    name = host[0].lstrip("[") if host[1] else host[2].partition(":")[0]
    if not is_local(name):
        raise Problem(
            421,
            "MISDIRECTED_REQUEST",
            "Without configured access the API is called 127.0.0.1 or localhost only.",
        )


def _accepting(send: Send) -> Send:
    async def accept(message: Message) -> None:
        if message["type"] == "websocket.accept" and not message.get("subprotocol"):
            message = {**message, "subprotocol": SUBPROTOCOL}
        await send(message)

    return accept
