"""`python -m benchmarks.stored_tasks NATS_URL COUNT`: finished tasks, as after a busy month."""

import asyncio
import sys
import uuid
from datetime import UTC, datetime, timedelta

import uvloop

from services.gateway.store import TaskStore
from services.gateway.summary_store import SummaryStore
from services.gateway.task_summary import summarize
from services.gateway.workflow.state import TaskState
from shared.bus import connect
from shared.settings import BusSettings
from tests.support.answers import requested, success
from tests.support.world import World

_AT_ONCE = 64
_PROGRAM_BYTES = 6_000


async def store(url: str, count: int) -> None:
    client = await connect(BusSettings(url=url, user=None, password=None), name="seed")
    js = client.jetstream(timeout=30)
    store, summaries = TaskStore(js), SummaryStore(js)
    finished = _finished()
    room = asyncio.Semaphore(_AT_ONCE)

    async def one(number: int) -> None:
        at = datetime.now(UTC) - timedelta(minutes=number)
        task = finished.but(
            task_id=_id(at),
            project_id=f"project-{number % 50}",
            created_at=at,
            updated_at=at,
            ended_at=at,
        )
        async with room:
            revision = await store.save(task, revision=0)
            await summaries.put(summarize(task), revision=revision)

    await asyncio.gather(*(one(number) for number in range(count)))
    await client.close()


def _finished() -> TaskState:
    world = World(requested(scenes=3))
    while not world.task.final:
        world.answer(world.waiting[0], success)
        world.deliver(world.unread[0])
    program = "# a line of a program\n" * (_PROGRAM_BYTES // 22)
    scenes = tuple(scene.but(code=program) for scene in world.task.scenes)
    return world.task.but(scenes=scenes)


def _id(at: datetime) -> str:
    """As a task of that time would have."""
    milliseconds = int(at.timestamp() * 1000)
    random = uuid.uuid4().int & ((1 << 76) - 1)
    value = (milliseconds << 80) | (7 << 76) | (random & ~(0xC << 60))
    return str(uuid.UUID(int=value | (1 << 63)))


if __name__ == "__main__":
    uvloop.run(store(sys.argv[1], int(sys.argv[2])))
