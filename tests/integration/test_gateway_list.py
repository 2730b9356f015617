"""`GET /tasks` and the old paths, on a real bus."""

import httpx
import pytest

from services.gateway.app import create_app
from services.gateway.settings import Settings
from shared.contracts.base import Command, Event
from shared.contracts.plan import PlanVideo
from tests.support.answers import success
from tests.support.bus import eventually
from tests.support.fake_workers import FakeWorkers
from tests.support.gateway import BODY, generated, serving, settled, task_url
from tests.support.stack import CleanBus

TASKS = "/api/v1/video-generation/tasks"
OLD = "/api/v1/tasks"


async def listed(gateway: httpx.AsyncClient, **query: str | int) -> list[str]:
    """The ids of every page, in order."""
    found: list[str] = []
    while True:
        response = await gateway.get(TASKS, params=query)
        assert response.status_code == 200, response.text
        page = response.json()
        assert len(page["tasks"]) <= int(query.get("limit", 20))
        found += [task["task_id"] for task in page["tasks"]]
        if page["next_cursor"] is None:
            return found
        query["cursor"] = page["next_cursor"]


async def all_there(gateway: httpx.AsyncClient, count: int) -> None:
    async def there() -> bool:
        return len(await listed(gateway)) == count

    await eventually(there)


async def test_tasks_are_listed_newest_first_page_by_page(gateway: httpx.AsyncClient) -> None:
    ids = [await generated(gateway, project_id=f"p{number % 2}") for number in range(7)]
    await all_there(gateway, 7)
    newest_first = ids[::-1]
    for limit in (1, 3, 7, 100):
        assert await listed(gateway, limit=limit) == newest_first
    assert await listed(gateway, project_id="p1", limit=2) == newest_first[1::2]
    assert await listed(gateway, project_id="p2") == []
    assert await listed(gateway, kind="generation") == newest_first
    assert await listed(gateway, kind="edit") == []


async def test_the_list_follows_the_status_in_every_gateway(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    def nothing_for_the_second(command: Command) -> Event | None:
        return (
            None
            if isinstance(command, PlanVideo) and "wait" in command.prompt
            else success(command)
        )

    other_app = create_app(Settings(bus=clean_bus.settings))
    async with serving(other_app) as other, FakeWorkers(clean_bus, nothing_for_the_second):
        done = await generated(gateway)
        waiting = await generated(other, content_prompt="Let us wait a while")
        await settled(gateway, done, "completed")
        for one in (gateway, other):

            async def agree(one: httpx.AsyncClient = one) -> bool:
                return await listed(one, status="completed") == [done]

            await eventually(agree)
            assert await listed(one, status="queued") == [waiting]
        page = (await other.get(TASKS, params={"status": "completed"})).json()
    (task,) = page["tasks"]
    assert (task["title"], task["scene_count"], task["run"]) == ("The circle", 2, 1)
    assert task["ended_at"] > task["created_at"]


async def test_a_new_gateway_lists_what_is_there(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    ids = [await generated(gateway) for _ in range(3)]
    await all_there(gateway, 3)
    async with serving(create_app(Settings(bus=clean_bus.settings))) as other:
        assert await listed(other) == ids[::-1]


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "limit=x", "cursor=a.b", "status=done", "kind=x", "project_id=*"],
)
async def test_a_filter_that_makes_no_sense_is_named(
    gateway: httpx.AsyncClient, query: str
) -> None:
    response = await gateway.get(f"{TASKS}?{query}")
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == query.partition("=")[0]


async def test_old_paths_work_and_name_their_successor(gateway: httpx.AsyncClient) -> None:
    accepted = await gateway.post(f"{OLD}/video/generate", json=BODY)
    assert accepted.status_code == 202
    task_id = accepted.json()["task_id"]
    status = await gateway.get(f"{OLD}/{task_id}/status")
    assert status.json() == (await gateway.get(task_url(task_id, "status"))).json()
    edit = await gateway.post(f"{OLD}/video/edit", json={})
    assert (edit.status_code, edit.json()["error_code"]) == (501, "EDIT_NOT_IMPLEMENTED")
    unknown = await gateway.get(f"{OLD}/nobody/status")
    assert unknown.status_code == 404
    for response, successor in (
        (accepted, "/api/v1/video-generation/generate"),
        (status, task_url(task_id, "status")),
        (edit, "/api/v1/video-generation/edit-scene"),
        (unknown, task_url("nobody", "status")),
    ):
        assert response.headers["link"] == f'<{successor}>; rel="successor-version"'
        assert response.headers["deprecation"] == "@1767225600"
        assert response.headers["sunset"] == "Fri, 31 Dec 2027 23:59:59 GMT"
    current = await gateway.get(task_url(task_id, "status"))
    assert "deprecation" not in current.headers
