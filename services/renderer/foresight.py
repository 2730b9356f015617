"""What a scene will be and look like, known before a frame of it is drawn."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

from services.renderer.job import Planned, RehearseJob, Rejection, RenderJob
from services.renderer.layout.judge import judge, report
from services.renderer.layout.read import read
from services.renderer.layout.record import Record
from services.renderer.outcome import Outcome
from services.renderer.program import Program
from services.renderer.tree import remove
from services.renderer.workspace import inner

Run = Callable[[RehearseJob, Path], Awaitable[Outcome]]

_TO_BE_CONFIRMED = ("runtime", "too_long", "empty")

_PATIENCE = 3.0
"""Seconds for judging: a record may be made to take long."""


@dataclass(frozen=True)
class Foresight:
    """The outcome of rehearsing; `record` where the scene can be shown and was looked at."""

    outcome: Outcome
    record: Record | None = None


async def foresee(
    job: RenderJob, directory: Path, *, run: Run, memory: int | None = None
) -> Foresight:
    """Rehearse below the render's directory, in at most `memory` bytes.

    A fault found by skipping is believed only when the stepping rehearsal finds one too.
    """
    spent, record = 0.0, None
    for step in (False, True):
        stage = inner(directory, "rehearsal-")
        outcome = await run(RehearseJob(job, step, memory), stage)
        if isinstance(outcome.value, Planned) and job.layout != "off":
            record = await asyncio.to_thread(read, stage)
        await asyncio.to_thread(remove, stage)
        spent += outcome.cpu_seconds
        value = outcome.value
        if not (isinstance(value, Rejection) and value.kind in _TO_BE_CONFIRMED):
            break
    return Foresight(replace(outcome, cpu_seconds=spent), record)


async def judged(job: RenderJob, foreseen: Foresight) -> Outcome:
    """With what is wrong with the scene's looks; `strict` jobs are rejected for what is severe."""
    outcome, record = foreseen.outcome, foreseen.record
    if record is None or not isinstance(outcome.value, Planned):
        return outcome
    ends = time.monotonic() + _PATIENCE
    findings = await asyncio.to_thread(judge, record, enough=lambda: time.monotonic() > ends)
    severe = [finding for finding in findings if finding.severe]
    if job.layout == "strict" and severe:
        line = next((finding.line for finding in severe if finding.line), None)
        context = Program(job.code).context(line)
        rejection = Rejection("layout", report(severe), line, context)
        return replace(outcome, value=rejection, findings=findings)
    return replace(outcome, findings=findings)
