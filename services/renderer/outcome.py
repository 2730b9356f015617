"""What comes of a job."""

from dataclasses import dataclass

from services.renderer.death import Death
from services.renderer.job import Result


@dataclass(frozen=True)
class Outcome:
    """The result or the death of a job, and what it cost. `peak_memory` in bytes."""

    value: Result | Death
    cpu_seconds: float = 0
    peak_memory: int = 0


class RenderFailed(Exception):
    """A render process failed by a fault of ours."""
