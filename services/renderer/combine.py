"""The scenes' videos become one."""

from pathlib import Path

from services.renderer.job import CombineJob, Part
from services.renderer.ports import (
    VIDEO_TYPE,
    Artifacts,
    Engine,
    LocalFile,
    ProgressUpdate,
    Report,
    captions_in,
    tell,
)
from shared.contracts.render import CombineInput, CombineScenes, ScenesCombined
from shared.contracts.usage import Usage

_FETCHED = 0.5
_JOINED = 0.8


async def combine_scenes(
    command: CombineScenes,
    *,
    engine: Engine,
    artifacts: Artifacts,
    progress: Report | None = None,
) -> ScenesCombined:
    """Fetch the parts, join them in order, store combined.mp4 and the captions of all.

    Raises `Unavailable` when a process or the store was lost, `RenderFailed` for parts that
    cannot be joined.
    """
    async with engine.directory() as directory:
        parts: list[Part] = []
        for number, part in enumerate(command.inputs, 1):
            parts.append(await _fetched(part, number, directory, artifacts))
            await tell(progress, ProgressUpdate(_FETCHED * number / len(command.inputs)))
        joined, cpu_seconds = await engine.combine(CombineJob(tuple(parts)), directory)
        await tell(progress, ProgressUpdate(_JOINED, joined.frames, joined.frames))
        files = [
            LocalFile(directory / "combined.mp4", "combined.mp4", VIDEO_TYPE),
            *(captions_in(directory) if joined.has_captions else []),
        ]
        stored = await artifacts.upload(command, files)
        await tell(progress, ProgressUpdate(1, joined.frames, joined.frames))
        return ScenesCombined(
            task_id=command.task_id,
            attempt=command.attempt,
            duration=joined.duration,
            reencoded=joined.reencoded,
            artifacts=stored,
            usage=Usage(cpu_seconds=cpu_seconds),
        )


async def _fetched(part: CombineInput, number: int, directory: Path, artifacts: Artifacts) -> Part:
    video = directory / f"part-{number}.mp4"
    await artifacts.download(part.video, video)
    captions: Path | None = None
    if part.captions is not None:
        captions = directory / f"part-{number}.txt"
        await artifacts.download(part.captions, captions)
    return Part(str(video), part.title, str(captions) if captions else None)
