"""Manim's documentation as data: what is found in it, and how it is told."""

import ast
from pathlib import Path

from authors.prompts import Prompts
from authors.reference.entry import entry_text
from authors.reference.index import index
from authors.reference.search import search
from shared.policy import violations


def test_keywords_are_followed_through_the_base_classes() -> None:
    circle = index().constructor("Circle")
    assert circle is not None
    assert circle.keywords is not None
    assert {"radius", "arc_center", "stroke_width", "fill_opacity", "z_index"} <= circle.keywords
    assert "angle" not in circle.keywords, "Circle itself says how far it goes round"
    square = index().constructor("Square")
    assert square is not None
    assert square.keywords is not None
    assert not {"width", "height"} & square.keywords


def test_a_callable_that_takes_anything_is_said_to_do_so() -> None:
    flash = index().constructor("Flash")
    assert flash is not None
    assert flash.keywords is None


def test_what_is_required_is_told_from_what_may_be_left_out() -> None:
    plot = index().method("Axes", "plot")
    assert plot is not None
    assert plot.required == ("function",)
    assert index().method("Axes", "no_such_method") is None


def test_members_are_those_of_all_bases() -> None:
    members = index().members("Dot")
    assert members is not None
    assert {"next_to", "set_color", "radius", "animate", "width"} <= members


def test_the_entries_for_a_plan_are_those_it_speaks_of() -> None:
    names = search().names("A number line, and a brace under a group of numbers")
    assert {"NumberLine", "Brace"} <= set(names)
    assert "Arrow3D" not in names


def test_what_is_called_by_its_name_comes_first() -> None:
    assert search().names("then a ValueTracker drives the dot")[0] == "ValueTracker"


def test_nothing_is_found_for_nothing() -> None:
    assert search().names("") == []
    assert search().excerpt("", characters=1000) == ""


def test_an_excerpt_keeps_within_its_limit_and_needs_no_latex() -> None:
    plan = "Axes with a plotted curve, the area under it, a table, an arrow and a moving dot"
    excerpt = search().excerpt(plan, characters=2_000)
    assert 500 < len(excerpt) <= 2_000
    assert "MathTex" not in excerpt


def test_examples_are_programs_that_the_policy_allows() -> None:
    entry = entry_text(index(), "Brace")
    assert entry.startswith("Brace(mobject, direction=DOWN")
    _, _, example = entry.partition("    class ")
    code = "class " + "\n".join(line.removeprefix("    ") for line in example.splitlines())
    assert violations(ast.parse(code)) == []


def test_a_changed_prompt_has_another_version(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    first = Prompts(tmp_path).version
    (tmp_path / "a.md").write_text("two")
    assert Prompts(tmp_path).version != first
