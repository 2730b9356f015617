"""What the service sees of a run while it runs."""

import asyncio
import inspect
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import structlog

from services.renderer import family
from services.renderer.death import Cause
from services.renderer.forkserver import Run
from services.renderer.job import RESULTS, Limits, Progress, Result, TypesetJob
from services.renderer.tree import size_of

log = structlog.get_logger()

OnProgress = Callable[[Progress], Awaitable[None] | None]

_TICK = 0.25
_REMIND = 1.0


class Watch:
    """Looks at a run four times a second, and passes its progress on."""

    def __init__(
        self,
        run: Run,
        directory: Path,
        limits: Limits,
        progress: OnProgress | None,
        *,
        ends: float | None = None,
        asked: Callable[[TypesetJob], None] | None = None,
    ) -> None:
        self._asked = asked
        self._warned = False
        self.result: Result | None = None
        self._run = run
        self._directory = directory
        self._limits = limits
        self._on_progress = progress
        self._ends = time.monotonic() + limits.wall if ends is None else ends
        self._progress: Progress | None = None
        self._progress_at = 0.0

    async def until_over(self) -> Cause | None:
        """None when the run has ended; otherwise the limit that it has reached."""
        deadline = self._ends
        next_look = time.monotonic() + _TICK
        while True:
            self._run.news.clear()
            await self.listen()
            if self._run.ended.done():
                return None
            now = time.monotonic()
            if now >= deadline:
                return "timeout"
            if now >= next_look:
                if (cause := await asyncio.to_thread(self._look)) is not None:
                    return cause
                await self._remind()
                next_look = time.monotonic() + _TICK
            pause = min(deadline, next_look) - time.monotonic()
            try:
                async with asyncio.timeout(max(0.0, pause)):
                    await self._run.news.wait()
            except TimeoutError:
                pass

    async def listen(self) -> None:
        """Take what the run has said. Of several reports only the last is passed on."""
        lines, self._run.lines = self._run.lines, []
        latest: Progress | None = None
        for line in lines:
            try:
                [(kind, value)] = json.loads(line).items()
                if kind == "progress":
                    latest = _sound(Progress.from_json(value))
                elif kind == "formula" and self._asked is not None:
                    self._asked(TypesetJob.from_json(value))
                else:
                    self.result = RESULTS[kind].from_json(value)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                if not self._warned:
                    log.warning("a render process speaks nonsense")
                self._warned = True
        if latest is not None:
            await self._report(latest)

    def _look(self) -> Cause | None:
        pid = self._run.pid
        if pid is not None and family.memory(pid) > self._limits.memory:
            return "memory"
        if size_of(self._directory) > self._limits.directory:
            return "directory"
        return None

    async def _remind(self) -> None:
        """Where one frame takes seconds, the time left is still news every second."""
        last = self._progress
        age = time.monotonic() - self._progress_at
        if last is not None and last.seconds_left is not None and age >= _REMIND:
            await self._report(replace(last, seconds_left=max(0.0, last.seconds_left - age)))

    async def _report(self, progress: Progress) -> None:
        self._progress, self._progress_at = progress, time.monotonic()
        if self._on_progress is None:
            return
        try:
            answer = self._on_progress(progress)
            if inspect.isawaitable(answer):
                await answer
        except Exception:
            # Progress is a courtesy: nobody's render ends because it could not be told.
            log.warning("progress could not be reported", exc_info=True)


def _sound(progress: Progress) -> Progress:
    """The values of a stranger, made harmless. Raises `TypeError` or `ValueError`."""
    total, left, name = progress.frames_total, progress.seconds_left, progress.current_animation
    return Progress(
        max(0, int(progress.frames_done)),
        None if total is None else max(0, int(total)),
        None if name is None else str(name)[:200],
        None if left is None else max(0.0, float(left)),
    )
