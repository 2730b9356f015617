"""`python -m shared.contracts.publish_schemas`: one JSON Schema a message, for those who review
a change of the contracts and for readers in other languages."""

import json
from pathlib import Path

from pydantic import BaseModel

from .base import Command, Event
from .catalogue import messages
from .progress import StepProgress
from .task import StepFailed

DIRECTORY = Path(__file__).parent / "schemas"


def documents() -> dict[str, str]:
    """File name -> text of every message's schema, its subject as `x-subject`."""
    return {f"{name}.json": _document(cls) for name, cls in messages().items()}


def publish() -> None:
    DIRECTORY.mkdir(exist_ok=True)
    wanted = documents()
    for path in DIRECTORY.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (DIRECTORY / name).write_text(text)


def subject(cls: type[BaseModel]) -> str | None:
    """The message's subject with its ids in braces; None for replies, which have none."""
    if issubclass(cls, StepFailed):
        return "evt.{failed_step}.{task_id}.{scene_number or -}.{attempt}"
    if issubclass(cls, Command | Event):
        kind = "cmd" if issubclass(cls, Command) else "evt"
        return f"{kind}.{cls.step}.{{task_id}}.{{scene_number or -}}.{{attempt}}"
    if cls is StepProgress:
        return "prog.{task_id}.{scene_number or -}"
    return getattr(cls, "subject", None)


def _document(cls: type[BaseModel]) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "x-subject": subject(cls),
        **cls.model_json_schema(by_alias=True),
    }
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    publish()
