"""The lessons as they stand in their files, and as they are told with given parameters."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from lessons.lesson import Lesson, LessonScene
from lessons.parameters import complete
from lessons.program import Program
from lessons.stories import STORIES
from lessons.story import Facts

HERE = Path(__file__).parent
TEXTS = ("title", "purpose", "description", "layout", "storyboard", "technical", "question",
         "answer")  # fmt: skip


@cache
def written() -> dict[str, Lesson]:
    """Every lesson by its name, in alphabetical order; places in its texts are not filled."""
    return {path.parent.name: _read(path) for path in sorted(HERE.glob("*/lesson.toml"))}


def facts_of(name: str, given: dict[str, JsonValue]) -> Facts:
    """What a lesson shows for these parameters; the others have their defaults.

    Raises KeyError for an unknown lesson, ValidationError for parameters out of their ranges and
    `Impossible` for such as contradict each other.
    """
    values = complete(name, written()[name].parameters, given)
    story = STORIES.get(name)
    return story(values) if story else {}


def told(name: str, given: dict[str, JsonValue]) -> Lesson:
    """The lesson with its texts filled for these parameters. Raises as `facts_of` does."""
    facts = facts_of(name, given)
    lesson = written()[name]
    scenes = [_filled(lesson, scene, facts) for scene in lesson.scenes]
    return lesson.model_copy(update={"scenes": scenes})


@cache
def program_of(lesson: str, scene: str) -> Program:
    """The program of a lesson's scene."""
    return Program.read(HERE / lesson / f"{scene}.py")


def _filled(lesson: Lesson, scene: LessonScene, facts: Facts) -> LessonScene:
    update: dict[str, Any] = {}
    if facts:
        update = {name: getattr(scene, name).format_map(facts) for name in TEXTS}
        update["formulae"] = [text.format_map(facts) for text in scene.formulae]
        update["key_terms"] = [text.format_map(facts) for text in scene.key_terms]
    # The narration is what the program says, so it is written once: in the program.
    update["narration"] = " ".join(program_of(lesson.name, scene.key).captions(facts))
    return scene.model_copy(update=update)


def _read(path: Path) -> Lesson:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    for scene in raw["scenes"]:
        scene["narration"] = ""
    return Lesson(name=path.parent.name, **raw)
