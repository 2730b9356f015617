"""Tasks that wait for their turn: no project stands in another's way."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from services.gateway.admission import Admission
from services.gateway.limits.settings import LimitSettings
from services.gateway.settings import Settings
from services.gateway.store import TaskStore
from services.gateway.workflow.machine import advanced, begun
from services.gateway.workflow.state import TaskState
from shared.contracts.base import Command
from shared.contracts.plan import PlanVideo
from shared.contracts.task import TaskAdmitted, TaskEnded
from shared.streams import EVENTS
from tests.support.access import replicas
from tests.support.answers import NOON, failure, requested, success
from tests.support.bus import count, eventually
from tests.support.fake_workers import FakeWorkers
from tests.support.gateway import generated, settled, task_url
from tests.support.stack import CleanBus


@asynccontextmanager
async def gateways(bus: CleanBus, *, room: int) -> AsyncIterator[httpx.AsyncClient]:
    limits = LimitSettings.model_validate({"running": room})
    async with replicas(2, Settings(bus=bus.settings, limits=limits)) as client:
        yield client


def begun_tasks(workers: FakeWorkers) -> list[str]:
    """In the order of their beginning."""
    return [each.task_id for each in workers.commands if isinstance(each, PlanVideo)]


def by_hand(command: Command) -> None:
    return None


async def began(workers: FakeWorkers, number: int) -> list[str]:
    async def enough() -> bool:
        return len(begun_tasks(workers)) >= number

    await eventually(enough, what=f"{number} tasks to begin")
    return begun_tasks(workers)


async def waiting(client: httpx.AsyncClient, task_id: str) -> bool:
    status = (await client.get(task_url(task_id, "status"))).json()
    return status["status"] == "queued" and "another task" in status["message"]


async def queued(bus: CleanBus, client: httpx.AsyncClient, number: int, **changes: object) -> str:
    """Another task, when it is the one that makes so many waiting ones."""
    task_id = await generated(client, **changes)

    async def there() -> bool:
        return len(await count(bus, "KV_queue", "$KV.queue.waiting.>")) == number

    await eventually(there, what=f"{number} tasks to wait")
    return task_id


async def end(workers: FakeWorkers, task_id: str) -> None:
    (command,) = [each for each in workers.commands if each.task_id == task_id]
    await workers.answer(failure(command, "refused"))


async def test_a_thousand_tasks_do_not_delay_another_projects_first(clean_bus: CleanBus) -> None:
    """Fewer than a thousand here; those that wait give the workers nothing to do at all."""
    async with gateways(clean_bus, room=2) as client, FakeWorkers(clean_bus, by_hand) as workers:
        many = [await generated(client, project_id="big") for _ in range(20)]
        await began(workers, 2)
        first = await generated(client, project_id="small")
        begun = await began(workers, 3)
        assert begun[2] == first
        assert set(begun[:2]) < set(many)
        assert await waiting(client, many[-1])


async def test_who_ends_makes_room_for_the_next(clean_bus: CleanBus) -> None:
    async with gateways(clean_bus, room=1) as client, FakeWorkers(clean_bus, by_hand) as workers:
        tasks = [await generated(client)]
        await began(workers, 1)
        tasks += [await queued(clean_bus, client, number) for number in (1, 2, 3)]
        for number, task_id in enumerate(tasks, start=1):
            assert await began(workers, number) == tasks[:number]
            await end(workers, task_id)
        await settled(client, tasks[-1], "failed")
    assert await count(clean_bus, "KV_queue", "$KV.queue.waiting.>") == {}


async def test_all_of_them_end_whoever_handles_what(clean_bus: CleanBus) -> None:
    async with gateways(clean_bus, room=2) as client, FakeWorkers(clean_bus, success) as workers:
        tasks = await asyncio.gather(*(generated(client, scene_count=1) for _ in range(12)))
        for task_id in tasks:
            await settled(client, task_id, "completed")
    assert sorted(begun_tasks(workers)) == sorted(tasks)


async def test_a_waiting_task_can_be_cancelled_and_retried(clean_bus: CleanBus) -> None:
    async with gateways(clean_bus, room=1) as client, FakeWorkers(clean_bus, by_hand) as workers:
        first = await generated(client)
        await began(workers, 1)
        second, third = [await queued(clean_bus, client, number) for number in (1, 2)]
        await client.delete(task_url(second))
        await settled(client, second, "cancelled")
        assert (await client.post(task_url(second, "retry"))).status_code == 202
        await end(workers, first)
        assert await began(workers, 2) == [first, third]
        await end(workers, third)
        assert await began(workers, 3) == [first, third, second]


async def test_high_priority_goes_first_where_both_wait(clean_bus: CleanBus) -> None:
    async with gateways(clean_bus, room=1) as client, FakeWorkers(clean_bus, by_hand) as workers:
        first = await generated(client)
        await began(workers, 1)
        low = await queued(clean_bus, client, 1, priority="low")
        normal = await queued(clean_bus, client, 2)
        high = await queued(clean_bus, client, 3, priority="high")
        for number, task_id in enumerate((first, high, normal, low), start=1):
            assert (await began(workers, number))[-1] == task_id
            await end(workers, task_id)


def _waiting_task(task_id: str) -> TaskState:
    task = begun(requested(task_id).model_copy(update={"queues": True}), NOON)
    assert isinstance(task, TaskState)
    return task


class Died(Exception):
    """The gateway ends here."""


@pytest.mark.parametrize("step", ["_wait", "_swap", "_admit", "_forget"])
async def test_what_a_dead_gateway_has_left_undone_is_done_by_the_next(
    clean_bus: CleanBus, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store = TaskStore(clean_bus.js)
    task = _waiting_task("t1")
    await store.save(task, revision=0)
    doomed, alive = (Admission(clean_bus.js, store, room=1) for _ in range(2))
    whole: Callable[..., object] = getattr(doomed, step)

    async def dies(*arguments: object) -> None:
        await whole(*arguments)  # type: ignore[misc]
        raise Died

    monkeypatch.setattr(doomed, step, dies)
    with pytest.raises(Died):
        await doomed.follow(task, requested("t1"))
    # The event is delivered again.
    await alive.follow(task, requested("t1"))
    event = TaskAdmitted(task_id="t1", attempt=1)
    assert list(await count(clean_bus, EVENTS, "evt.admit.>")) == [event.subject]
    ended = TaskEnded(task_id="t1", status="failed", ended_at=NOON)
    await alive.follow(task.but(admission="admitted", stage="ended"), ended)
    assert await count(clean_bus, "KV_queue", "$KV.queue.waiting.>") == {}


async def test_a_task_that_ended_unnoticed_keeps_no_place(clean_bus: CleanBus) -> None:
    store = TaskStore(clean_bus.js)
    admission = Admission(clean_bus.js, store, room=1)
    first, second = _waiting_task("t1"), _waiting_task("t2")
    revision = await store.save(first, revision=0)
    await store.save(second, revision=0)
    await admission.follow(first, requested("t1"))
    admitted = advanced(first, TaskAdmitted(task_id="t1"), NOON)
    assert isinstance(admitted, TaskState)
    await store.save(admitted.but(stage="ended", status="failed"), revision=revision)
    await admission.follow(second, requested("t2"))
    assert len(await count(clean_bus, EVENTS, "evt.admit.>")) == 2


async def test_the_end_of_an_earlier_run_does_not_take_the_place_of_a_later_one(
    clean_bus: CleanBus,
) -> None:
    store = TaskStore(clean_bus.js)
    admission = Admission(clean_bus.js, store, room=1)
    task = _waiting_task("t1").but(run=2)
    await store.save(task, revision=0)
    await admission.follow(task, requested("t1"))
    late = TaskEnded(task_id="t1", attempt=1, status="failed", ended_at=NOON)
    await admission.follow(task.but(admission="admitted"), late)
    other = _waiting_task("t2")
    await store.save(other, revision=0)
    await admission.follow(other, requested("t2"))
    assert len(await count(clean_bus, EVENTS, "evt.admit.>")) == 1
