"""A small client of the REST API."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from cli.answers import TaskStatus, VideoResult

PREFIX = "/api/v1/video-generation"

_PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 1.0
_BUSY = (429, 502, 503, 504)


class ApiError(Exception):
    """The API answered with an error, or not at all (`status` None)."""

    def __init__(self, message: str, *, status: int | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(frozen=True)
class ServerEvent:
    """One server-sent event."""

    id: str | None
    event: str
    data: str

    @property
    def json(self) -> Any:
        return json.loads(self.data)


class Client:
    """`async with Client("http://127.0.0.1:8000") as api`. Every call raises `ApiError`.

    Reading is repeated for a minute when the gateway cannot be reached or is busy; a POST is
    repeated too, under the one idempotency key that it carries.
    """

    def __init__(
        self,
        base_url: str,
        *,
        api_key: str | None = None,
        token: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        patience: float = _PATIENCE_SECONDS,
    ) -> None:
        headers = {"Accept": "application/json"}
        if api_key:
            headers["X-API-Key"] = api_key
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self.base_url = base_url.rstrip("/")
        self._patience = patience
        self._pause = _PAUSE_SECONDS
        self._http = httpx.AsyncClient(
            base_url=self.base_url,
            headers=headers,
            timeout=httpx.Timeout(30, connect=5),
            transport=transport,
            trust_env=not is_loopback(base_url),
        )

    async def generate(self, request: dict[str, Any], *, idempotency_key: str) -> str:
        """The id of the new task."""
        answer = await self._send(
            "POST", "/generate", json=request, headers={"Idempotency-Key": idempotency_key}
        )
        return str(answer.json()["task_id"])

    async def status(self, task_id: str) -> TaskStatus:
        return TaskStatus.model_validate((await self._send("GET", _task(task_id, "status"))).json())

    async def result(self, task_id: str) -> VideoResult | None:
        """None while the task runs. A failed or cancelled one has none: `ApiError` 409."""
        answer = await self._send("GET", _task(task_id, "result"))
        return (
            VideoResult.model_validate(answer.json()["result"])
            if answer.is_success and (answer.status_code == 200)
            else None
        )

    async def cancel(self, task_id: str) -> None:
        """Ask for the end of it. `ApiError` 409 when it has ended already."""
        await self._send("DELETE", _task(task_id, ""))

    async def events(self, task_id: str, *, after: str | None = None) -> AsyncIterator[ServerEvent]:
        """The task's events until the server ends the stream; resumed where it broke off."""
        while True:
            headers = {"Accept": "text/event-stream"}
            if after is not None:
                headers["Last-Event-ID"] = after
            try:
                async with self._http.stream(
                    "GET", PREFIX + _task(task_id, "events"), headers=headers, timeout=_QUIET
                ) as answer:
                    if answer.status_code not in _BUSY:
                        await _checked(answer)
                        async for event in parse_events(answer.aiter_lines()):
                            after = event.id or after
                            yield event
                        return
            except httpx.TransportError:
                pass
            await asyncio.sleep(self._pause)

    async def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        end = time.monotonic() + self._patience
        while True:
            try:
                answer = await self._http.request(method, PREFIX + path, **options)
            except httpx.TransportError as error:
                if time.monotonic() > end:
                    raise ApiError(
                        f"{self.base_url} does not answer: {error or type(error).__name__}"
                    ) from error
                pause = self._pause
            else:
                pause = _retry_after(answer, self._pause)
                if not _is_busy(answer) or time.monotonic() + pause > end:
                    return await _checked(answer)
            await asyncio.sleep(pause)

    async def close(self) -> None:
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()


async def parse_events(lines: AsyncIterator[str]) -> AsyncIterator[ServerEvent]:
    """The events in the lines of a `text/event-stream`; comments are heartbeats."""
    last_id: str | None = None
    event, data = "message", list[str]()
    async for line in lines:
        if not line:
            if data:
                yield ServerEvent(last_id, event, "\n".join(data))
            event, data = "message", []
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "id":
                last_id = value
            case "event":
                event = value
            case "data":
                data.append(value)


def is_loopback(url: str) -> bool:
    """Whether no proxy may stand between us and this URL."""
    return urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")


_QUIET = httpx.Timeout(30, connect=5, read=60)
"""Longer than the pause between two heartbeats of an event stream."""


def _task(task_id: str, what: str) -> str:
    return f"/tasks/{task_id}/{what}".rstrip("/")


def _is_busy(answer: httpx.Response) -> bool:
    """Whether the same request may fare better soon."""
    # Our first try may still be at work, or have died with its gateway.
    ours = answer.status_code == 409 and "REQUEST_IN_PROGRESS" in answer.text
    return ours or answer.status_code in _BUSY


def _retry_after(answer: httpx.Response, otherwise: float) -> float:
    try:
        return min(30.0, max(0.1, float(answer.headers.get("Retry-After", ""))))
    except ValueError:
        return otherwise


async def _checked(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    await answer.aread()
    try:
        problem = answer.json()
    except ValueError:
        problem = {}
    if not isinstance(problem, dict):
        problem = {}
    said = str(problem.get("detail") or problem.get("title") or answer.reason_phrase)
    reasons = [_reason(error) for error in problem.get("errors") or ()]
    raise ApiError(
        "\n  ".join([f"{answer.status_code}: {said}", *reasons]),
        status=answer.status_code,
        code=problem.get("error_code"),
    )


def _reason(error: Any) -> str:
    if not isinstance(error, dict):
        return str(error)
    where = error.get("loc") or error.get("field") or error.get("pointer") or ""
    where = ".".join(map(str, where)) if isinstance(where, list) else str(where)
    what = error.get("msg") or error.get("message") or error.get("detail") or error
    return f"{where}: {what}" if where else str(what)
