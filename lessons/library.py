"""The library: loads the lessons, chooses one for a prompt, plans scenes, writes programs."""

import tomllib
from functools import cache
from pathlib import Path

from lessons import extras, outline
from lessons.lesson import Lesson, LessonScene, OfflinePlan, PlannedScene, SceneReference
from lessons.matching import score
from lessons.program import Program

HERE = Path(__file__).parent
THRESHOLD = 6.0
MAX_SCENES = 20


@cache
def load() -> list[Lesson]:
    """Every lesson of the library, in the order of their names."""
    return [_read(path) for path in sorted(HERE.glob("*/lesson.toml"))]


def choose(prompt: str) -> Lesson | None:
    """The lesson that the prompt asks for, or None when no lesson is clearly meant."""
    ranked = sorted(load(), key=lambda lesson: score(prompt, lesson.keywords), reverse=True)
    best = ranked[0] if ranked else None
    return best if best and score(prompt, best.keywords) >= THRESHOLD else None


def plan(prompt: str, scene_count: int) -> OfflinePlan:
    """Exactly `scene_count` (1..20) different scenes for the prompt."""
    if not 1 <= scene_count <= MAX_SCENES:
        raise ValueError(f"scene_count must be 1..{MAX_SCENES}, not {scene_count}")
    lesson = choose(prompt)
    if lesson is None:
        return outline.plan(prompt, scene_count)
    return OfflinePlan(
        author="offline-lesson",
        lesson=lesson.name,
        title=lesson.title,
        scenes=_scenes(lesson, scene_count),
    )


def program(reference: SceneReference) -> str:
    """The self-contained Manim program of a planned scene; KeyError for an unknown scene."""
    data = dict(reference.data)
    # Typst can read files: only formulas of our own are ever typeset.
    data.pop("typst", None)
    if reference.scene.startswith("card:"):
        name = reference.scene.removeprefix("card:")
        if name not in cards():
            raise KeyError(reference.scene)
        if reference.lesson is not None and "scene" in data:
            data |= extras.formula_of(lesson_named(reference.lesson), data)
        return cards()[name].with_data(data)
    if reference.lesson is None:
        raise KeyError(reference.scene)
    lesson = lesson_named(reference.lesson)
    return _program_of(lesson.name, lesson.scene(reference.scene).key).with_data(data)


def lesson_named(name: str) -> Lesson:
    """The lesson called `name`; KeyError when there is none."""
    for lesson in load():
        if lesson.name == name:
            return lesson
    raise KeyError(name)


@cache
def cards() -> dict[str, Program]:
    """The scenes that are written from data alone, by their names."""
    return {path.stem: Program.read(path) for path in sorted((HERE / "cards").glob("*.py"))}


def _scenes(lesson: Lesson, count: int) -> list[PlannedScene]:
    """The most essential scenes in teaching order, with looks back when more are wanted."""
    kept = sorted(lesson.scenes, key=lambda scene: scene.essential)[:count]
    order = {scene.key: number for number, scene in enumerate(lesson.scenes)}
    planned = [
        (float(order[scene.key]), PlannedScene(**scene.model_dump(), reference=_own(lesson, scene)))
        for scene in kept
    ]
    planned += extras.scenes(lesson, count - len(kept))
    return [scene for _, scene in sorted(planned, key=lambda pair: pair[0])]


def _own(lesson: Lesson, scene: LessonScene) -> SceneReference:
    return SceneReference(author="offline-lesson", lesson=lesson.name, scene=scene.key)


@cache
def _program_of(lesson: str, scene: str) -> Program:
    return Program.read(HERE / lesson / f"{scene}.py")


def _read(path: Path) -> Lesson:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    name = path.parent.name
    for scene in raw["scenes"]:
        # The narration is what the program says, so it is written once: in the program.
        scene["narration"] = " ".join(_program_of(name, scene["key"]).captions)
    return Lesson(name=name, **raw)
