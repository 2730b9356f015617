"""Turns whatever goes wrong in a request into a problem that says what to do."""

from collections.abc import Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from nats.errors import Error as NatsError
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send

from services.gateway.allowed_methods import allowed_methods
from services.gateway.problems import InvalidField, Problem, answer, unavailable
from shared.errors import Unavailable

log = structlog.get_logger()

_ERRORS_SHOWN = 20
_JSON = "application/json"
_DENIAL = "websocket.http.response"


def install(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Unavailable, _unavailable)
    app.add_exception_handler(NatsError, _bus)
    app.add_exception_handler(Exception, _bug)


EXPECTED = (Problem, Unavailable, NatsError)
"""What may be raised outside of the routes too, to be answered by `refuse`."""


async def refuse(error: Exception, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer an `EXPECTED` error where no handler of the application would see it."""
    if scope["type"] == "websocket" and _DENIAL not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    connection = HTTPConnection(scope)
    if isinstance(error, Problem):
        response = answer(connection, error)
    elif isinstance(error, Unavailable):
        response = await _unavailable(connection, error)
    else:
        response = await _bus(connection, error)
    await response(scope, receive, send)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if not isinstance(error, Problem):
        error = _of_framework(error, request)
    return answer(request, error)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return answer(request, _of_validation(error, request.headers.get("content-type")))


async def _unavailable(request: HTTPConnection, error: Exception) -> Response:
    assert isinstance(error, Unavailable)
    pause = error.retry_after.total_seconds()
    return answer(request, unavailable(f"Not available now: {error}.", retry_after=pause))


async def _bus(request: HTTPConnection, error: Exception) -> Response:
    log.warning("the bus refused a request", path=request.url.path, error=str(error))
    return answer(request, unavailable("The message bus cannot take the request now."))


async def _bug(request: Request, error: Exception) -> Response:
    log.error("request failed", path=request.url.path, exc_info=error)
    detail = "The gateway made a mistake. Try again; if it stays, report the trace_id."
    return answer(request, Problem(500, "INTERNAL_ERROR", detail))


def _of_framework(error: HTTPException, request: Request) -> Problem:
    """Starlette's own errors: no route, wrong method, an unreadable body."""
    match error.status_code:
        case 404:
            code, detail = (
                "NOT_FOUND",
                "There is nothing at this path. See /docs for what there is.",
            )
        case 405:
            allowed = _allowed(error, request)
            return Problem(
                405,
                "METHOD_NOT_ALLOWED",
                f"Use one of these methods here: {allowed}.",
                headers={"Allow": allowed},
            )
        case 400:
            code, detail = "BAD_REQUEST", "The body cannot be read. Send valid JSON in UTF-8."
        case _:
            code, detail = "HTTP_ERROR", str(error.detail)
    return Problem(error.status_code, code, detail, headers=error.headers)


def _allowed(error: HTTPException, request: Request) -> str:
    named = (error.headers or {}).get("Allow", "")
    known = {method.strip() for method in named.split(",")} - {""}
    return ", ".join(sorted(known | allowed_methods(request.app, request.url.path)))


def _of_validation(error: RequestValidationError, content_type: str | None) -> Problem:
    found = error.errors()
    if any(each["type"] == "json_invalid" for each in found):
        return _not_json(found)
    if isinstance(error.body, bytes) and error.body:
        sent = f"{content_type[:100]!r}" if content_type else "none"
        return Problem(
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            f"Send the body as JSON with `Content-Type: {_JSON}` (it was {sent}).",
            headers={"Accept-Post": _JSON},
        )
    fields = [_field(each) for each in found[:_ERRORS_SHOWN]]
    first = fields[0]
    where = (first.pointer or "").lstrip("/") or first.parameter or "the body"
    more = f" and {len(found) - 1} more (see errors)" if len(found) > 1 else ""
    return Problem(
        422,
        "VALIDATION_ERROR",
        f"Correct {where}: {first.message}{more}. Nothing was started.",
        errors=fields,
    )


def _not_json(found: Sequence[Any]) -> Problem:
    broken = next(each for each in found if each["type"] == "json_invalid")
    position = broken["loc"][-1]
    reason = broken.get("ctx", {}).get("error", "not JSON")
    return Problem(
        400,
        "INVALID_JSON",
        f"The body is not JSON: {reason} at character {position}. Send valid JSON in UTF-8.",
    )


def _field(error: Any) -> InvalidField:
    where, *path = error["loc"]
    message = error["msg"].removeprefix("Value error, ")
    if where != "body":
        return InvalidField(parameter=".".join(map(str, path)), message=message)
    return InvalidField(pointer="".join(f"/{_escaped(part)}" for part in path), message=message)


def _escaped(part: object) -> str:
    # Keys of the body may be arbitrarily long; they are quoted, hence cut.
    return str(part).replace("~", "~0").replace("/", "~1")[:100]
