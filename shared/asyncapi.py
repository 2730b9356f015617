"""The AsyncAPI document of the bus: every channel, message, and who sends or receives it.

Made of the catalogue: handlers take raw messages, so that no framework knows their types.
"""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from shared.contracts.artifact import (
    DownloadsGranted,
    GrantDownloads,
    GrantUploads,
    Refused,
    UploadsGranted,
)
from shared.contracts.base import Command, Event
from shared.contracts.catalogue import STEPS_OF, messages
from shared.contracts.progress import StepProgress
from shared.contracts.publish_schemas import subject
from shared.contracts.task import StepFailed
from shared.streams import COMMANDS, EVENTS, PROGRESS, WORKFLOW

_DESCRIPTIONS = {
    "task_id": "The task or job; a UUIDv7.",
    "scene_number or -": "The scene's number, `-` for steps of the whole video.",
    "attempt": "Numbered from 1; of what belongs to a whole run, the run.",
    "failed_step": "The step whose attempt failed.",
}
_REPLIES: dict[type[BaseModel], type[BaseModel]] = {
    GrantUploads: UploadsGranted,
    GrantDownloads: DownloadsGranted,
}
_GATEWAY = "gateway"


def document() -> dict[str, Any]:
    """AsyncAPI 3.0."""
    channels: dict[str, Any] = {}
    operations: dict[str, Any] = {}
    for name, cls in messages().items():
        address = subject(cls)
        if address is None:
            continue
        channel = channels.setdefault(_named(address), _channel(address, cls))
        channel["messages"][name] = _ref("messages", name)
        for service, action in _parties(cls):
            operations[f"{service}.{action}.{name}"] = _operation(service, action, address, cls)
    for request, reply in _REPLIES.items():
        channel = channels[_named(str(subject(request)))]
        for answer in (reply, Refused):
            channel["messages"][answer.__name__] = _ref("messages", answer.__name__)
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Chalkstream's bus",
            "version": "1",
            "description": "Commands, events and progress over NATS JetStream. The first message "
            "of a subject is the only one, save for progress, whose last one counts.",
        },
        "defaultContentType": "application/json",
        "channels": channels,
        "operations": operations,
        "components": _components(),
    }


def _components() -> dict[str, Any]:
    classes = messages()
    schemas, definitions = models_json_schema(
        [(cls, "validation") for cls in classes.values()],
        by_alias=True,
        ref_template="#/components/schemas/{model}",
    )
    described = {
        name: {
            "name": name,
            "title": name,
            "summary": (cls.__doc__ or name).strip().splitlines()[0],
            "payload": schemas[(cls, "validation")],
        }
        for name, cls in classes.items()
    }
    return {"messages": described, "schemas": definitions["$defs"]}


def _channel(address: str, cls: type[BaseModel]) -> dict[str, Any]:
    names = [part.partition("}")[0] for part in address.split("{")[1:]]
    channel: dict[str, Any] = {
        "address": address.replace(" or -", ""),
        "messages": {},
    }
    if names:
        channel["parameters"] = {
            name.removesuffix(" or -"): {"description": _DESCRIPTIONS[name]} for name in names
        }
    if (stream := _stream(cls)) is not None:
        channel["description"] = f"In the stream {stream}."
    return channel


def _operation(service: str, action: str, address: str, cls: type[BaseModel]) -> dict[str, Any]:
    channel = _named(address)
    operation: dict[str, Any] = {
        "action": action,
        "channel": _ref("channels", channel),
        "messages": [{"$ref": f"#/channels/{channel}/messages/{cls.__name__}"}],
        "tags": [{"name": service}],
    }
    if action == "receive" and (durable := _durable(service, cls)) is not None:
        operation["description"] = f"By the durable consumer `{durable}`."
    if cls in _REPLIES:
        answers = (_REPLIES[cls].__name__, Refused.__name__)
        operation["reply"] = {
            "channel": _ref("channels", channel),
            "messages": [{"$ref": f"#/channels/{channel}/messages/{name}"} for name in answers],
        }
    return operation


def _parties(cls: type[BaseModel]) -> list[tuple[str, str]]:
    """Who sends and who receives it."""
    workers = list(STEPS_OF)
    if cls in _REPLIES:
        return [("renderer", "send"), ("assets", "receive")]
    if cls is StepProgress or issubclass(cls, StepFailed):
        return [*((worker, "send") for worker in workers), (_GATEWAY, "receive")]
    assert issubclass(cls, Command | Event)
    owner = next((name for name, steps in STEPS_OF.items() if cls.step in steps), _GATEWAY)
    if issubclass(cls, Command):
        return [(_GATEWAY, "send"), (owner, "receive")]
    return [(owner, "send"), (_GATEWAY, "receive")]


def _stream(cls: type[BaseModel]) -> str | None:
    if cls is StepProgress:
        return PROGRESS
    if issubclass(cls, Command):
        return COMMANDS
    return EVENTS if issubclass(cls, Event) else None


def _durable(service: str, cls: type[BaseModel]) -> str | None:
    if issubclass(cls, Command):
        return service
    return WORKFLOW if issubclass(cls, Event) else None


def _named(address: str) -> str:
    """`cmd.render.{task_id}...` -> `cmd.render`, as channels may not have braces in their names."""
    fixed = [part for part in address.split(".") if "{" not in part]
    return ".".join(fixed) if "failed_step" not in address else "evt.failed"


def _ref(kind: str, name: str) -> dict[str, str]:
    place = "channels" if kind == "channels" else f"components/{kind}"
    return {"$ref": f"#/{place}/{name}"}
