"""The port to a language model: one question, one answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from shared.contracts.usage import Usage


@dataclass(frozen=True)
class Structure:
    """The JSON Schema of an answer, asked for where the endpoint can.

    The prompt says in words what is wanted all the same: not every endpoint can, or does.
    """

    name: str
    schema: Mapping[str, Any]


@dataclass(frozen=True)
class Prompt:
    """One question. None leaves the choice to the endpoint (or, for `model`, to the settings)."""

    system: str
    user: str
    model: str | None = None
    temperature: float | None = None
    max_tokens: int | None = None
    structure: Structure | None = None


@dataclass(frozen=True)
class Completion:
    """One answer. `truncated` when the model ran into its token limit before it had finished."""

    text: str
    usage: Usage = field(default_factory=Usage)
    truncated: bool = False


class Refused(Exception):
    """The model or its endpoint will not answer this, however often it is asked."""


class Model(Protocol):
    async def complete(self, prompt: Prompt) -> Completion:
        """Raises `Unavailable` when a later try may succeed, `Refused` when none can."""
        ...
