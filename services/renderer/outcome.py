"""What comes of a job."""

from dataclasses import dataclass

from services.renderer.death import Death
from services.renderer.job import Result
from shared.contracts.finding import Finding


@dataclass(frozen=True)
class Outcome:
    """The result or the death of a job, and what it cost. `peak_memory` in bytes.

    `findings` are what was found wrong with the looks of the scene.
    """

    value: Result | Death
    cpu_seconds: float = 0
    peak_memory: int = 0
    findings: tuple[Finding, ...] = ()


class RenderFailed(Exception):
    """A render process failed by a fault of ours."""
