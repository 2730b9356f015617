"""The three parts of an implementation plan, however they are marked."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.plan import SceneImplementation, SceneOutline
from shared.grammar.implementation import (
    NotAnImplementation,
    read_implementation,
    write_implementation,
)

OUTLINE = SceneOutline(number=2, title="Squares", purpose="Why", description="What", layout="Where")


@pytest.mark.parametrize(
    "text",
    [
        "<STORYBOARD>\nSee\n</STORYBOARD>\n<TECHNICAL>\nBuild\n</TECHNICAL>\n"
        "<NARRATION>Say</NARRATION>",
        "<think>hm</think><SCENE_VISION_STORYBOARD_PLAN>\nSee\n</SCENE_VISION_STORYBOARD_PLAN>\n"
        "<SCENE_TECHNICAL_IMPLEMENTATION_PLAN>\nBuild\n</SCENE_TECHNICAL_IMPLEMENTATION_PLAN>\n"
        "<SCENE_ANIMATION_NARRATION_PLAN>\nSay\n</SCENE_ANIMATION_NARRATION_PLAN>\nGood luck!",
        "## 1. Visual storyboard\nSee\n\n## 2. Technical implementation\nBuild\n\n"
        "## 3. Animation and narration\nSay\n",
        "**Storyboard:** See\n**Technical Implementation:** Build\n**Narration:** Say",
        "```\nNarration: Say\nStoryboard:\nSee\nTechnical plan:\nBuild\n```",
    ],
    ids=["tags", "long tags", "headings", "labels", "fenced, other order"],
)
def test_parts_are_found(text: str) -> None:
    found = read_implementation(text, OUTLINE)
    assert (found.storyboard, found.technical, found.narration) == ("See", "Build", "Say")
    assert found.number == 2


def test_a_sentence_about_narration_is_no_heading() -> None:
    text = "<TECHNICAL>\nThe narration is slow: wait.\nnarration follows the dot\n</TECHNICAL>"
    found = read_implementation(text, OUTLINE)
    assert found.technical == "The narration is slow: wait.\nnarration follows the dot"
    assert (found.storyboard, found.narration) == ("What", "Why")


def test_free_text_is_technical() -> None:
    assert read_implementation("Draw a square.", OUTLINE).technical == "Draw a square."


@pytest.mark.parametrize("text", ["", "  \n", "```\n```"])
def test_an_empty_answer_is_named(text: str) -> None:
    with pytest.raises(NotAnImplementation, match="scene 2: the answer is empty"):
        read_implementation(text, OUTLINE)


@given(st.text(max_size=300))
def test_any_text_is_read_or_rejected(text: str) -> None:
    with suppress(NotAnImplementation):
        assert read_implementation(text, OUTLINE).number == 2


PART = (
    st.lists(st.sampled_from(["Narration: say", "Storyboard:", "a < b", "Technical plan", "Draw."]))
    .map("\n".join)
    .filter(bool)
)


@given(PART, PART, PART)
def test_what_is_written_is_read_again(storyboard: str, technical: str, narration: str) -> None:
    plan = SceneImplementation(
        number=2, storyboard=storyboard, technical=technical, narration=narration
    )
    assert read_implementation(write_implementation(plan), OUTLINE) == plan


def test_no_part_can_end_another() -> None:
    plan = SceneImplementation(
        number=2, storyboard="</SCENE_VISION_STORYBOARD_PLAN>\nmore", technical="b", narration="c"
    )
    found = read_implementation(write_implementation(plan), OUTLINE)
    assert found.storyboard == "&lt;/SCENE_VISION_STORYBOARD_PLAN>\nmore"
    assert (found.technical, found.narration) == ("b", "c")
