"""Whatever goes wrong is answered as a problem that says what to do."""

from datetime import datetime
from typing import Annotated, Any

import httpx
import pytest
from fastapi import FastAPI, Query
from nats.errors import NoRespondersError
from pydantic import BaseModel

from services.gateway import problem_handlers
from services.gateway.app import create_app
from services.gateway.body_limit import BodyLimit
from services.gateway.problems import Problem, not_found
from services.gateway.settings import Settings
from shared.errors import Unavailable


class Thing(BaseModel):
    name: str
    children: list["Thing"] = []


def an_app() -> FastAPI:
    app = FastAPI()
    app.add_middleware(BodyLimit, max_bytes=1_000)
    problem_handlers.install(app)

    @app.post("/things")
    async def things(thing: Thing) -> str:
        return thing.name

    @app.get("/raises/{what}")
    async def raises(what: str, count: Annotated[int, Query(ge=0)] = 0) -> None:
        raise {
            "problem": Problem(409, "TASK_ENDED", "It is over."),
            "missing": not_found("task", "Look again."),
            "unavailable": Unavailable("the model"),
            "bus": NoRespondersError(),
            "bug": ZeroDivisionError("secret"),
        }[what]

    return app


async def ask(method: str, path: str, **options: Any) -> httpx.Response:
    transport = httpx.ASGITransport(an_app(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.request(method, path, **options)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/raises/problem", 409, "TASK_ENDED"),
        ("/raises/missing", 404, "TASK_NOT_FOUND"),
        ("/raises/unavailable", 503, "SERVICE_UNAVAILABLE"),
        ("/raises/bus", 503, "SERVICE_UNAVAILABLE"),
        ("/raises/bug", 500, "INTERNAL_ERROR"),
        ("/raises/problem?count=x", 422, "VALIDATION_ERROR"),
        ("/nowhere", 404, "NOT_FOUND"),
        ("/things", 405, "METHOD_NOT_ALLOWED"),
    ],
)
async def test_every_error_has_the_same_members(path: str, status: int, code: str) -> None:
    response = await ask("GET", path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == {
        *("type", "title", "status", "detail", "instance", "error_code"),
        *("timestamp", "errors", "trace_id"),
    }
    assert (problem["status"], problem["error_code"]) == (status, code)
    assert problem["instance"] == path.split("?")[0]
    assert datetime.fromisoformat(problem["timestamp"]).tzinfo is not None
    assert problem["detail"]
    assert "secret" not in response.text


async def test_unavailable_says_when_to_come_back() -> None:
    response = await ask("GET", "/raises/unavailable")
    assert response.headers["retry-after"] == "5"


async def test_errors_point_into_the_body() -> None:
    body = {"name": 1, "children": [{"name": "a"}, {}]}
    response = await ask("POST", "/things", json=body)
    assert response.status_code == 422
    errors = {error["pointer"]: error["message"] for error in response.json()["errors"]}
    assert errors == {
        "/name": "Input should be a valid string",
        "/children/1/name": "Field required",
    }
    detail = response.json()["detail"]
    assert detail.startswith("Correct name: Input should be a valid string and 1 more")


async def test_a_parameter_is_named() -> None:
    response = await ask("GET", "/raises/problem?count=-1")
    assert response.json()["errors"][0]["parameter"] == "count"


async def test_what_was_sent_is_never_repeated() -> None:
    response = await ask("POST", "/things", json={"name": ["secret"], "children": "secret"})
    assert "secret" not in response.text


async def test_the_position_in_broken_json_is_told() -> None:
    response = await ask(
        "POST", "/things", content=b'{"name": }', headers={"content-type": "application/json"}
    )
    assert response.status_code == 400
    assert "Expecting value at character 9" in response.json()["detail"]


async def test_a_json_dialect_is_json() -> None:
    response = await ask(
        "POST", "/things", content=b'{"name": "a"}', headers={"content-type": "application/ld+json"}
    )
    assert response.status_code == 200


@pytest.mark.parametrize("size", [1_000, 1_001])
@pytest.mark.parametrize("announced", [True, False])
async def test_the_limit_is_exact(size: int, announced: bool) -> None:
    body = b'{"name": "%s"}' % (b"x" * (size - 12))

    async def chunks() -> Any:
        yield body[:500]
        yield body[500:]

    response = await ask(
        "POST",
        "/things",
        content=body if announced else chunks(),
        headers={"content-type": "application/json"},
    )
    assert response.status_code == (413 if size > 1_000 else 200)


def test_every_documented_error_is_a_problem() -> None:
    document = create_app(Settings()).openapi()
    for path in document["paths"].values():
        for operation in path.values():
            assert operation["operationId"]
            errors = {s: r for s, r in operation["responses"].items() if s >= "400"}
            assert {"500", "503"} <= set(errors)
            for response in errors.values():
                assert response["content"] == {
                    "application/problem+json": {
                        "schema": {"$ref": "#/components/schemas/ProblemDocument"}
                    }
                }
    assert "HTTPValidationError" not in document["components"]["schemas"]
