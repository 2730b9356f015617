"""A scene's program becomes its video."""

from services.renderer.death import Cause, Death
from services.renderer.job import Lever, Preset, Progress, Rejection, Rendered, RenderJob, Writer
from services.renderer.ports import (
    POSTER_TYPE,
    VIDEO_TYPE,
    Artifacts,
    Engine,
    LocalFile,
    ProgressUpdate,
    Report,
    captions_in,
    tell,
    update_of,
)
from services.renderer.program import Program
from shared.contracts.code import RejectionKind
from shared.contracts.render import RenderScene, SceneRejected, SceneRendered
from shared.contracts.request import Quality
from shared.contracts.usage import Usage

# Faster presets make larger files of the same quality; the better qualities are watched more often.
PRESETS: dict[Quality, tuple[Preset, int]] = {
    "preview": ("superfast", 25),
    "low": ("superfast", 23),
    "medium": ("superfast", 23),
    "high": ("veryfast", 21),
    "production": ("veryfast", 21),
}

_RENDERING = 0.95
"""The share of the step that is rendering; the rest is the upload."""

_REJECTIONS: dict[Cause, RejectionKind] = {
    "timeout": "timeout",
    "cpu": "timeout",
    "memory": "memory",
    "directory": "crashed",
    "crashed": "crashed",
}


async def render_scene(
    command: RenderScene,
    *,
    engine: Engine,
    artifacts: Artifacts,
    progress: Report | None = None,
    writer: Writer = "streaming",
    without: tuple[Lever, ...] = (),
) -> SceneRendered | SceneRejected:
    """Render, and store video.mp4, thumbnail.png and, if the scene speaks, captions.vtt and .srt.

    Raises `Unavailable` when a process or the store was lost, `RenderFailed` for a fault of ours.
    """

    async def pass_on(now: Progress) -> None:
        await tell(progress, update_of(now, share=_RENDERING))

    async with engine.directory() as directory:
        outcome = await engine.render(_job(command, writer, without), directory, progress=pass_on)
        usage = Usage(cpu_seconds=outcome.cpu_seconds)
        match outcome.value:
            case Rejection() as rejection:
                return _rejected(command, rejection, usage)
            case Death() as death:
                return _rejected(command, _as_rejection(command, death), usage)
            case Rendered() as rendered:
                files = [
                    LocalFile(directory / "video.mp4", "video.mp4", VIDEO_TYPE),
                    LocalFile(directory / "thumbnail.png", "thumbnail.png", POSTER_TYPE),
                    *(captions_in(directory) if rendered.has_captions else []),
                ]
                stored = await artifacts.upload(command, files)
                await tell(progress, ProgressUpdate(1, rendered.frames, rendered.frames))
                return SceneRendered(
                    task_id=command.task_id,
                    scene_number=command.scene_number,
                    attempt=command.attempt,
                    duration=rendered.duration,
                    frames=rendered.frames,
                    width=rendered.width,
                    height=rendered.height,
                    fps=rendered.fps,
                    artifacts=stored,
                    findings=outcome.findings,
                    usage=usage,
                )
            case other:
                raise TypeError(f"a render does not end with {type(other).__name__}")


def _job(command: RenderScene, writer: Writer, without: tuple[Lever, ...]) -> RenderJob:
    options = command.options
    width, height = options.frame_size
    preset, qp = PRESETS[options.quality]
    return RenderJob(
        code=command.code,
        width=width,
        height=height,
        fps=options.frame_rate,
        max_duration=options.max_scene_duration,
        preset=preset,
        qp=qp,
        writer=writer,
        without=without,
        layout=command.layout,
    )


def _as_rejection(command: RenderScene, death: Death) -> Rejection:
    context = Program(command.code).context(death.line)
    where = f" (it was at line {death.line})" if death.line else ""
    return Rejection(_REJECTIONS[death.cause], death.detail + where, death.line, context)


def _rejected(command: RenderScene, rejection: Rejection, usage: Usage) -> SceneRejected:
    return SceneRejected(
        task_id=command.task_id,
        scene_number=command.scene_number,
        attempt=command.attempt,
        kind=rejection.kind,
        error=rejection.error,
        line=rejection.line,
        context=rejection.context,
        usage=usage,
    )
