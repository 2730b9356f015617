"""Reading answers: reasoning and fences."""

import pytest

from shared.grammar.answers import Fence, fences, shorten, without_fences, without_reasoning


@pytest.mark.parametrize(
    "answer",
    [
        "<think>what if</think>the answer",
        "  <THINK>\nwhat\n</THINK>\n<reasoning>more</reasoning>the answer",
        "the opening tag was stripped</think>the answer",
        "<thinking effort='high'>hm</thinking>the answer",
    ],
)
def test_reasoning_before_the_answer_is_left_out(answer: str) -> None:
    assert without_reasoning(answer).strip() == "the answer"


@pytest.mark.parametrize(
    "answer",
    [
        "plain",
        "a program that prints <think> and </think>",
        "<think>never closed, but an answer inside",
        "<think>all of it is thought</think>",
        "",
    ],
)
def test_an_answer_is_never_thrown_away_with_the_reasoning(answer: str) -> None:
    assert without_reasoning(answer) == answer


def test_every_fence_is_found_in_order() -> None:
    text = "one\n```python\na = 1\n```\ntwo\n~~~\nb\n```\n~~~\n```py title=x\nc"
    assert fences(text) == [
        Fence("python", "a = 1"),
        Fence("", "b\n```"),
        Fence("py title=x", "c", closed=False),
    ]


def test_a_longer_fence_holds_shorter_ones() -> None:
    assert fences("````\n```\nx\n```\n````") == [Fence("", "```\nx\n```")]


def test_a_fence_may_be_closed_at_the_end_of_a_line() -> None:
    assert fences("```python\na = 1\nb = 2```\nwords") == [Fence("python", "a = 1\nb = 2")]


def test_without_fences_keeps_what_they_enclose() -> None:
    assert without_fences("```xml\n<A>\n```") == "<A>"


def test_shorten_says_that_something_is_missing() -> None:
    assert shorten("abcdef", 4) == "abc…"
    assert shorten("abcd", 4) == "abcd"
