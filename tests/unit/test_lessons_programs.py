"""Plans have exactly the scenes asked for, and each scene's program is whole and harmless."""

import ast
import itertools

import pytest

from lessons import library
from lessons.lesson import Lesson, SceneReference

ALLOWED = {"manim", "numpy", "math", "collections", "functools", "itertools"}
LESSONS = library.load()


def scene_classes(tree: ast.Module) -> list[str]:
    """The classes of a program that Manim would render."""
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id.endswith("Scene") for base in node.bases)
    ]


def assert_whole(program: str) -> ast.Module:
    """One scene, allowed imports only, and no name of ours left open."""
    tree = ast.parse(program)
    assert len(scene_classes(tree)) == 1
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        assert {name.split(".")[0] for name in names} <= ALLOWED
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"eval", "exec", "open", "compile", "__import__", "getattr_static"}
    return tree


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_a_lesson_is_complete(lesson: Lesson) -> None:
    assert 3 <= len(lesson.scenes) <= 5
    assert sorted(scene.essential for scene in lesson.scenes) == list(
        range(1, len(lesson.scenes) + 1)
    )
    for scene in lesson.scenes:
        assert 8 <= scene.target_seconds <= 25.5
        assert len(scene.narration.split()) >= 15
        for text in (scene.title, scene.purpose, scene.description, scene.layout):
            assert text.strip()
        assert scene.key_terms
        assert scene.storyboard
        assert scene.technical
        program = library.program(
            SceneReference(author="offline-lesson", lesson=lesson.name, scene=scene.key)
        )
        assert_whole(program)
        assert f'title_bar(self, "{scene.title}"' in program


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_a_lesson_has_as_many_scenes_as_asked(lesson: Lesson) -> None:
    for count in range(1, 21):
        plan = library.plan(next(iter(lesson.keywords)), count)
        assert plan.lesson == lesson.name
        assert len(plan.scenes) == count
        assert len({scene.key for scene in plan.scenes}) == count
        assert len({scene.title for scene in plan.scenes}) == count
        assert {scene.reference.author for scene in plan.scenes} == {plan.author}
        assert plan.author == "offline-lesson"
    assert len({library.program(scene.reference) for scene in plan.scenes}) == 20


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_fewer_scenes_are_the_most_essential_in_teaching_order(lesson: Lesson) -> None:
    order = [scene.key for scene in lesson.scenes]
    for count in range(1, len(order)):
        plan = library.plan(next(iter(lesson.keywords)), count)
        assert all(scene.essential <= count for scene in plan.scenes)
        places = [order.index(scene.key) for scene in plan.scenes]
        assert all(a < b for a, b in itertools.pairwise(places))


def test_more_scenes_keep_all_of_the_lesson() -> None:
    for lesson in LESSONS:
        plan = library.plan(next(iter(lesson.keywords)), 20)
        assert {scene.key for scene in lesson.scenes} <= {scene.key for scene in plan.scenes}


def test_every_card_has_a_program_by_itself() -> None:
    for name in library.cards():
        reference = SceneReference(author="offline-outline", lesson=None, scene=f"card:{name}")
        assert_whole(library.program(reference))


@pytest.mark.parametrize(
    ("lesson", "scene"),
    [
        (None, "proof"),
        (None, "card:../style"),
        (None, "card:nothing"),
        ("pythagoras", "../style"),
        ("nothing", "proof"),
    ],
)
def test_an_unknown_scene_is_a_key_error(lesson: str | None, scene: str) -> None:
    with pytest.raises(KeyError):
        library.program(SceneReference(author="offline-lesson", lesson=lesson, scene=scene))


@pytest.mark.parametrize("count", [0, -1, 21])
def test_a_count_out_of_range_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="scene_count"):
        library.plan("The Pythagorean theorem", count)


def test_a_formula_never_comes_from_the_data() -> None:
    data = {"scene": "proof", "index": 1, "typst": '#read("/etc/passwd")'}
    reference = SceneReference(
        author="offline-lesson", lesson="pythagoras", scene="card:formula", data=data
    )
    assert "passwd" not in library.program(reference)
    outline = reference.model_copy(update={"author": "offline-outline", "lesson": None})
    assert "passwd" not in library.program(outline)
