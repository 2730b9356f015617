"""A plan must speak of what was asked for."""

import pytest

from services.planner.terms import missing


@pytest.mark.parametrize(
    ("prompt", "plan"),
    [
        ("Explain the Pythagorean theorem", "Pythagoras and his theorem"),
        ("Show me binary search in [3, 8, 12] for 12", "A binary search halves a sorted list."),
        ("derivatives and how they are used", "The derivative is a slope."),
        ("Warum ist der Himmel blau?", "Warum der Himmel blau ist: Streuung"),
        ("Explain Newton's laws of motion", "Newton: three laws about moving bodies"),
        ("解释勾股定理的证明", "Something else"),
        ("1 + 1 = 2", "Sums"),
        ("", "anything"),
    ],
)
def test_a_plan_in_the_requests_words_lacks_nothing(prompt: str, plan: str) -> None:
    assert missing(prompt, plan) == []


def test_a_plan_of_something_else_lacks_the_requests_words() -> None:
    assert missing("Explain the Pythagorean theorem to students", "Bread and butter") == [
        "pythagorean",
        "theorem",
    ]


def test_a_few_words_may_be_put_otherwise() -> None:
    prompt = "entropy, enthalpy, temperature, pressure"
    assert missing(prompt, "entropy and enthalpy at a temperature") == []
    assert missing(prompt, "entropy and enthalpy") == ["temperature", "pressure"]


def test_of_a_long_request_only_the_frequent_words_count() -> None:
    story = " ".join(f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    prompt = f"{story} entropy entropy entropy"
    assert "entropy" in missing(prompt, "nothing of it")
    assert len(missing(prompt, "nothing of it")) <= 12
