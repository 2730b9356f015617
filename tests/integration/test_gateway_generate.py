"""`POST /generate` on a real bus: exactly one stored event, or a precise problem and nothing."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from cli.embedded.nats import NatsServer
from services.gateway.app import create_app
from services.gateway.settings import Settings
from shared.bootstrap import bootstrap
from shared.bus import connect
from shared.contracts.catalogue import ANY_EVENT
from shared.contracts.task import GenerationRequested
from shared.settings import BusSettings
from shared.streams import EVENTS
from tests.support.gateway import BODY, GENERATE, serving
from tests.support.stack import CleanBus


async def stored(bus: CleanBus) -> int:
    return (await bus.js.stream_info(EVENTS)).state.messages


async def test_an_accepted_request_is_one_stored_event(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    response = await gateway.post(GENERATE, json=BODY)
    assert response.status_code == 202
    answer = response.json()
    assert answer["status"] == "queued"
    assert answer["project_id"] == "p1"
    assert answer["message"] == "Video generation started for 2 scenes"
    assert answer["estimated_duration_minutes"] == 4
    assert UUID(answer["task_id"]).version == UUID(answer["session_id"]).version == 7
    assert set(answer) == {
        *("task_id", "project_id", "session_id", "status", "message"),
        *("estimated_duration_minutes", "created_at"),
    }
    status = await gateway.get(response.headers["location"])
    assert status.json()["task_id"] == answer["task_id"]
    assert int(response.headers["retry-after"]) >= 1
    message = await clean_bus.js.get_last_msg(EVENTS, f"evt.gateway.{answer['task_id']}.-.1")
    event = ANY_EVENT.validate_json(message.data or b"")
    assert isinstance(event, GenerationRequested)
    assert event.session_id == answer["session_id"]
    assert event.request.content_prompt == BODY["content_prompt"]


async def test_the_client_may_name_the_session(gateway: httpx.AsyncClient) -> None:
    response = await gateway.post(GENERATE, json={**BODY, "session_id": "mine-1"})
    assert response.json()["session_id"] == "mine-1"


async def test_both_names_of_the_options_and_nulls_are_understood(
    gateway: httpx.AsyncClient,
) -> None:
    options = {
        "model_config": {"planner_model": "m", "temperature": 0},
        "render_config": {"quality": "preview", "resolution": "720p"},
        "s3_config": None,
        "session_id": None,
        "unknown_member": 1,
    }
    assert (await gateway.post(GENERATE, json={**BODY, **options})).status_code == 202


DEEP: Any = 0
for _ in range(40):
    DEEP = [DEEP]

BAD_FIELDS = [
    ("an empty prompt", {"content_prompt": ""}, "/content_prompt"),
    ("a blank prompt", {"content_prompt": " " * 50}, "/content_prompt"),
    ("a long prompt", {"content_prompt": "x" * 20_001}, "/content_prompt"),
    ("a prompt that is no text", {"content_prompt": ["x"]}, "/content_prompt"),
    ("no scenes", {"scene_count": 0}, "/scene_count"),
    ("too many scenes", {"scene_count": 21}, "/scene_count"),
    ("an unknown quality", {"render_config": {"quality": "ultra"}}, "/render_config/quality"),
    ("a dot in the project", {"project_id": "a.b"}, "/project_id"),
    ("a space in the project", {"project_id": "a b"}, "/project_id"),
    ("a wildcard in the project", {"project_id": "a*"}, "/project_id"),
    ("a newline after the project", {"project_id": "a\n"}, "/project_id"),
    ("a wildcard in the session", {"session_id": ">"}, "/session_id"),
    ("a temperature above 2", {"model_config": {"temperature": 3}}, "/model_config/temperature"),
    ("large metadata", {"metadata": {"a": "x" * 2000}}, "/metadata"),
    ("deep metadata", {"metadata": {"a": DEEP}}, "/metadata"),
    ("half a character", {"metadata": {"a": "\ud800"}}, "/metadata"),
]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [case[1:] for case in BAD_FIELDS],
    ids=[case[0] for case in BAD_FIELDS],
)
async def test_a_bad_field_is_named_and_nothing_is_published(
    gateway: httpx.AsyncClient, clean_bus: CleanBus, changes: dict[str, Any], pointer: str
) -> None:
    # As escaped JSON: httpx would refuse to send half a character.
    response = await gateway.post(
        GENERATE,
        content=json.dumps({**BODY, **changes}),
        headers={"content-type": "application/json"},
    )
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["error_code"] == "VALIDATION_ERROR"
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert pointer.lstrip("/") in problem["detail"]
    assert len(response.content) < 2_000
    assert await stored(clean_bus) == 0


BAD_BODIES = [
    ("no JSON", b"{content_prompt", "application/json", 400, "INVALID_JSON"),
    ("no UTF-8", b'{"a": "\xff\xfe"}', "application/json", 400, "BAD_REQUEST"),
    ("endless nesting", b"[" * 100_000, "application/json", 400, "BAD_REQUEST"),
    ("a form", b"project_id=p", "application/x-www-form-urlencoded", 415, "UNSUPPORTED_MEDIA_TYPE"),
    ("no content type", b"{}", None, 415, "UNSUPPORTED_MEDIA_TYPE"),
    ("a list", b"[]", "application/json", 422, "VALIDATION_ERROR"),
    ("nothing", b"", None, 422, "VALIDATION_ERROR"),
    ("an empty object", b"{}", "application/json", 422, "VALIDATION_ERROR"),
]


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [case[1:] for case in BAD_BODIES],
    ids=[case[0] for case in BAD_BODIES],
)
async def test_a_body_that_is_no_request_is_refused(
    gateway: httpx.AsyncClient,
    clean_bus: CleanBus,
    body: bytes,
    content_type: str | None,
    status: int,
    code: str,
) -> None:
    headers = {"content-type": content_type} if content_type else {}
    response = await gateway.post(GENERATE, content=body, headers=headers)
    assert (response.status_code, response.json()["error_code"]) == (status, code)
    assert await stored(clean_bus) == 0


async def chunks(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 65_536):
        yield b"x" * 65_536


@pytest.mark.parametrize("streamed", [False, True])
async def test_a_5_mb_prompt_is_too_large(
    gateway: httpx.AsyncClient, clean_bus: CleanBus, streamed: bool
) -> None:
    headers = {"content-type": "application/json"}
    body: Any = chunks(5 << 20) if streamed else b'{"content_prompt": "%s"}' % (b"x" * (5 << 20))
    response = await gateway.post(GENERATE, content=body, headers=headers)
    assert response.status_code == 413
    assert response.json()["error_code"] == "BODY_TOO_LARGE"
    assert await stored(clean_bus) == 0
    # The connection is fit for use afterwards.
    assert (await gateway.post(GENERATE, json=BODY)).status_code == 202


async def test_without_nats_the_answer_is_503_until_it_is_back(tmp_path: Path) -> None:
    async with NatsServer(tmp_path) as server:
        bus = BusSettings(url=server.url)
        await bootstrap(bus)
        await server.stop()
        app = create_app(Settings(bus=bus, connect_patience=0.1))
        async with serving(app) as client:
            for response in (
                await client.post(GENERATE, json=BODY),
                await client.get("/api/v1/video-generation/tasks/t1/status"),
            ):
                assert response.status_code == 503
                assert response.json()["error_code"] == "SERVICE_UNAVAILABLE"
                assert int(response.headers["retry-after"]) >= 1
            assert (await client.post(GENERATE, json={})).status_code == 422
            assert (await client.get("/livez")).status_code == 200
            assert (await client.get("/readyz")).status_code == 503
            health = (await client.get("/api/v1/video-generation/health")).json()
            assert health["status"] == "degraded"
            await server.start()
            while (await client.get("/readyz")).status_code != 200:
                pass
            assert (await client.post(GENERATE, json=BODY)).status_code == 202


async def test_a_stream_that_takes_nothing_is_a_503(tmp_path: Path) -> None:
    async with NatsServer(tmp_path) as server:
        bus = BusSettings(url=server.url)
        await bootstrap(bus)
        connection = await connect(bus, name="test")
        js = connection.jetstream()
        config = (await js.stream_info(EVENTS)).config
        await js.update_stream(config.evolve(max_msg_size=10))
        async with serving(create_app(Settings(bus=bus))) as client:
            response = await client.post(GENERATE, json=BODY)
        assert response.status_code == 503
        assert response.json()["error_code"] == "SERVICE_UNAVAILABLE"
        assert (await js.stream_info(EVENTS)).state.messages == 0
        await connection.close()
