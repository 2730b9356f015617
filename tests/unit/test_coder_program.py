"""The program in an answer, or a precise reason why there is none."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.coder.program import NotAProgram, read_program
from shared.contracts.code import CODE_LIMIT
from tests.support.model_answers import (
    BROKEN_SYNTAX,
    GOOD_PROGRAM,
    NO_SCENE,
    TWO_SCENES,
    fenced,
    reasoned,
)

IMPORTS, SCENE = GOOD_PROGRAM.split("\n\n\n")


@pytest.mark.parametrize(
    "answer",
    [
        fenced(GOOD_PROGRAM),
        fenced(GOOD_PROGRAM, language=""),
        f"Sure!\n\n{fenced(GOOD_PROGRAM, language='Python')}\n\nIt shows a triangle.",
        reasoned(fenced(GOOD_PROGRAM)),
        GOOD_PROGRAM,
        f"Here is the program:\n\n{GOOD_PROGRAM}\nI hope it's what you wanted!\nBye (really).",
        f"{fenced('pip install manim', language='bash')}\n{fenced(GOOD_PROGRAM)}",
        f"{fenced(BROKEN_SYNTAX + '# longer' * 99)}\nThat was wrong:\n{fenced(GOOD_PROGRAM)}",
        fenced(GOOD_PROGRAM)[:-3],
    ],
    ids=[
        "fence", "no language", "prose", "reasoning", "bare", "bare in prose", "other fences",
        "a draft that does not parse", "never closed",
    ],
)  # fmt: skip
def test_the_program_is_found(answer: str) -> None:
    assert read_program(answer).strip() == GOOD_PROGRAM.strip()


def test_a_program_in_several_blocks_is_put_together() -> None:
    code = read_program(f"{fenced(IMPORTS)}\nThen\n{fenced(SCENE)}")
    assert code.index("import") < code.index("class")


def test_formulae_with_odd_escapes_are_no_error() -> None:
    code = GOOD_PROGRAM.replace("with legs", "\\p with legs")
    assert read_program(fenced(code)).strip() == code.strip()


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("", "holds no program"),
        ("I cannot write that.", "holds no program"),
        (fenced(GOOD_PROGRAM + "# " + "x" * CODE_LIMIT), f"limit is {CODE_LIMIT}"),
    ],
    ids=["empty", "prose", "size"],
)
def test_an_answer_without_a_usable_program_says_so(answer: str, problem: str) -> None:
    with pytest.raises(NotAProgram, match=problem):
        read_program(answer)


@pytest.mark.parametrize("code", [BROKEN_SYNTAX, NO_SCENE, TWO_SCENES, GOOD_PROGRAM + "\x00"])
def test_a_faulty_program_is_read_all_the_same_for_the_gates_to_judge(code: str) -> None:
    assert read_program(fenced(code)).strip() == code.strip()


@pytest.mark.parametrize("cut", [-10, -60, -90])
def test_a_cut_off_program_is_not_taken_even_where_it_parses(cut: int) -> None:
    with pytest.raises(NotAProgram, match="cut off"):
        read_program(fenced(GOOD_PROGRAM)[:cut], truncated=True)


def test_a_finished_program_in_a_cut_off_answer_is_taken() -> None:
    assert read_program(fenced(GOOD_PROGRAM) + "\nIt sho", truncated=True)


@given(st.text(max_size=300), st.booleans())
def test_any_text_is_read_or_rejected(text: str, truncated: bool) -> None:
    with suppress(NotAProgram):
        assert read_program(text, truncated=truncated)
