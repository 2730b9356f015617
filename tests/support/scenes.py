"""Small programs for the renderer, and stand-ins for what surrounds it."""

import hashlib
import shutil
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from services.renderer.engine import ForkEngine
from services.renderer.job import CombineJob, Joined, Limits, RenderJob
from services.renderer.outcome import Outcome
from services.renderer.ports import LocalFile
from services.renderer.render import render_scene
from services.renderer.watch import OnProgress
from shared.contracts.artifact import Artifact
from shared.contracts.base import Command
from shared.contracts.render import RenderScene, SceneRendered
from shared.contracts.request import RenderOptions


def scene(*body: str, name: str = "Small", base: str = "Scene", before: str = "") -> str:
    """A program of one scene class; each line of the body stands in `construct`."""
    lines = "\n".join(f"        {line}" for part in body for line in part.splitlines())
    return (
        f"from manim import *\n{before}\nclass {name}({base}):\n    def construct(self):\n{lines}\n"
    )


TINY = scene("self.add(Dot())", "self.wait(0.2)")

MOVING = scene(
    "square = Square(color=BLUE, fill_opacity=1)",
    "self.play(FadeIn(square), run_time=0.4)",
    "self.play(square.animate.shift(RIGHT * 2), run_time=0.4, subcaption='To the right')",
    "self.wait(0.2)",
)

RAISING = scene("self.add(Dot())", "self.wait(0.2)", "values = []", "self.add(values[3])")

ENDLESS = scene("self.add(Dot())", "self.wait(0.2)", "while True:", "    pass")

ENDLESS_LINE = 8


def unchecked(*body: str) -> str:
    """What gets past the static check, here by leaving it out."""
    return scene(*body, before="import ctypes, os, signal, subprocess, sys, time")


GRANDCHILDREN = unchecked(
    "for _ in range(3):",
    "    if os.fork() == 0:",
    "        os.setsid()",
    "        if os.fork() == 0:",
    "            signal.signal(signal.SIGTERM, signal.SIG_IGN)",
    "            while True: time.sleep(1)",
    "        while True: time.sleep(1)",
)


def render_command(code: str = TINY, **options: object) -> RenderScene:
    return RenderScene(
        task_id="task",
        project_id="project",
        session_id="session",
        scene_number=1,
        title="A scene",
        code=code,
        options=RenderOptions.model_validate({"quality": "preview", **options}),
    )


@dataclass
class FolderArtifacts:
    """Keeps what is uploaded in a folder."""

    folder: Path
    stored: dict[str, Artifact] = field(default_factory=dict)

    async def upload(self, command: Command, files: Sequence[LocalFile]) -> tuple[Artifact, ...]:
        self.folder.mkdir(exist_ok=True, parents=True)
        for file in files:
            data = file.path.read_bytes()
            self.stored[file.name] = Artifact(
                name=file.name,
                content_type=file.content_type,
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
                key=f"{command.identity}/{file.name}",
            )
            (self.folder / file.name).write_bytes(data)
        return tuple(self.stored[file.name] for file in files)

    async def download(self, artifact: Artifact, to: Path) -> None:
        shutil.copyfile(self.folder / Path(artifact.key).name, to)


@dataclass(frozen=True)
class Video:
    """A decoded video. `pictures` as frames x height x width x 3, uint8."""

    width: int
    height: int
    rate: float
    duration: float
    times: list[float]
    pictures: npt.NDArray[np.uint8]
    audio_seconds: float | None
    chapters: list[tuple[str, float, float]]


def watch(path: Path) -> Video:
    """Decode every frame; anything broken raises."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.duration is not None
        assert stream.time_base is not None
        assert stream.average_rate is not None
        frames = list(container.decode(video=0))
        chapters = [
            (
                chapter["metadata"].get("title", ""),
                float(chapter["start"] * (chapter["time_base"] or 0)),
                float(chapter["end"] * (chapter["time_base"] or 0)),
            )
            for chapter in container.chapters()
        ]
        size, rate = (stream.width, stream.height), float(stream.average_rate)
        duration = float(stream.duration * stream.time_base)
        times = [float(frame.time or 0) for frame in frames]
        pictures = np.stack([frame.to_ndarray(format="rgb24").astype(np.uint8) for frame in frames])
    return Video(*size, rate, duration, times, pictures, _audio_seconds(path), chapters)


def _audio_seconds(path: Path) -> float | None:
    with av.open(str(path)) as container:
        if not container.streams.audio:
            return None
        return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))


async def rendered(
    engine: ForkEngine, store: FolderArtifacts, code: str, **options: object
) -> SceneRendered:
    event = await render_scene(render_command(code, **options), engine=engine, artifacts=store)
    assert isinstance(event, SceneRendered), event
    return event


@dataclass
class Hasty:
    """The engine with little time."""

    engine: ForkEngine

    def directory(self) -> AbstractAsyncContextManager[Path]:
        return self.engine.directory()

    async def render(
        self, job: RenderJob, directory: Path, *, progress: OnProgress | None = None
    ) -> Outcome:
        return await self.engine.render(job, directory, progress=progress, limits=Limits(wall=1.5))

    async def combine(
        self, job: CombineJob, directory: Path, *, progress: OnProgress | None = None
    ) -> tuple[Joined, float]:
        raise NotImplementedError
