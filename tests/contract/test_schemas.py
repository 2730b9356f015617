"""The published schemas are those of the code, and every message obeys its own."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from shared.contracts.base import Command, Event
from shared.contracts.catalogue import STEPS_OF, AnyCommand, messages
from shared.contracts.publish_schemas import DIRECTORY, documents, subject
from shared.contracts.request import VideoGenerationRequest
from shared.contracts.task import (
    CancellationRequested,
    DeadlinePassed,
    RetryRequested,
    TaskAdmitted,
    TaskEnded,
)
from tests.support.answers import NOON, failure, job_requested, rejection, requested, success
from tests.support.world import World

REGENERATE = (
    "the contracts have changed: run `python -m shared.contracts.publish_schemas`, look at the "
    "difference (can an older reader still read it, and an older message still be read?), commit it"
)
SUBJECT = re.compile(r"^(cmd|evt)\.[a-z]+\.[A-Za-z0-9_-]{1,64}\.(-|[1-9][0-9]?)\.[1-9][0-9]*$")


def samples() -> list[Command | Event]:
    """One of every command and event that a task can cause."""
    request = requested(scenes=1, metadata={"course": 7})
    world = World(request)
    found: list[Command | Event] = [request, CancellationRequested(task_id="t1"), job_requested()]
    found.append(DeadlinePassed(task_id="t1", deadline=NOON))
    found.append(RetryRequested(task_id="t1", attempt=2, scene=1, deadline=NOON))
    found.append(TaskAdmitted(task_id="t1", attempt=2))
    found.append(TaskEnded(task_id="t1", status="failed", error="e", ended_at=NOON))
    while world.waiting:
        command = world.commands[world.waiting[0]]
        event = success(command)
        found += [command, event, failure(command)]
        if command.step == "render":
            found.append(rejection(command))
        world.answer(command.subject, success)
        world.deliver(world.unread[0])
    return found


@pytest.mark.parametrize("name", sorted(documents()))
def test_a_published_schema_is_that_of_the_code(name: str) -> None:
    path = DIRECTORY / name
    assert path.exists(), REGENERATE
    assert path.read_text() == documents()[name], REGENERATE


def test_nothing_else_is_published() -> None:
    assert {path.name for path in DIRECTORY.iterdir()} == set(documents()), REGENERATE


@pytest.mark.parametrize("message", samples(), ids=lambda message: type(message).__name__)
def test_a_message_obeys_its_schema_and_survives_the_way(message: Command | Event) -> None:
    text = message.model_dump_json(by_alias=True)
    schema = json.loads(documents()[f"{type(message).__name__}.json"])
    Draft202012Validator(schema).validate(json.loads(text))
    assert type(message).model_validate_json(text) == message


def test_there_is_a_sample_of_every_command_and_event() -> None:
    kinds = {type(message).__name__ for message in samples()}
    assert kinds == {name for name, cls in messages().items() if issubclass(cls, Command | Event)}


def test_ids_stand_only_after_the_second_token() -> None:
    """So that names of spans and labels of metrics can be cut to two tokens."""
    for message in samples():
        assert SUBJECT.match(message.subject), message.subject
    for cls in messages().values():
        if pattern := subject(cls):
            head = pattern.replace("{failed_step}", "step").split(".")[
                : 1 if cls.__name__ == "StepProgress" else 2
            ]
            assert not any("{" in token for token in head), pattern


def test_commands_of_one_task_never_share_a_subject() -> None:
    commands = [message for message in samples() if isinstance(message, Command)]
    assert len({command.subject for command in commands}) == len(commands)


def test_every_command_has_exactly_one_owner() -> None:
    owned = [step for steps in STEPS_OF.values() for step in steps]
    assert len(owned) == len(set(owned))
    assert {cls.step for cls in AnyCommand.__origin__.__args__} == set(owned)  # type: ignore[attr-defined]


def test_an_event_answers_where_its_command_expects_it() -> None:
    for message in samples():
        if isinstance(message, Command):
            for event in (success(message), failure(message)):
                assert event.subject == message.answer_subject


@pytest.mark.parametrize(
    "metadata",
    [
        {"a": float("nan")},
        {"a": "\ud800"},
        {"a": "x" * 1025},
        {"deep": json.loads("[" * 21 + "]" * 21)},
        {"deeper": json.loads("[" * 450 + "]" * 450)},
    ],
    ids=["no number", "no text", "too long", "too deep", "far too deep"],
)
def test_metadata_that_could_not_be_stored_is_refused(metadata: dict[str, object]) -> None:
    body = {"project_id": "p", "content_prompt": "Explain the circle", "metadata": metadata}
    with pytest.raises(ValueError, match="metadata"):
        VideoGenerationRequest.model_validate(body)
