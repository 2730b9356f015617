"""A task's feed without a task."""

import asyncio

from services.gateway.task_feed import Entry


class ScriptedFeed:
    """Gives out what it is told to, and says whether it was closed."""

    def __init__(self, *answers: list[Entry], then_silent: bool = False) -> None:
        self._answers = list(answers)
        self._then_silent = then_silent
        self.closed = False

    async def __aenter__(self) -> "ScriptedFeed":
        return self

    async def __aexit__(self, *error: object) -> None:
        self.closed = True

    @property
    def ended(self) -> bool:
        return not self._answers and not self._then_silent

    async def next(self, timeout: float) -> list[Entry]:
        if self._answers:
            return self._answers.pop(0)
        await asyncio.sleep(timeout)
        return []
