"""Templates over HTTP: the list, one schema, and what a request may say of them."""

from typing import Any

import httpx
import jsonschema
import pytest

from shared.contracts.catalogue import ANY_EVENT
from shared.contracts.task import GenerationRequested
from shared.streams import EVENTS
from tests.support.gateway import BODY, GENERATE
from tests.support.stack import CleanBus

TEMPLATES = "/api/v1/video-generation/templates"


async def test_every_template_is_listed_with_its_schema(gateway: httpx.AsyncClient) -> None:
    listed = (await gateway.get(TEMPLATES)).json()["templates"]
    assert len(listed) >= 17
    assert [each["name"] for each in listed] == sorted(each["name"] for each in listed)
    for each in listed:
        jsonschema.Draft202012Validator.check_schema(each["params"])
        assert (await gateway.get(f"{TEMPLATES}/{each['name']}")).json() == each


async def test_an_unknown_template_is_a_404(gateway: httpx.AsyncClient) -> None:
    response = await gateway.get(f"{TEMPLATES}/nothing")
    assert response.status_code == 404
    assert response.json()["error_code"] == "TEMPLATE_NOT_FOUND"


async def test_a_request_carries_its_template(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    template = {"name": "pythagoras", "params": {"a": 5, "b": 12}}
    response = await gateway.post(GENERATE, json={**BODY, "template": template})
    assert response.status_code == 202
    subject = f"evt.gateway.{response.json()['task_id']}.-.1"
    message = await clean_bus.js.get_last_msg(EVENTS, subject)
    event = ANY_EVENT.validate_json(message.data or b"")
    assert isinstance(event, GenerationRequested)
    assert event.request.template is not None
    assert event.request.template.model_dump() == template


@pytest.mark.parametrize(
    ("template", "pointer", "said"),
    [
        ({"name": "nothing"}, "/template/name", "pythagoras"),
        ({"name": "No Such"}, "/template/name", "pattern"),
        ({"params": {}}, "/template/name", "required"),
        ({"name": "pythagoras", "params": {"a": -1}}, "/template/params/a", "greater"),
        ({"name": "pythagoras", "params": {"a": "5"}}, "/template/params/a", "number"),
        ({"name": "pythagoras", "params": {"z": 5}}, "/template/params/z", "hypotenuse"),
        (
            {"name": "pythagoras", "params": {"a": 9, "hypotenuse": 4}},
            "/template/params",
            "no such triangle",
        ),
        (
            {"name": "bubble_sort", "params": {"values": [1, 2, "three"]}},
            "/template/params/values/2",
            "number",
        ),
        ({"name": "bubble_sort", "params": {"values": []}}, "/template/params/values", "at least"),
        (
            {"name": "quadratic", "params": {"function": "__import__('os')"}},
            "/template/params",
            "cannot be read",
        ),
        ({"name": "pythagoras", "params": {"a": ["x" * 5000]}}, "/template/params", "4096"),
    ],
)
async def test_an_unfit_template_is_refused_precisely(
    gateway: httpx.AsyncClient,
    clean_bus: CleanBus,
    template: dict[str, Any],
    pointer: str,
    said: str,
) -> None:
    response = await gateway.post(GENERATE, json={**BODY, "template": template})
    assert response.status_code == 422
    problem = response.json()
    assert problem["errors"][0]["pointer"] == pointer
    assert said in problem["errors"][0]["message"]
    assert (await clean_bus.js.stream_info(EVENTS)).state.messages == 0
