"""Which command means which work."""

from authors.model import Model
from services.planner.implement import implement_scenes
from services.planner.plan import plan_video
from shared.contracts.base import Event
from shared.contracts.plan import ImplementScenes, PlanVideo
from shared.report import Report
from shared.worker import Worker


def register(worker: Worker, model: Model | None) -> None:
    @worker.on(PlanVideo)
    async def on_plan_video(command: PlanVideo, report: Report) -> Event:
        return await plan_video(command, model=model)

    @worker.on(ImplementScenes)
    async def on_implement_scenes(command: ImplementScenes, report: Report) -> Event:
        return await implement_scenes(command, model=model, progress=report)
