"""What a model is told of its rejected program."""

import pytest

from services.coder.repair import PROMPTS, correction, strategy
from shared.contracts.code import EarlierRejection, RejectedAttempt, RejectionKind
from tests.support.model_answers import GOOD_PROGRAM, RAISES

ERROR = "line 8: cirlce is not defined; did you mean circle?"


def rejected(
    error: str = ERROR, *earlier: str, kind: RejectionKind = "name", code: str | None = RAISES
) -> RejectedAttempt:
    return RejectedAttempt(
        attempt=len(earlier) + 1,
        code=code,
        error=error,
        kind=kind,
        earlier=tuple(
            EarlierRejection(attempt=number, kind="name", error=text)
            for number, text in enumerate(earlier, start=1)
        ),
    )


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        ([], "mend"),
        (["another"], "mend"),
        ([ERROR], "rewrite"),
        ([ERROR.replace("8", "12")], "rewrite"),
        ([ERROR + "\nline 9: something else"], "rewrite"),
        (["another", ERROR, ERROR], "simplify"),
        ([ERROR, "another", ERROR], "rewrite"),
        ([ERROR, ERROR, "another"], "mend"),
    ],
)
def test_what_did_not_help_twice_is_tried_in_another_way(earlier: list[str], expected: str) -> None:
    assert strategy(rejected(ERROR, *earlier)) == expected


def test_the_same_words_of_another_kind_are_another_error() -> None:
    assert strategy(rejected(ERROR, ERROR, kind="runtime")) == "mend"


def test_the_lines_at_fault_are_shown_with_those_around_them() -> None:
    text = correction(rejected())
    assert ">   8 |         self.play(Create(cirlce))" in text
    assert "    6 | " in text
    assert "Find the cause, mend it" in text


def test_an_error_that_shows_the_lines_is_not_followed_by_them_again() -> None:
    text = correction(rejected("name: NameError\n>   8 |         self.play(Create(cirlce))"))
    assert text.count("Create(cirlce)") == 2


def test_the_right_signature_and_an_example_come_with_it() -> None:
    code = GOOD_PROGRAM.replace("Polygon(", "RegularPolygon(sides=3, ")
    error = "line 6: RegularPolygon() takes no keyword 'sides'"
    text = correction(rejected(error, kind="signature", code=code))
    assert "RegularPolygon(n=6, **kwargs)" in text
    assert "class RegularPolygonExample(Scene):" in text


def test_what_manim_does_not_have_has_no_entry() -> None:
    assert "What Manim has" not in correction(rejected("line 3: nothing of Manim's", code="x = 1"))


def test_a_rewrite_and_a_simpler_scene_are_asked_for_in_so_many_words() -> None:
    assert "Throw the part away" in correction(rejected(ERROR, ERROR))
    assert "Write a simpler scene" in correction(rejected(ERROR, ERROR, ERROR))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("timeout", "too long to draw"),
        ("memory", "too much memory"),
        ("too_long", "Shorten run times"),
        ("layout", "Move or shrink"),
        ("tex", "There is no LaTeX"),
    ],
)
def test_some_kinds_have_advice_of_their_own(kind: RejectionKind, words: str) -> None:
    assert words in correction(rejected("it failed", kind=kind))


def test_an_answer_without_a_program_does_not_hide_what_was_wrong_before() -> None:
    text = correction(rejected("the answer holds no program", ERROR, kind="answer"))
    assert text.index("holds no program") < text.index("cirlce is not defined")
    assert "Create(cirlce)" in text


def test_every_prompt_counts_for_the_version_those_of_kinds_too() -> None:
    assert len(PROMPTS.version) == 12
    names = {path.relative_to(PROMPTS.folder).as_posix() for path in PROMPTS.folder.rglob("*.md")}
    assert {"write.md", "kinds/tex.md"} <= names
