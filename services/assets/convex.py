"""A small client of Convex's HTTP API: mutations with a deploy key."""

import asyncio
import random
import time
from typing import Any

import httpx
import structlog

from services.assets.breaker import Breaker
from services.assets.settings import ConvexSettings

log = structlog.get_logger()

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
_FUNCTION_FAILED = 560


class DatabaseDown(Exception):
    """Not reached, or not well, within the budget; later may help."""


class DatabaseRefused(Exception):
    """It has understood and said no: wrong key, unknown function, invalid arguments."""


class Convex:
    """Retries within `settings.budget` seconds; after repeated failures it pauses altogether.

    Every mutation must be idempotent: after a lost answer it is sent again.
    """

    def __init__(self, settings: ConvexSettings, http: httpx.AsyncClient) -> None:
        if settings.deployment_url is None:
            raise ValueError("CONVEX_DEPLOYMENT_URL is not set")
        self._url = settings.deployment_url.rstrip("/")
        self._key = settings.deploy_key
        self._timeout = settings.timeout
        self._budget = settings.budget
        self._http = http
        self._breaker = Breaker()

    async def mutation(self, path: str, arguments: dict[str, Any]) -> Any:
        """The mutation's value. Raises `DatabaseDown`, `DatabaseRefused`."""
        end = time.monotonic() + self._budget
        pause = FIRST_PAUSE
        while True:
            if not self._breaker.allows():
                raise DatabaseDown("Convex has failed repeatedly and is left alone for a while")
            try:
                value = await self._post("mutation", path, arguments)
            except DatabaseDown as error:
                self._breaker.failed()
                wait = pause * random.uniform(0.5, 1)
                if time.monotonic() + wait >= end:
                    raise
                log.warning("Convex", error=str(error), again_in=round(wait, 2))
                await asyncio.sleep(wait)
                pause = min(LONGEST_PAUSE, pause * 2)
            except DatabaseRefused:
                self._breaker.succeeded()
                raise
            else:
                self._breaker.succeeded()
                return value

    async def _post(self, kind: str, path: str, arguments: dict[str, Any]) -> Any:
        headers = {}
        if self._key is not None:
            headers["Authorization"] = f"Convex {self._key.get_secret_value()}"
        try:
            answer = await self._http.post(
                f"{self._url}/api/{kind}",
                json={"path": path, "args": _without_nulls(arguments), "format": "json"},
                headers=headers,
                timeout=self._timeout,
            )
        except httpx.HTTPError as error:
            raise DatabaseDown(f"Convex: {type(error).__name__}: {error}") from error
        return _value(answer)


def _value(answer: httpx.Response) -> Any:
    if answer.status_code in (200, _FUNCTION_FAILED):
        try:
            body = answer.json()
            status = body["status"]
        except (ValueError, KeyError, TypeError) as error:
            raise DatabaseDown("Convex: the answer is not of its format") from error
        if status == "success":
            return body.get("value")
        raise DatabaseRefused(f"Convex: {body.get('errorMessage', 'the function failed')}"[:500])
    text = f"Convex: HTTP {answer.status_code}: {answer.text[:300]}"
    if answer.status_code >= 500 or answer.status_code in (408, 429):
        raise DatabaseDown(text)
    raise DatabaseRefused(text)


def _without_nulls(value: Any) -> Any:
    """Convex wants optional arguments left out, and rejects null."""
    if isinstance(value, dict):
        return {k: _without_nulls(v) for k, v in value.items() if v is not None}
    if isinstance(value, list | tuple):
        return [_without_nulls(v) for v in value]
    return value
