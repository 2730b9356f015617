"""`Idempotency-Key` on two gateways that a client meets in turn."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from services.gateway.access.principal import ANYONE
from services.gateway.idempotency import HEADER, Idempotency
from services.gateway.settings import Settings
from shared.streams import EVENTS
from tests.support.access import bearer, closed, replicas
from tests.support.gateway import BODY, GENERATE, serving
from tests.support.stack import CleanBus

PLAN = "/api/v1/video/agents/plan"
TOPIC = {"topic": "The circle", "description": "Its area"}


@pytest_asyncio.fixture
async def gateways(clean_bus: CleanBus) -> AsyncIterator[httpx.AsyncClient]:
    async with replicas(2, Settings(bus=clean_bus.settings)) as client:
        yield client


async def accepted(bus: CleanBus) -> int:
    info = await bus.js.stream_info(EVENTS, subjects_filter="evt.gateway.>")
    return len(info.state.subjects or {})


@pytest.mark.parametrize(
    ("url", "body"), [(GENERATE, BODY), (PLAN, TOPIC)], ids=["generate", "job"]
)
async def test_the_same_request_is_answered_again_by_another_gateway(
    gateways: httpx.AsyncClient, clean_bus: CleanBus, url: str, body: dict[str, object]
) -> None:
    first = await gateways.post(url, json=body, headers={HEADER: "k1"})
    assert first.status_code == 202
    for _ in range(3):
        again = await gateways.post(url, json=body, headers={HEADER: "k1"})
        assert again.status_code == 202
        assert again.content == first.content
        assert again.headers["location"] == first.headers["location"]
        assert again.headers["idempotent-replayed"] == "true"
    assert await accepted(clean_bus) == 1


async def test_the_order_of_members_does_not_matter_and_quotes_neither(
    gateways: httpx.AsyncClient,
) -> None:
    first = await gateways.post(GENERATE, json=BODY, headers={HEADER: "k1"})
    turned = dict(reversed(BODY.items()))
    again = await gateways.post(GENERATE, json=turned, headers={HEADER: '"k1"'})
    assert again.content == first.content


async def test_another_body_under_the_same_key_is_a_422(gateways: httpx.AsyncClient) -> None:
    await gateways.post(GENERATE, json=BODY, headers={HEADER: "k1"})
    other = {**BODY, "scene_count": 3}
    response = await gateways.post(GENERATE, json=other, headers={HEADER: "k1"})
    assert response.status_code == 422
    assert response.json()["error_code"] == "IDEMPOTENCY_KEY_REUSED"


async def test_without_a_key_and_with_another_there_is_another_task(
    gateways: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    for headers in ({}, {}, {HEADER: "k1"}, {HEADER: "k2"}):
        await gateways.post(GENERATE, json=BODY, headers=headers)
    assert await accepted(clean_bus) == 4


async def test_a_key_is_its_routes_alone(gateways: httpx.AsyncClient, clean_bus: CleanBus) -> None:
    assert (await gateways.post(GENERATE, json=BODY, headers={HEADER: "k1"})).is_success
    assert (await gateways.post(PLAN, json=TOPIC, headers={HEADER: "k1"})).is_success
    assert await accepted(clean_bus) == 2


async def test_a_key_is_its_principals_alone(clean_bus: CleanBus) -> None:
    settings = Settings(bus=clean_bus.settings, access=closed())
    async with replicas(2, settings) as gateways:
        for name in ("ada", "eve"):
            headers = {HEADER: "k1", **bearer(sub=name)}
            await gateways.post(GENERATE, json=BODY, headers=headers)
    assert await accepted(clean_bus) == 2


async def test_a_refused_request_leaves_its_key_unused(gateways: httpx.AsyncClient) -> None:
    wrong = {**BODY, "scene_count": 99}
    assert (await gateways.post(GENERATE, json=wrong, headers={HEADER: "k1"})).status_code == 422
    assert (await gateways.post(GENERATE, json=BODY, headers={HEADER: "k1"})).status_code == 202


@pytest.mark.parametrize("key", ["", "x" * 256, "é", '""'])
async def test_a_key_that_is_none_is_a_400(gateways: httpx.AsyncClient, key: str) -> None:
    response = await gateways.post(
        GENERATE, json=BODY, headers=[(HEADER.encode(), key.encode("latin-1"))]
    )
    assert response.status_code == 400
    assert response.json()["error_code"] == "INVALID_IDEMPOTENCY_KEY"


async def test_many_at_once_begin_one_task(
    gateways: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async def post() -> httpx.Response:
        while True:
            response = await gateways.post(GENERATE, json=BODY, headers={HEADER: "k1"})
            if response.status_code != 409:
                return response
            assert response.json()["error_code"] == "REQUEST_IN_PROGRESS"

    answers = await asyncio.gather(*(post() for _ in range(20)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["task_id"] for answer in answers}) == 1
    assert await accepted(clean_bus) == 1


async def test_answers_survive_a_restart(clean_bus: CleanBus) -> None:
    answers = []
    for _ in range(2):
        async with replicas(1, Settings(bus=clean_bus.settings)) as gateways:
            response = await gateways.post(GENERATE, json=BODY, headers={HEADER: "k1"})
            answers.append(response.json()["task_id"])
    assert answers[0] == answers[1]


class Slow:
    """A POST that takes as long as it is told, behind the middleware alone."""

    def __init__(self, bus: CleanBus, *, lease: float) -> None:
        self.begun = asyncio.Event()
        self.may_end = asyncio.Event()
        self.ids: list[str] = []
        self.app = FastAPI()
        self.app.add_middleware(Idempotency, js=lambda: bus.js, lease=lease)
        self.app.add_middleware(_AsAnyone)
        self.app.post("/work", status_code=202)(self._work)

    async def _work(self, request: Request) -> Response:
        self.ids.append(request.state.work_id)
        self.begun.set()
        await self.may_end.wait()
        if b"fail" in await request.body() and len(self.ids) == 1:
            raise RuntimeError("a bug")
        return Response(f'{{"id": "{self.ids[-1]}"}}', 202, media_type="application/json")


class _AsAnyone:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["principal"] = ANYONE
        await self._app(scope, receive, send)


async def test_while_the_first_is_at_work_a_repetition_is_a_409(clean_bus: CleanBus) -> None:
    """Also when the work takes longer than the lease, which is renewed."""
    slow = Slow(clean_bus, lease=0.3)
    async with serving(slow.app) as client:
        first = asyncio.create_task(client.post("/work", json={}, headers={HEADER: "k"}))
        await slow.begun.wait()
        end = asyncio.get_running_loop().time() + 0.6
        while asyncio.get_running_loop().time() < end:
            again = await client.post("/work", json={}, headers={HEADER: "k"})
            assert again.status_code == 409
            assert int(again.headers["retry-after"]) >= 1
        slow.may_end.set()
        assert (await first).status_code == 202
        again = await client.post("/work", json={}, headers={HEADER: "k"})
        assert again.json() == (await first).json()
    assert len(slow.ids) == 1


async def test_after_an_error_of_ours_the_work_is_repeated_under_its_id(
    clean_bus: CleanBus,
) -> None:
    slow = Slow(clean_bus, lease=5)
    slow.may_end.set()
    async with serving(slow.app) as client:
        headers = {HEADER: "k"}
        assert (await client.post("/work", json={"fail": 1}, headers=headers)).status_code == 500
        other = await client.post("/work", json={"other": 1}, headers=headers)
        assert other.status_code == 422
        assert (await client.post("/work", json={"fail": 1}, headers=headers)).status_code == 202
    assert slow.ids[0] == slow.ids[1]


async def test_the_work_of_a_dead_gateway_is_repeated_under_its_id(clean_bus: CleanBus) -> None:
    """It died after taking the key, before answering: its lease runs out."""
    dead, alive = Slow(clean_bus, lease=0.2), Slow(clean_bus, lease=0.2)
    alive.may_end.set()
    async with serving(alive.app) as client, serving(dead.app) as doomed:
        call = asyncio.create_task(doomed.post("/work", json={}, headers={HEADER: "k"}))
        await dead.begun.wait()
        for task in asyncio.all_tasks():
            # As by kill -9: whoever renews the lease is gone, and nobody gives it back.
            if "_renew" in repr(task.get_coro()):
                task.cancel()
        while (
            answer := await client.post("/work", json={}, headers={HEADER: "k"})
        ).status_code == 409:
            pass
        dead.may_end.set()
        await call
    assert answer.status_code == 202
    assert dead.ids == alive.ids
