"""A plan as JSON, for endpoints that can be held to a schema."""

import json
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from authors.model import Structure
from shared.contracts.plan import SceneOutline
from shared.grammar.answers import shorten, without_fences, without_reasoning
from shared.grammar.outline import (
    MOST_SCENES,
    TITLE_LIMIT,
    NotAnOutline,
    Outline,
    read_outline,
    write_outline,
)

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_FIELDS: dict[str, Any] = {
    "title": _TEXT,
    "purpose": _TEXT,
    "description": _TEXT,
    "layout": _TEXT,
    "key_terms": _TEXTS,
    "formulae": _TEXTS,
    "target_seconds": {"type": "number"},
}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    # Strict schemas want every member required and no others.
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


PLAN = Structure(
    "plan", _object({"title": _TEXT, "scenes": {"type": "array", "items": _object(_FIELDS)}})
)


def read_plan(answer: str) -> Outline:
    """The outline in an answer, JSON or text. Raises `NotAnOutline`."""
    document = _document(answer)
    if document is None:
        return read_outline(answer)
    try:
        scenes = tuple(
            SceneOutline.model_validate({**scene, "number": number, "reference": None})
            for number, scene in enumerate(document["scenes"][: MOST_SCENES + 1], start=1)
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise NotAnOutline(f"the JSON is not a plan: {where}: {first['msg']}") from error
    except TypeError as error:
        raise NotAnOutline("the JSON is not a plan: every scene must be an object") from error
    # Through the text form, so that the same limits hold for both.
    outline = read_outline(write_outline(scenes))
    title = document.get("title")
    short = shorten(" ".join(title.split()), TITLE_LIMIT) if isinstance(title, str) else None
    return replace(outline, title=short or None)


def _document(answer: str) -> dict[str, Any] | None:
    """The JSON object with scenes that an answer is; None for an answer in other words."""
    text = without_fences(without_reasoning(answer))
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or text[:start].strip().startswith("<"):
        return None
    try:
        value = json.loads(text[start : end + 1])
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict) and isinstance(value.get("scenes"), list):
        return value
    return None
