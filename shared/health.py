"""`/livez` (the process turns) and `/readyz` (it can get work)."""

import json
import time

from faststream.asgi import AsgiResponse, get
from faststream.asgi.types import ASGIApp, Scope
from faststream.nats import NatsBroker
from nats.errors import Error as NatsError

from shared.bus import client

_REMEMBER_SECONDS = 2.0


class Readiness:
    """Whether the bus answers and the durable consumer is there; asked at most every 2 s."""

    def __init__(self, broker: NatsBroker, stream: str, durable: str) -> None:
        self._broker = broker
        self._stream = stream
        self._durable = durable
        self._asked = 0.0
        self._problem: str | None = "not asked yet"

    async def problem(self) -> str | None:
        """None when ready, else the reason in words."""
        # The server answers HTTP before the last subscription is made: requests would be lost.
        if not self._broker.running:
            return "not every subscriber has started"
        if time.monotonic() - self._asked > _REMEMBER_SECONDS:
            self._problem = await self._ask()
            self._asked = time.monotonic()
        return self._problem

    async def _ask(self) -> str | None:
        try:
            connection = client(self._broker)
            if not connection.is_connected:
                return "NATS is not connected"
            await connection.jetstream(timeout=2).consumer_info(self._stream, self._durable)
        except (NatsError, RuntimeError) as error:
            return f"{type(error).__name__}: {error}"
        return None


def routes(broker: NatsBroker, stream: str, durable: str) -> list[tuple[str, ASGIApp]]:
    readiness = Readiness(broker, stream, durable)

    @get
    async def livez(scope: Scope) -> AsgiResponse:
        return _answer(200, "alive")

    @get
    async def readyz(scope: Scope) -> AsgiResponse:
        problem = await readiness.problem()
        return _answer(503 if problem else 200, problem or "ready")

    return [("/livez", livez), ("/readyz", readyz)]


def _answer(status: int, text: str) -> AsgiResponse:
    body = json.dumps({"status": text}).encode()
    return AsgiResponse(body, status, headers={"content-type": "application/json"})
