"""Which command means which work."""

from services.renderer.combine import combine_scenes
from services.renderer.job import Lever, Writer
from services.renderer.ports import Artifacts, Engine, ProgressUpdate
from services.renderer.ports import Report as OnProgress
from services.renderer.render import render_scene
from shared.contracts.base import Event
from shared.contracts.render import CombineScenes, RenderScene
from shared.report import Report
from shared.worker import Worker


def register(
    worker: Worker,
    *,
    engine: Engine,
    artifacts: Artifacts,
    writer: Writer,
    without: tuple[Lever, ...] = (),
) -> None:
    @worker.on(RenderScene)
    async def on_render_scene(command: RenderScene, report: Report) -> Event:
        return await render_scene(
            command,
            engine=engine,
            artifacts=artifacts,
            progress=_to(report),
            writer=writer,
            without=without,
        )

    @worker.on(CombineScenes)
    async def on_combine_scenes(command: CombineScenes, report: Report) -> Event:
        return await combine_scenes(
            command, engine=engine, artifacts=artifacts, progress=_to(report)
        )


def _to(report: Report) -> OnProgress:
    async def tell(update: ProgressUpdate) -> None:
        await report(
            update.fraction,
            frames_done=update.frames_done,
            frames_total=update.frames_total,
            current_animation=update.current_animation,
            seconds_left=update.seconds_left,
        )

    return tell
