"""The client of the REST API, against a scripted gateway."""

from collections.abc import AsyncIterator

import pytest

from cli.client import ApiError, Client, ServerEvent, parse_events
from tests.support.scripted_api import TASK, ScriptedApi, serving, status


async def test_a_request_carries_the_credentials_and_one_idempotency_key() -> None:
    api = ScriptedApi([status("queued", 0)], failures=[(503, {})])
    with serving(api):
        async with Client(api.url, api_key="k", token="t") as client:
            assert await client.generate({"content_prompt": "x"}, idempotency_key="same") == TASK
    first, second = (headers for _, _, headers, _ in api.requests)
    assert first["idempotency-key"] == second["idempotency-key"] == "same"
    assert (first["x-api-key"], first["authorization"]) == ("k", "Bearer t")


async def test_an_error_names_the_fields_that_are_wrong() -> None:
    problem = {
        "title": "Unprocessable Content",
        "detail": "the request is not valid",
        "error_code": "VALIDATION_ERROR",
        "errors": [{"loc": ["body", "scene_count"], "msg": "must be at most 20"}],
    }
    with serving(ScriptedApi([], failures=[(422, problem)])) as api:
        async with Client(api.url) as client:
            with pytest.raises(ApiError, match=r"body\.scene_count: must be at most 20") as error:
                await client.generate({}, idempotency_key="k")
    assert (error.value.status, error.value.code) == (422, "VALIDATION_ERROR")


async def test_a_gateway_that_is_away_is_named() -> None:
    with serving(ScriptedApi([])) as api:
        pass
    async with Client(api.url, patience=0) as client:
        with pytest.raises(ApiError, match=f"{api.url} does not answer"):
            await client.status(TASK)


async def test_reading_survives_a_gateway_that_is_busy() -> None:
    api = ScriptedApi([status("progress", 40)], failures=[(502, {}), (503, {})])
    with serving(api):
        async with Client(api.url) as client:
            client._pause = 0.01
            assert (await client.status(TASK)).progress == 40


async def test_a_broken_event_stream_is_resumed_after_its_last_event() -> None:
    api = ScriptedApi([], events=["id: 7\nevent: status\ndata: {}\n\n"], failures=[(503, {})])
    with serving(api):
        async with Client(api.url) as client:
            client._pause = 0.01
            events = [event async for event in client.events(TASK, after="6")]
    assert events == [ServerEvent("7", "status", "{}")]
    assert [headers["last-event-id"] for _, _, headers, _ in api.requests] == ["6", "6"]


async def test_events_are_read_as_the_format_says() -> None:
    text = ": heartbeat\n\nid: 1\ndata: a\ndata: b\n\nevent: end\ndata:c\n\ndata: unfinished"

    async def lines() -> AsyncIterator[str]:
        for line in text.split("\n"):
            yield line

    assert [event async for event in parse_events(lines())] == [
        ServerEvent("1", "message", "a\nb"),
        ServerEvent("1", "end", "c"),
    ]
