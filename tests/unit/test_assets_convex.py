"""The client of the application's database: what is sent, what is retried, what is given up."""

import json
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from services.assets.breaker import Breaker
from services.assets.convex import Convex, DatabaseDown, DatabaseRefused
from services.assets.settings import ConvexSettings
from services.assets.sync import sync_session
from shared.contracts.publish import SyncSession

URL = "https://convex.test"


class Server:
    """Answers in turn; the last answer again and again."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def convex(server: Server, *, budget: float = 0.2) -> Convex:
    settings = ConvexSettings(
        deployment_url=URL, deploy_key=SecretStr("prod:secret"), budget=budget
    )
    return Convex(settings, httpx.AsyncClient(transport=httpx.MockTransport(server)))


def success(value: Any) -> httpx.Response:
    return httpx.Response(200, json={"status": "success", "value": value})


async def test_a_mutation_is_one_post_with_the_deploy_key() -> None:
    server = Server(success("id1"))
    value = await convex(server).mutation("sync:x", {"a": 1, "none": None, "b": [{"c": None}]})
    assert value == "id1"
    (request,) = server.requests
    assert str(request.url) == f"{URL}/api/mutation"
    assert request.headers["Authorization"] == "Convex prod:secret"
    # Optional arguments are left out: Convex rejects null.
    assert json.loads(request.content) == {
        "path": "sync:x",
        "args": {"a": 1, "b": [{}]},
        "format": "json",
    }


@pytest.mark.parametrize("status", [200, 560])
async def test_a_failed_function_is_a_refusal_in_its_own_words(status: int) -> None:
    body = {"status": "error", "errorMessage": "ArgumentValidationError: title"}
    server = Server(httpx.Response(status, json=body))
    with pytest.raises(DatabaseRefused, match="ArgumentValidationError: title"):
        await convex(server).mutation("sync:x", {})
    assert len(server.requests) == 1


async def test_a_wrong_key_is_not_tried_again() -> None:
    server = Server(httpx.Response(401, json={"code": "BadDeployKey", "message": "no"}))
    with pytest.raises(DatabaseRefused, match="BadDeployKey"):
        await convex(server).mutation("sync:x", {})
    assert len(server.requests) == 1


async def test_a_short_outage_is_ridden_out() -> None:
    server = Server(httpx.Response(503), httpx.ConnectError("refused"), success(1))
    assert await convex(server, budget=10).mutation("sync:x", {}) == 1
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500, text="oops"),
        httpx.Response(429),
        httpx.Response(200, text="<html>a proxy</html>"),
        httpx.ReadTimeout("slow"),
    ],
)
async def test_a_longer_one_is_given_up_within_the_budget(
    answer: httpx.Response | Exception,
) -> None:
    with pytest.raises(DatabaseDown):
        await convex(Server(answer), budget=0.01).mutation("sync:x", {})


async def test_after_repeated_failures_it_is_left_alone() -> None:
    server = Server(httpx.Response(500))
    client = convex(server, budget=0.01)
    for _ in range(8):
        with pytest.raises(DatabaseDown):
            await client.mutation("sync:x", {})
    assert len(server.requests) == 5


def test_a_cooled_breaker_lets_one_try_through() -> None:
    now = 0.0
    breaker = Breaker(threshold=2, cooldown=30, clock=lambda: now)
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    now = 31
    assert breaker.allows()
    assert not breaker.allows()
    breaker.succeeded()
    assert breaker.allows()


def sync_command() -> SyncSession:
    return SyncSession(
        task_id="t",
        project_id="p",
        session_id="s",
        title="A video",
        prompt="Explain it",
        duration=5,
        scenes=(),
        files=(),
    )


async def test_without_a_database_the_step_is_skipped() -> None:
    event = await sync_session(sync_command(), None)
    assert (event.database, event.detail) == ("skipped", "no database is configured")


async def test_a_written_session_has_the_databases_id() -> None:
    server = Server(success({"sessionId": "k17"}))
    event = await sync_session(sync_command(), convex(server))
    assert (event.database, event.convex_session_id) == ("synced", "k17")
    sent = json.loads(server.requests[0].content)
    assert sent["path"] == "sync:upsertSession"
    assert sent["args"]["sessionId"] == "s"


@pytest.mark.parametrize("answer", [httpx.Response(500), httpx.Response(400, text="no")])
async def test_a_database_that_does_not_take_it_leaves_the_step_pending(
    answer: httpx.Response,
) -> None:
    event = await sync_session(sync_command(), convex(Server(answer), budget=0.01))
    assert event.database == "pending"
    assert event.detail.startswith("Convex: HTTP ")
