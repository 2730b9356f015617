"""Every route of the OpenAPI document, whoever adds it, against those who may not use it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest_asyncio
from fastapi import FastAPI
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.routing import BaseRoute

from services.gateway.access.rules import needed
from services.gateway.app import create_app
from services.gateway.routes import AGENTS_PREFIX
from services.gateway.settings import Settings
from shared.api_keys import SCOPES
from tests.support.access import bearer, closed
from tests.support.gateway import BODY, GENERATE, serving
from tests.support.stack import CleanBus

MINE, OTHERS = bearer(projects=["p1"]), bearer(sub="eve", projects=["p2"])

TOPIC = {"topic": "The circle", "description": "Its area"}

API = create_app(Settings(access=closed())).openapi()


@dataclass(frozen=True)
class Operation:
    method: str
    path: str

    @property
    def scope(self) -> str:
        return needed(self.method, self.path)

    @property
    def has_ids(self) -> bool:
        return "{" in self.path

    def url(self, ids: dict[str, str]) -> str:
        """Raises `KeyError` when a route has an id that this test cannot make yet: teach it."""
        return self.path.format_map(ids)


def operations() -> Iterator[Operation]:
    for path, methods in API["paths"].items():
        for method in methods:
            yield Operation(method.upper(), path)


CLOSED = [each for each in operations() if each.scope != "open"]
WITH_IDS = [each for each in CLOSED if each.has_ids]


@dataclass
class Gateway:
    """With a task and a job of project p2 in it."""

    app: FastAPI
    http: httpx.AsyncClient
    ids: dict[str, str]

    async def status(self, operation: Operation, headers: dict[str, str], **ids: str) -> int:
        """Of the answer's beginning: a stream would never end."""
        response = await self.send(operation, headers, **ids)
        return response.status_code

    async def send(
        self, operation: Operation, headers: dict[str, str], **ids: str
    ) -> httpx.Response:
        url = operation.url(self.ids | ids)
        async with self.http.stream(operation.method, url, headers=headers) as response:
            if response.is_error:
                await response.aread()
            return response


@pytest_asyncio.fixture
async def gateway(clean_bus: CleanBus) -> AsyncIterator[Gateway]:
    app = create_app(Settings(bus=clean_bus.settings, access=closed()))
    async with serving(app) as http:
        body = {**BODY, "project_id": "p2", "session_id": "s2"}
        task = await http.post(GENERATE, json=body, headers=OTHERS)
        job = await http.post(f"{AGENTS_PREFIX}/plan", json=TOPIC, headers=OTHERS)
        ids = {
            "task_id": task.json()["task_id"],
            "job_id": job.json()["job_id"],
            "project_id": "p2",
            "session_id": "s2",
            "scene_id": "s2_scene_1",
            **dict.fromkeys(("n", "number", "scene_number", "version"), "1"),
            "name": "video.mp4",
        }
        yield Gateway(app, http, ids)


async def test_without_credentials_every_route_is_a_401(gateway: Gateway) -> None:
    for operation in CLOSED:
        response = await gateway.send(operation, {})
        assert response.status_code == 401, operation
        assert response.headers["www-authenticate"].startswith("Bearer")
        if operation.method != "HEAD":
            assert response.json()["error_code"] == "UNAUTHENTICATED"


async def test_with_wrong_credentials_every_route_is_a_401(gateway: Gateway) -> None:
    wrong = {"Authorization": bearer(aud="others")["Authorization"]}
    for operation in CLOSED:
        response = await gateway.send(operation, wrong)
        assert response.status_code == 401, operation
        assert 'error="invalid_token"' in response.headers["www-authenticate"]


async def test_with_every_scope_but_the_right_one_every_route_is_a_403(gateway: Gateway) -> None:
    for operation in CLOSED:
        others = " ".join(scope for scope in SCOPES if scope != operation.scope)
        response = await gateway.send(operation, bearer(projects="*", scope=others))
        assert response.status_code == 403, operation
        assert f'scope="{operation.scope}"' in response.headers["www-authenticate"]


