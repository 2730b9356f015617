"""Which command means which work."""

from authors.model import Model
from services.coder.write import write_scene
from shared.contracts.base import Event
from shared.contracts.code import WriteScene
from shared.report import Report
from shared.worker import Worker


def register(worker: Worker, model: Model | None) -> None:
    @worker.on(WriteScene)
    async def on_write_scene(command: WriteScene, report: Report) -> Event:
        return await write_scene(command, model=model)
