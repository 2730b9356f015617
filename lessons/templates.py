"""Lessons as templates: what can be asked for by name, with which parameters."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from lessons import shelf
from lessons.lesson import Lesson
from lessons.parameters import object_schema
from lessons.story import Impossible


class Template(BaseModel):
    """A lesson that can be asked for by name; `params` is the JSON Schema of its parameters."""

    model_config = ConfigDict(frozen=True)

    name: str
    title: str
    subject: str
    scenes: list[str] = Field(description="The titles of its own scenes, in teaching order.")
    params: dict[str, Any] = Field(description="JSON Schema of all its parameters together.")


class UnfitTemplate(ValueError):
    """No lesson of this name, or not with these parameters; `path` leads to what is wrong."""

    def __init__(self, path: tuple[str | int, ...], message: str, given: Any) -> None:
        super().__init__(message)
        self.path = path
        self.given = given


def templates() -> list[Template]:
    """Every template, in the order of their names."""
    return [_template(lesson) for lesson in shelf.written().values()]


def template(name: str) -> Template:
    """The template called `name`; KeyError when there is none."""
    return _template(shelf.written()[name])


def check(name: str, params: dict[str, JsonValue]) -> None:
    """Raises `UnfitTemplate` for the first thing that is wrong."""
    try:
        shelf.facts_of(name, params)
    except KeyError:
        known = ", ".join(shelf.written())
        raise UnfitTemplate(
            ("name",), f"no template of this name; there are {known}", name
        ) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        message = first["msg"]
        if first["type"] == "extra_forbidden":
            taken = ", ".join(shelf.written()[name].parameters) or "none"
            message = f"{name} takes no such parameter; it takes {taken}"
        raise UnfitTemplate(("params", *first["loc"]), message, first["input"]) from None
    except Impossible as error:
        raise UnfitTemplate(("params",), str(error), params) from None


def _template(lesson: Lesson) -> Template:
    return Template(
        name=lesson.name,
        title=lesson.title,
        subject=lesson.subject,
        scenes=[scene.title for scene in lesson.scenes],
        params=object_schema(lesson.parameters),
    )
