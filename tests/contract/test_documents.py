"""The published documents of the REST API and of the bus are those of the code, and complete."""

import json
from typing import Any

import pytest

from cli.docs import DIRECTORY, documents
from shared.contracts.base import Command, Event
from shared.contracts.catalogue import messages

REGENERATE = "the API or the contracts have changed: run `make docs`, look at the difference"


@pytest.fixture(scope="module")
def published() -> dict[str, str]:
    return documents()


@pytest.fixture(scope="module")
def openapi(published: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(published["openapi.json"])
    return found


@pytest.fixture(scope="module")
def asyncapi(published: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(published["asyncapi.json"])
    return found


def operations(openapi: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", operation)
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    ]


def references(document: Any) -> set[str]:
    if isinstance(document, list):
        return set().union(*map(references, document)) if document else set()
    if not isinstance(document, dict):
        return set()
    own = {document["$ref"]} if isinstance(document.get("$ref"), str) else set()
    return own.union(*map(references, document.values()))


def resolved(document: Any, reference: str) -> Any:
    for part in reference.removeprefix("#/").split("/"):
        document = document[part]
    return document


@pytest.mark.parametrize("name", ["openapi.json", "asyncapi.json"])
def test_a_published_document_is_that_of_the_code(name: str, published: dict[str, str]) -> None:
    assert (DIRECTORY / name).read_text() == published[name], REGENERATE


@pytest.mark.parametrize("name", ["openapi.json", "asyncapi.json"])
def test_every_reference_leads_somewhere(name: str, published: dict[str, str]) -> None:
    document = json.loads(published[name])
    for reference in references(document):
        assert resolved(document, reference), reference


def test_every_operation_says_what_it_does_and_how_to_call_it(openapi: dict[str, Any]) -> None:
    assert openapi["openapi"].startswith("3.1")
    for name, operation in operations(openapi):
        text = operation["description"]
        assert "```sh\ncurl " in text, name
        assert len(text.split("```")[0].strip()) > 20, name
        assert operation["tags"], name
        body = operation.get("requestBody")
        if body is not None:
            assert body["content"]["application/json"]["schema"]["examples"], name


def test_every_error_is_a_problem_and_every_operation_documents_its_own(
    openapi: dict[str, Any],
) -> None:
    for name, operation in operations(openapi):
        assert {"500", "503"} <= set(operation["responses"]), name
        for status, response in operation["responses"].items():
            assert response["description"], (name, status)
            if status >= "400":
                schema = response["content"]["application/problem+json"]["schema"]
                assert schema["$ref"].endswith("/Problem") or "Problem" in schema["$ref"], name


def test_every_parameter_is_described(openapi: dict[str, Any]) -> None:
    for name, operation in operations(openapi):
        for parameter in operation.get("parameters", ()):
            assert parameter.get("description") or parameter["schema"].get("description"), (
                name,
                parameter["name"],
            )


def test_every_command_and_event_has_a_channel_a_sender_and_a_receiver(
    asyncapi: dict[str, Any],
) -> None:
    named = {name for channel in asyncapi["channels"].values() for name in channel["messages"]}
    assert named == set(messages())
    for name, cls in messages().items():
        if issubclass(cls, Command | Event):
            parties = [key for key in asyncapi["operations"] if key.endswith(f".{name}")]
            actions = {asyncapi["operations"][key]["action"] for key in parties}
            assert actions == {"send", "receive"}, name


def test_a_channel_is_named_like_its_address(asyncapi: dict[str, Any]) -> None:
    for name, channel in asyncapi["channels"].items():
        assert channel["address"].startswith(name) or name == "evt.failed"
        assert set(channel.get("parameters", ())) == {
            part.partition("}")[0] for part in channel["address"].split("{")[1:]
        }
