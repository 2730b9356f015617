"""Lets every request begin its own trace."""

from opentelemetry import context
from starlette.types import ASGIApp, Receive, Scope, Send


class FreshContext:
    """Forgets the context in which the server calls.

    On a connection that is kept alive it may be that of an earlier request: asyncio remembers the
    context in which reading was last resumed, and a large body is resumed inside of its request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        token = context.attach(context.Context())
        try:
            await self._app(scope, receive, send)
        finally:
            context.detach(token)