async def test_ids_of_another_project_are_unknown(gateway: Gateway) -> None:
    for operation in WITH_IDS:
        theirs = await gateway.send(operation, MINE)
        unknown = dict.fromkeys(("task_id", "job_id"), "01976b1e-9c4d-7a52-8f3e-2d6c5b4a3f21")
        unknown |= {"project_id": "p9", "session_id": "s9", "scene_id": "s9_scene_1"}
        nobodys = await gateway.send(operation, MINE, **unknown)
        assert theirs.status_code == nobodys.status_code == 404, operation
        if operation.method != "HEAD":
            # Nothing tells them apart.
            assert _essence(theirs) == _essence(nobodys)


async def test_their_owner_finds_them(gateway: Gateway) -> None:
    """Else the test above would prove nothing."""
    known = 0
    for operation in WITH_IDS:
        if operation.method == "GET":
            known += await gateway.status(operation, OTHERS) != 404
    assert known >= 3


async def test_bodies_and_filters_cannot_name_another_project(gateway: Gateway) -> None:
    body = {**BODY, "project_id": "p2"}
    response = await gateway.http.post(GENERATE, json=body, headers=MINE)
    assert (response.status_code, response.json()["error_code"]) == (404, "PROJECT_NOT_FOUND")
    for path, methods in API["paths"].items():
        for method, operation in methods.items():
            names = {each["name"] for each in operation.get("parameters", ())}
            if "project_id" in names and "{project_id}" not in path:
                url = path.format_map(gateway.ids)
                found = await gateway.http.request(
                    method, url, params={"project_id": "p2"}, headers=MINE
                )
                assert found.status_code == 404 or not found.json().get("tasks"), path


async def test_live_connections_are_guarded_too(gateway: Gateway) -> None:
    """WebSockets are not in the document; they are asked directly."""
    sockets = [each for each in _routes(gateway.app) if isinstance(each, APIWebSocketRoute)]
    assert sockets
    for route in sockets:
        url = route.path.format_map(gateway.ids)
        assert await _handshake(gateway.app, url, {}) == 401
        assert await _handshake(gateway.app, url, bearer(scope="agents")) == 403
        assert await _handshake(gateway.app, url, MINE) in (403, 404)
        protocols = ["chalkstream", f"bearer.{OTHERS['Authorization'].split()[1]}"]
        assert await _handshake(gateway.app, url, {}, protocols) == 101


async def test_open_paths_stay_open(gateway: Gateway) -> None:
    for path in ("/livez", "/readyz", "/openapi.json", "/docs", "/api/v1/video-generation/health"):
        assert (await gateway.http.get(path)).status_code == 200


async def test_what_is_not_in_the_document_has_no_ids_and_is_guarded(gateway: Gateway) -> None:
    hidden = {
        (method, route.path)
        for route in _routes(gateway.app)
        if isinstance(route, APIRoute) and route.path not in API["paths"]
        for method in route.methods or ()
    } - {("GET", "/livez"), ("GET", "/readyz")}
    for method, path in hidden:
        assert "{" not in path
        assert (await gateway.http.request(method, path)).status_code == 401


async def test_paths_that_do_not_exist_tell_strangers_nothing(gateway: Gateway) -> None:
    assert (await gateway.http.get("/api/v1/nothing")).status_code == 401
    assert (await gateway.http.get("/api/v1/nothing", headers=MINE)).status_code == 404


def _routes(app: FastAPI) -> Iterator[BaseRoute]:
    for each in app.routes:
        included = getattr(each, "original_router", None)
        yield from included.routes if included is not None else [each]


def _essence(response: httpx.Response) -> dict[str, Any]:
    document = response.json()
    return {name: document[name] for name in ("type", "status", "detail", "error_code")}


async def _handshake(
    app: FastAPI, path: str, headers: dict[str, str], protocols: list[str] | None = None
) -> int:
    """The status that answers a WebSocket's handshake; 101 when it is accepted."""
    scope = {
        "type": "websocket",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "subprotocols": protocols or [],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "scheme": "ws",
        "extensions": {"websocket.http.response": {}},
        "state": {},
    }
    asked = iter(({"type": "websocket.connect"},))
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return next(asked, {"type": "websocket.disconnect", "code": 1001})

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    first = sent[0]
    if first["type"] == "websocket.accept":
        assert protocols is None or first["subprotocol"] == "chalkstream"
        return 101
    return int(first.get("status", 403))
