"""Formulae in TeX for renders that may not start TeX: asked for by one, set by another process.

The key of a formula is made here from what was asked, so no one can give it another outcome.
"""

import asyncio
import os
import stat
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from services.renderer.death import Death
from services.renderer.job import Limits, Rejection, Typeset, TypesetJob
from services.renderer.outcome import Outcome, RenderFailed
from shared.errors import Unavailable

_MEGABYTE = 1024**2
LIMITS = Limits(
    wall=20,
    cpu=20,
    memory=512 * _MEGABYTE,
    directory=64 * _MEGABYTE,
    file=32 * _MEGABYTE,
    descriptors=64,
)
_LARGEST = 4 * _MEGABYTE
_KEPT = 4096
_LONGEST_ERROR = 600

Set = Callable[[TypesetJob, float], Awaitable[tuple[Outcome, bytes | None]]]
"""Runs the job until a time (monotonic); its outcome, and the SVG where there is one."""


class Formulae:
    """Keeps what has been set in a directory that renders can read: KEY.svg."""

    def __init__(self, shared: Path) -> None:
        self._shared = shared
        self._kept: OrderedDict[str, Path] = OrderedDict()

    def has(self, job: TypesetJob) -> bool:
        if job.key in self._kept:
            self._kept.move_to_end(job.key)
        return job.key in self._kept

    def keep(self, job: TypesetJob, svg: bytes) -> None:
        path = self._shared / f"{job.key}.svg"
        part = path.with_suffix(".part")
        part.write_bytes(svg)
        part.chmod(0o644)
        part.rename(path)
        self._kept[job.key] = path
        while len(self._kept) > _KEPT:
            _, oldest = self._kept.popitem(last=False)
            oldest.unlink(missing_ok=True)


def svg_in(directory: Path) -> bytes | None:
    """What TeX has left; None for anything but a plain file of a formula's size."""
    with suppress(OSError):
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with open(os.open(directory / "formula.svg", flags), "rb") as file:
            facts = os.fstat(file.fileno())
            if stat.S_ISREG(facts.st_mode) and facts.st_size <= _LARGEST:
                return file.read(_LARGEST)
    return None


class Questions:
    """Answers one render, which waits for each answer before it asks again.

    `cpu_seconds` is what its formulae have cost.
    """

    def __init__(
        self,
        formulae: Formulae,
        *,
        run: Set,
        answer: Callable[[dict[str, Any]], None],
        ends: float,
    ) -> None:
        self.cpu_seconds = 0.0
        self._formulae = formulae
        self._run = run
        self._answer = answer
        self._ends = ends
        self._task: asyncio.Task[None] | None = None

    def ask(self, job: TypesetJob) -> None:
        # Only a program that speaks for itself asks twice at once; it may wait.
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._settle(job))

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _settle(self, job: TypesetJob) -> None:
        try:
            error = None if self._formulae.has(job) else await self._set(job)
        except (Unavailable, RenderFailed, OSError) as failure:
            error = f"the formula could not be set: {failure}"
        self._answer({} if error is None else {"error": error[:_LONGEST_ERROR]})

    async def _set(self, job: TypesetJob) -> str | None:
        """The reason why not."""
        outcome, svg = await self._run(job, min(self._ends, time.monotonic() + LIMITS.wall))
        self.cpu_seconds += outcome.cpu_seconds
        match outcome.value:
            case Typeset() if svg is not None:
                await asyncio.to_thread(self._formulae.keep, job, svg)
                return None
            case Rejection(error=error) | Death(detail=error):
                return error
        return "TeX left no formula"
