"""`python -m benchmarks.pretended_work NATS_URL`: workers that draw nothing, for ever.

Scenes are planned and written at once; a render reports its progress for eight seconds and rejects
the program, so that a task keeps running and changes now and then.
"""

import asyncio
import sys

import uvloop
from nats.aio.msg import Msg

from shared.bus import connect, insert
from shared.contracts.base import Command
from shared.contracts.catalogue import ANY_COMMAND
from shared.contracts.progress import StepProgress
from shared.contracts.render import RenderScene
from shared.settings import BusSettings
from tests.support.answers import rejection, success

WORKED_ON = "bench-running"
WAITING = "bench-waiting"
"""The project whose tasks nobody begins."""

_RENDER_SECONDS = 8
_REPORTS_A_SECOND = 4


async def work(url: str) -> None:
    client = await connect(BusSettings(url=url, user=None, password=None), name="pretended")
    js = client.jetstream(timeout=10)
    running: set[asyncio.Task[None]] = set()

    async def answer(command: Command) -> None:
        if not isinstance(command, RenderScene):
            await insert(js, success(command), subject=command.answer_subject)
            return
        reports = _RENDER_SECONDS * _REPORTS_A_SECOND
        for number in range(reports):
            progress = StepProgress(
                task_id=command.task_id,
                scene_number=command.scene_number,
                step="render",
                attempt=command.attempt,
                fraction=number / reports,
                frames_done=number,
                frames_total=reports,
                current_animation=f"Create(Circle) {number}",
            )
            await client.publish(progress.subject, progress.model_dump_json().encode())
            await asyncio.sleep(1 / _REPORTS_A_SECOND)
        await insert(js, rejection(command), subject=command.answer_subject)

    async def take(message: Msg) -> None:
        command = ANY_COMMAND.validate_json(message.data)
        if command.project_id != WAITING:
            task = asyncio.create_task(answer(command))
            running.add(task)
            task.add_done_callback(running.discard)

    await js.subscribe("cmd.>", stream="CMD", cb=take, ordered_consumer=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(work(sys.argv[1]))
