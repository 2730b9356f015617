"""The limits. Environment: `GATEWAY_LIMIT_*`, each rate as `REQUESTS/SECONDS`."""

import re
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from services.gateway.limits.policy import Policy


class _Rate(NamedTuple):
    quota: int
    window: int


def _parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"([1-9]\d{0,8})/([1-9]\d{0,3})", value.strip())
    if match is None:
        raise ValueError("give a rate as REQUESTS/SECONDS, for example 600/60; at most 9999 s")
    return _Rate(int(match[1]), int(match[2]))


Rate = Annotated[_Rate, NoDecode, BeforeValidator(_parsed)]

_OPEN = 100
"""An open API serves one machine, whose owner limits himself."""


class LimitSettings(BaseSettings):
    """What is left out has its default: the one described here, or 100 times it for an open API."""

    model_config = SettingsConfigDict(env_prefix="GATEWAY_LIMIT_", extra="ignore")

    videos_read: Rate | None = Field(
        default=None, description="Reads of the high level per principal. Default 3000/60."
    )
    videos_write: Rate | None = Field(
        default=None, description="Other requests of the high level per principal. Default 300/60."
    )
    agents: Rate | None = Field(
        default=None, description="Requests of the low level per principal. Default 6000/60."
    )
    generations: Rate | None = Field(
        default=None, description="Videos begun per project. Default 600/3600."
    )
    running: int | None = Field(
        default=None, ge=1, description="Tasks of one project at work; others wait. Default 4."
    )
    streams: int | None = Field(
        default=None, ge=1, description="Live streams per principal and gateway. Default 20."
    )

    def groups(self, *, open_api: bool) -> dict[str, Policy]:
        """By scope, as that is what tells the groups of routes apart."""
        return {
            "videos:read": _policy("videos-read", self.videos_read, (3_000, 60), open_api),
            "videos:write": _policy("videos-write", self.videos_write, (300, 60), open_api),
            "agents": _policy("agents", self.agents, (6_000, 60), open_api),
        }

    def generation_policy(self, *, open_api: bool) -> Policy:
        return _policy("generations", self.generations, (600, 3_600), open_api)

    def running_limit(self, *, open_api: bool) -> int | None:
        """None: nobody waits for a turn."""
        return self.running or (None if open_api else 4)

    def stream_limit(self, *, open_api: bool) -> int:
        return self.streams or 20 * (_OPEN if open_api else 1)


def _policy(name: str, given: _Rate | None, default: tuple[int, int], open_api: bool) -> Policy:
    if given is not None:
        return Policy(name, *given)
    quota, window = default
    return Policy(name, quota * (_OPEN if open_api else 1), window)
