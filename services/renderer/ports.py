"""What rendering and combining need of the world; the tests have their own."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from services.renderer.job import CombineJob, Joined, Progress, RenderJob
from services.renderer.outcome import Outcome
from services.renderer.watch import OnProgress
from shared.contracts.artifact import Artifact
from shared.contracts.base import Command


@dataclass(frozen=True)
class LocalFile:
    """A file to be stored, under `name`."""

    path: Path
    name: str
    content_type: str


class Artifacts(Protocol):
    """The object store, as far as the renderer may touch it. Raises `Unavailable`."""

    async def upload(
        self, command: Command, files: Sequence[LocalFile]
    ) -> tuple[Artifact, ...]: ...

    async def download(self, artifact: Artifact, to: Path) -> None: ...


class Engine(Protocol):
    """Where programs run and videos are joined: never in this process."""

    def directory(self) -> AbstractAsyncContextManager[Path]: ...

    async def render(
        self, job: RenderJob, directory: Path, *, progress: OnProgress | None = None
    ) -> Outcome: ...

    async def combine(
        self, job: CombineJob, directory: Path, *, progress: OnProgress | None = None
    ) -> tuple[Joined, float]: ...


@dataclass(frozen=True)
class ProgressUpdate:
    """How far a step is. `fraction` 0..1 of the whole step, uploads included."""

    fraction: float
    frames_done: int = 0
    frames_total: int | None = None
    current_animation: str | None = None
    seconds_left: float | None = None


Report = Callable[[ProgressUpdate], Awaitable[None] | None]


async def tell(report: Report | None, update: ProgressUpdate) -> None:
    if report is not None and (answer := report(update)) is not None:
        await answer


def update_of(progress: Progress, *, share: float) -> ProgressUpdate:
    """A render's progress, where the render is this `share` (0..1) of the step."""
    return ProgressUpdate(
        fraction=progress.fraction * share,
        frames_done=progress.frames_done,
        frames_total=progress.frames_total,
        current_animation=progress.current_animation,
        seconds_left=progress.seconds_left,
    )


VIDEO_TYPE = "video/mp4"
POSTER_TYPE = "image/png"
VTT_TYPE = "text/vtt; charset=utf-8"
SRT_TYPE = "application/x-subrip; charset=utf-8"


def captions_in(directory: Path) -> list[LocalFile]:
    return [
        LocalFile(directory / "captions.vtt", "captions.vtt", VTT_TYPE),
        LocalFile(directory / "captions.srt", "captions.srt", SRT_TYPE),
    ]
