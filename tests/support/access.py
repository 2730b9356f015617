"""Credentials for tests, and one client of several gateways."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from typing import Any

import httpx
import jwt

from services.gateway.access.settings import AccessSettings
from services.gateway.app import create_app
from services.gateway.settings import Settings
from shared.api_keys import SCOPES
from tests.support.gateway import serving

SECRET = "a secret of tests, long enough for HS256"
AUDIENCE = "chalkstream"


def claims(**changes: Any) -> dict[str, Any]:
    """Good ones; a change to None leaves a claim out."""
    now = int(time.time())
    good = {
        "sub": "ada",
        "aud": AUDIENCE,
        "exp": now + 600,
        "projects": ["p1"],
        "scope": " ".join(SCOPES),
    }
    return {name: value for name, value in (good | changes).items() if value is not None}


def token(key: Any = SECRET, *, alg: str = "HS256", kid: str | None = None, **changes: Any) -> str:
    headers = {"kid": kid} if kid else None
    return jwt.encode(claims(**changes), key, algorithm=alg, headers=headers)


def bearer(**changes: Any) -> dict[str, str]:
    return {"Authorization": f"Bearer {token(**changes)}"}


def closed(**changes: Any) -> AccessSettings:
    """Access by tokens of `SECRET`."""
    return AccessSettings.model_validate({"jwt_secret": SECRET} | changes)


@asynccontextmanager
async def replicas(number: int, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client that sends each request to another of so many gateways."""
    async with AsyncExitStack() as stack:
        urls = [
            (await stack.enter_async_context(serving(create_app(settings)))).base_url
            for _ in range(number)
        ]
        turn = count()

        async def elsewhere(request: httpx.Request) -> None:
            url = urls[next(turn) % number]
            request.url = request.url.copy_with(port=url.port)
            request.headers["Host"] = f"{url.host}:{url.port}"

        yield await stack.enter_async_context(
            httpx.AsyncClient(
                base_url=urls[0],
                timeout=20,
                trust_env=False,
                event_hooks={"request": [elsewhere]},
            )
        )
