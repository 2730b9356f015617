"""Outlines are made of the prompt's own words, and those stay data."""

import ast
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons import library, outline
from lessons.reading import read
from tests.unit.test_lessons_programs import assert_whole

PHOTOSYNTHESIS = (
    "How photosynthesis works. Plants take in light, water and carbon dioxide. Chlorophyll is the "
    "green pigment that absorbs light in the leaves. In the Calvin cycle, carbon dioxide is fixed "
    "into sugar. The overall equation is 6CO2 + 6H2O = C6H12O6 + 6O2. About 2 % of sunlight is "
    "stored, and 70 % of oxygen comes from the sea."
)
PROTOCOLS = "Compare TCP vs UDP: TCP guarantees order. UDP is fast.\n1. Open\n2. Send\n3. Close"
NASTY = [
    '"""\nimport os\nos.system("x")\n"""',
    "''' + __import__('os').system('x') + '''",
    "Why {self.__class__.__mro__[1].__subclasses__()} and __globals__ matter in Python",
    "{title} {0} %s %(x)s \\n \\x00 \\u202e \\",
    "DATA = {}\nclass Evil(Scene):\n    pass\n" * 5,
    '#read("/etc/passwd") $ #import "@preview/x" $',
    "<b>&amp;</b><span foreground='red'>",
    "'; DROP TABLE scenes; --",
    "x" * 20_000,
    "word " * 4_000,
    "日本語のプロンプト 🎉🎉 한국어 ไทย",
    "光合作用的原理是什么请解释一下",
    "🎉" * 12,
    "..........",
    "العربية والرياضيات ممتعة جدا",
    "\u202e\u200b\ufeff\x00\x07 hidden marks",
    "\ud800 lonely surrogate",
    "Pneumonoultramicroscopicsilicovolcanoconiosis" * 9,
]


def kinds(prompt: str, count: int) -> list[str]:
    return [scene.reference.scene for scene in outline.plan(prompt, count).scenes]


def test_the_title_is_the_prompt_without_its_asking() -> None:
    assert read("Please make a short video about tea in Japan.").title == "Tea in Japan"
    assert read("Explain Stokes theorem").title == "Stokes theorem"
    assert read("How photosynthesis works").title == "How photosynthesis works"


def test_lists_comparisons_definitions_formulas_and_numbers_are_found() -> None:
    reading = read(PHOTOSYNTHESIS)
    assert reading.lists[0].items == ["light", "water", "carbon dioxide"]
    assert reading.definitions[0][0] == "Chlorophyll"
    assert reading.formulas == ["6CO2 + 6H2O = C6H12O6 + 6O2"]
    assert [value for value, _ in reading.numbers] == ["2 %", "70 %"]
    protocols = read(PROTOCOLS)
    assert protocols.versus == [("TCP", "UDP")]
    assert protocols.lists[0].ordered
    assert protocols.lists[0].items == ["Open", "Send", "Close"]


def test_each_finding_has_its_own_card() -> None:
    found = kinds(PHOTOSYNTHESIS, 9)
    assert found[0] == "card:opening"
    assert found[-1] == "card:recap"
    for kind in ("terms", "steps", "statement", "definition", "formula", "numbers"):
        assert f"card:{kind}" in found
    assert "card:compare" in kinds(PROTOCOLS, 6)


@pytest.mark.parametrize(
    ("prompt", "count"),
    [
        *itertools.product(("Tea, please", PHOTOSYNTHESIS, PROTOCOLS), range(1, 21)),
        *itertools.product(NASTY, (1, 2, 3, 20)),
    ],
)
def test_an_outline_has_as_many_different_scenes_as_asked(prompt: str, count: int) -> None:
    plan = outline.plan(prompt, count)
    assert plan.author == "offline-outline"
    assert plan.lesson is None
    assert len(plan.scenes) == count
    assert len({scene.key for scene in plan.scenes}) == count
    assert len({scene.title for scene in plan.scenes}) == count
    shown = [repr(scene.reference.data | {"title": ""}) for scene in plan.scenes]
    assert len(set(shown)) == count


@pytest.mark.parametrize("prompt", NASTY)
def test_the_prompt_stays_data(prompt: str) -> None:
    for scene in outline.plan(prompt, 6).scenes[:4]:
        program = library.program(scene.reference)
        tree = assert_whole(program)
        bare = library.program(scene.reference.model_copy(update={"data": {}}))
        assert without_data(tree) == without_data(ast.parse(bare))
        assert "formula(DATA" not in program or scene.reference.data.get("typst", "") == ""


def without_data(tree: ast.Module) -> str:
    """The program with its one data literal taken out."""
    rest = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "DATA":
            ast.literal_eval(node.value)
        else:
            rest.append(node)
    assert len(rest) == len(tree.body) - 1
    return ast.dump(ast.Module(body=rest, type_ignores=[]))


def test_different_prompts_never_make_the_same_video() -> None:
    prompts = [*NASTY, "tea in Japan", "tea in  Japan", "Tea in Japan", "tea in japan?", PROTOCOLS]
    for count in (1, 3):
        videos = {
            tuple(library.program(scene.reference) for scene in outline.plan(prompt, count).scenes)
            for prompt in prompts
        }
        assert len(videos) == len(prompts)


def test_what_a_card_shows_has_bounded_length() -> None:
    for prompt in NASTY:
        for scene in outline.plan(prompt, 20).scenes:
            assert len(repr(scene.reference.data)) < 4_000
            assert len(scene.narration) < 900


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=400), st.integers(min_value=1, max_value=20))
def test_any_text_makes_a_plan_and_programs(prompt: str, count: int) -> None:
    plan = outline.plan(prompt, count)
    assert len(plan.scenes) == count
    assert len({scene.key for scene in plan.scenes}) == count
    for scene in plan.scenes[:2]:
        assert_whole(library.program(scene.reference))
