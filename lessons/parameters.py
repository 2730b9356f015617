"""What a lesson lets its viewer choose: declared in its lesson.toml as JSON Schema."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, create_model

from lessons.notation import number

Schema = dict[str, Any]
Values = dict[str, Any]

KNOWN = {
    "type", "title", "description", "default", "minimum", "maximum", "minItems", "maxItems",
    "items", "enum", "format", "maxLength",
}  # fmt: skip


def object_schema(properties: dict[str, Schema]) -> Schema:
    """The JSON Schema of all parameters of a lesson together."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def model_of(name: str, properties: dict[str, Schema]) -> type[BaseModel]:
    """A pydantic model that takes exactly what the schema takes, and says precisely what not."""
    fields: dict[str, Any] = {}
    for key, schema in properties.items():
        if unknown := set(schema) - KNOWN:
            raise ValueError(f"{name}.{key}: this library does not know {sorted(unknown)}")
        if "default" in schema:
            fields[key] = (_annotation(schema), schema["default"])
        else:
            fields[key] = (_annotation(schema) | None, None)
    config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)
    return create_model(name, __config__=config, **fields)


def complete(name: str, properties: dict[str, Schema], given: dict[str, JsonValue]) -> Values:
    """`given` with the defaults of what is not given. Raises pydantic's `ValidationError`."""
    return model_of(name, properties).model_validate(given).model_dump()


def clamped(schema: Schema, value: Any) -> tuple[Any, str]:
    """`value` brought into the schema's range, and a sentence about it when it was not."""
    title = str(schema.get("title", "value")).lower()
    if schema["type"] in ("number", "integer"):
        return _clamped_number(schema, value, title)
    if schema["type"] == "array":
        items, note = list(value), ""
        most = schema.get("maxItems", len(items))
        if len(items) > most:
            note = f"Of the {len(items)} {title} in the prompt the first {most} are shown."
            items = items[:most]
        inner = schema["items"]
        if inner["type"] != "array":
            pairs = [_clamped_number(inner, item, title) for item in items]
            items = [item for item, _ in pairs]
            note = note or next((said for _, said in pairs if said), "")
        return items, note
    return value, ""


def _clamped_number(schema: Schema, value: float, title: str) -> tuple[float, str]:
    low, high = schema.get("minimum", value), schema.get("maximum", value)
    inside = min(max(value, low), high)
    if inside == value:
        return (int(value) if schema["type"] == "integer" else value), ""
    limit = "at most" if value > high else "at least"
    note = f"The prompt gives {number(value)}; this lesson shows {limit} {number(inside)} here."
    return inside, note


def _annotation(schema: Schema) -> Any:
    match schema["type"]:
        case "number":
            return Annotated[float, _range(schema)]
        case "integer":
            return Annotated[int, _range(schema)]
        case "array":
            least, most = schema.get("minItems", 0), schema.get("maxItems")
            inner = _annotation(schema["items"])
            return Annotated[list[inner], Field(min_length=least, max_length=most)]  # type: ignore[valid-type]
        case "string" if "enum" in schema:
            return Literal[tuple(schema["enum"])]
        case "string":
            return Annotated[str, StringConstraints(max_length=schema.get("maxLength", 60))]
    raise ValueError(f"no parameter can be of type {schema['type']!r}")


def _range(schema: Schema) -> Any:
    return Field(ge=schema.get("minimum"), le=schema.get("maximum"))
