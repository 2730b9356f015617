"""`Idempotency-Key`: a POST that is sent again is answered again, not done again.

One record per (principal, route, key) is written before the work begins, so that all gateways know
of it; the work takes its id from it, so that whoever repeats the work after a crash stores nothing
twice.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress

from nats.js import JetStreamContext
from nats.js.kv import KeyValue
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.gateway.access.principal import Principal
from services.gateway.cancel_after import NAME as CANCEL_AFTER
from services.gateway.kept_answers import Answer, Held, InProgress, OtherBody, hold
from services.gateway.problem_handlers import EXPECTED, refuse
from services.gateway.problems import InvalidField, Problem
from shared.streams import ANSWERS_BUCKET

HEADER = "Idempotency-Key"

_LONGEST_KEY = 255
_LARGEST_ANSWER = 256 << 10
_LEASE_SECONDS = 5.0
"""Who has not been heard of for so long has died at it."""

_OWN_HEADERS = ("content-length", "date", "server")


class Idempotency:
    """Inside of the gate and of the body's limit. `js` raises `Unavailable` without a bus."""

    def __init__(
        self, app: ASGIApp, *, js: Callable[[], JetStreamContext], lease: float = _LEASE_SECONDS
    ) -> None:
        self._app = app
        self._js = js
        self._lease = lease
        self._opened: KeyValue | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        principal: Principal | None = scope.get("state", {}).get("principal")
        key = Headers(scope=scope).get(HEADER) if scope.get("method") == "POST" else None
        if key is None or principal is None:
            await self._app(scope, receive, send)
            return
        try:
            name = _name(principal, scope, key)
            body = await _read(receive)
            if body is None:
                return
            held = await self._hold(name, _fingerprint(scope, body))
        except EXPECTED as error:
            await refuse(error, scope, receive, send)
            return
        if isinstance(held, Answer):
            await _again(held)(scope, receive, send)
            return
        scope["state"]["work_id"] = held.work_id
        async with held:
            await self._app(scope, _replayed(body, receive), _keeping(held, send))

    async def _hold(self, name: str, fingerprint: str) -> Answer | Held:
        js = self._js()
        if self._opened is None:
            self._opened = await js.key_value(ANSWERS_BUCKET)
        try:
            return await hold(self._opened, name, fingerprint, lease=self._lease)
        except OtherBody:
            raise Problem(
                422,
                "IDEMPOTENCY_KEY_REUSED",
                "This Idempotency-Key came with another body. Make a new key for a new request.",
                errors=[InvalidField(parameter=HEADER, message="belongs to another body")],
            ) from None
        except InProgress:
            raise Problem(
                409,
                "REQUEST_IN_PROGRESS",
                "The first request with this Idempotency-Key is being answered. Repeat it soon.",
                headers={"Retry-After": "1"},
            ) from None


def _name(principal: Principal, scope: Scope, key: str) -> str:
    # The draft standard puts it into quotes; most clients do not.
    key = key.removeprefix('"').removesuffix('"')
    if not (0 < len(key) <= _LONGEST_KEY and key.isascii() and key.isprintable()):
        raise Problem(
            400,
            "INVALID_IDEMPOTENCY_KEY",
            f"Idempotency-Key must be 1 to {_LONGEST_KEY} printable characters, a UUID for one.",
        )
    parts = json.dumps([principal.name, scope["path"], key])
    return hashlib.sha256(parts.encode()).hexdigest()


def _fingerprint(scope: Scope, body: bytes) -> str:
    """The same for the same JSON, however it is written."""
    with suppress(ValueError, RecursionError):
        body = json.dumps(json.loads(body), sort_keys=True).encode()
    # None is not the empty text: the one is no deadline, the other a wrong one.
    deadline = repr(Headers(scope=scope).get(CANCEL_AFTER)).encode()
    parts = (scope.get("query_string", b""), deadline, body)
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


async def _read(receive: Receive) -> bytes | None:
    """The whole body; None when the client has gone."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _keeping(held: Held, send: Send) -> Send:
    """Passes the answer on when it is complete and, if it is a success, kept."""
    messages: list[Message] = []

    async def sending(message: Message) -> None:
        messages.append(message)
        if message["type"] != "http.response.body" or message.get("more_body", False):
            return
        start, *parts = messages
        body = b"".join(part.get("body", b"") for part in parts)
        # After an error of ours, what has been done is not known: the body must be the same.
        held.nothing_done = 400 <= start["status"] < 500
        if 200 <= start["status"] < 300 and len(body) <= _LARGEST_ANSWER:
            await held.keep(_answer(start, body))
        for each in messages:
            await send(each)

    return sending


def _answer(start: Message, body: bytes) -> Answer:
    headers = [
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"]
    ]
    return Answer(
        status=start["status"],
        headers=[each for each in headers if each[0].lower() not in _OWN_HEADERS],
        body=body.decode("utf-8", "replace"),
    )


def _again(answer: Answer) -> Response:
    response = Response(answer.body, status_code=answer.status)
    response.raw_headers += [
        (name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers
    ]
    response.headers["Idempotent-Replayed"] = "true"
    return response
