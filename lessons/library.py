"""The library: chooses a lesson for a prompt, plans scenes, writes programs."""

from functools import cache

from pydantic import JsonValue

from lessons import asking, extras, outline, shelf
from lessons.lesson import Lesson, LessonScene, OfflinePlan, PlannedScene, SceneReference
from lessons.program import Program
from lessons.templates import check

MAX_SCENES = 20
READING_PACE = 2.9
"""Words of a caption a second."""

choose = asking.choose


@cache
def load() -> list[Lesson]:
    """Every lesson of the library as it is told without parameters, in the order of their names."""
    return [shelf.told(name, {}) for name in shelf.written()]


def plan(
    prompt: str,
    scene_count: int,
    template: str | None = None,
    params: dict[str, JsonValue] | None = None,
) -> OfflinePlan:
    """Exactly `scene_count` (1..20) different scenes for the prompt, or of a named template.

    Raises `UnfitTemplate` for a template that does not exist or does not take these parameters.
    """
    if not 1 <= scene_count <= MAX_SCENES:
        raise ValueError(f"scene_count must be 1..{MAX_SCENES}, not {scene_count}")
    if template is not None:
        check(template, params or {})
        note = str(shelf.facts_of(template, params or {}).get("note", ""))
        return _lesson_plan(template, asking.Asked(params or {}, note), scene_count)
    lesson = choose(prompt)
    if lesson is None:
        return outline.plan(prompt, scene_count)
    return _lesson_plan(lesson.name, asking.parameters(prompt, lesson.name), scene_count)


def program(reference: SceneReference) -> str:
    """The self-contained Manim program of a planned scene.

    KeyError for an unknown scene, ValueError for parameters that the lesson does not take.
    """
    data = dict(reference.data)
    # Typst can read files: only formulas of our own are ever typeset.
    data.pop("typst", None)
    if reference.scene.startswith("card:"):
        name = reference.scene.removeprefix("card:")
        if name not in cards():
            raise KeyError(reference.scene)
        if reference.lesson is not None and "scene" in data:
            data |= extras.formula_of(shelf.told(reference.lesson, _params(data)), data)
        return cards()[name].with_data(data)
    if reference.lesson is None:
        raise KeyError(reference.scene)
    key = lesson_named(reference.lesson).scene(reference.scene).key
    facts = shelf.facts_of(reference.lesson, _params(data))
    note = str(data.get("note", ""))[: asking.NOTE_LIMIT]
    return shelf.program_of(reference.lesson, key).with_data(facts, note)


def lesson_named(name: str) -> Lesson:
    """The lesson called `name`, told without parameters; KeyError when there is none."""
    for lesson in load():
        if lesson.name == name:
            return lesson
    raise KeyError(name)


@cache
def cards() -> dict[str, Program]:
    """The scenes that are written from data alone, by their names."""
    return {path.stem: Program.read(path) for path in sorted((shelf.HERE / "cards").glob("*.py"))}


def _params(data: dict[str, JsonValue]) -> dict[str, JsonValue]:
    params = data.get("params", {})
    if not isinstance(params, dict):
        raise ValueError("params must be an object")
    return params


def _lesson_plan(name: str, asked: asking.Asked, scene_count: int) -> OfflinePlan:
    lesson = shelf.told(name, asked.params)
    return OfflinePlan(
        author="offline-lesson",
        lesson=name,
        title=lesson.title,
        scenes=_scenes(lesson, asked, scene_count),
    )


def _scenes(lesson: Lesson, asked: asking.Asked, count: int) -> list[PlannedScene]:
    """The most essential scenes in teaching order, with looks back when more are wanted."""
    kept = sorted(lesson.scenes, key=lambda scene: scene.essential)[:count]
    order = {scene.key: number for number, scene in enumerate(lesson.scenes)}
    first = min(kept, key=lambda scene: order[scene.key])
    planned = [
        (float(order[scene.key]), _own(lesson, scene, asked, noted=scene is first))
        for scene in kept
    ]
    planned += extras.scenes(lesson, asked.params, count - len(kept))
    return [scene for _, scene in sorted(planned, key=lambda pair: pair[0])]


def _own(lesson: Lesson, scene: LessonScene, asked: asking.Asked, *, noted: bool) -> PlannedScene:
    data: dict[str, JsonValue] = {}
    told = scene.model_dump()
    if asked.params:
        data["params"] = asked.params
    if asked.note and noted:
        data["note"] = asked.note
        told["narration"] = f"{asked.note} {scene.narration}"
        told["target_seconds"] += round(len(asked.note.split()) / READING_PACE, 1)
    reference = SceneReference(
        author="offline-lesson", lesson=lesson.name, scene=scene.key, data=data
    )
    return PlannedScene(**told, reference=reference)
