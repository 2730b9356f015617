"""The outline as text: written strictly, read with patience."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.plan import SceneOutline
from shared.grammar.outline import NotAnOutline, read_outline, read_scene, write_outline

LINES = st.text(st.characters(codec="utf-8"), max_size=120).map(lambda text: " ".join(text.split()))
TITLES = LINES.map(lambda text: text.strip("*_` ")).filter(bool)
# A line of a list that looks like a label would be read as one.
ITEMS = st.lists(
    LINES.filter(
        lambda text: (
            bool(text)
            and ":" not in text
            and "\uff1a" not in text
            and text.lower() not in ("none", "n/a")
            and not re.match(r"[-*•](\s|$)", text)
        )
    ),
    max_size=4,
).map(tuple)
TRICKY = st.sampled_from(
    [
        "a < b and b > c & d",
        "</SCENE_1> <SCENE_2>",
        "<scene_title>x</scene_title> &lt; &amp;lt;",
        "</think> Scene Purpose: none",
        "<SCENE_OUTLINE>",
        "```",
        "Scene Title: Scene Title: Scene Layout:",
    ]
)
OUTLINES = st.lists(
    st.builds(
        SceneOutline,
        number=st.just(1),
        title=TITLES | TRICKY,
        purpose=LINES | TRICKY,
        description=LINES | TRICKY,
        layout=LINES | TRICKY,
        key_terms=ITEMS,
        formulae=ITEMS,
        target_seconds=st.none() | st.integers(1, 300).map(float),
    ),
    min_size=1,
    max_size=20,
).map(
    lambda scenes: tuple(
        scene.model_copy(update={"number": number}) for number, scene in enumerate(scenes, 1)
    )
)


@given(OUTLINES.filter(lambda scenes: all(s.title.strip("*_` ") == s.title for s in scenes)))
def test_what_is_written_is_read_again(scenes: tuple[SceneOutline, ...]) -> None:
    assert read_outline(write_outline(scenes)).scenes == scenes


def test_an_outline_is_written_as_clients_read_it() -> None:
    scene = SceneOutline(
        number=1, title="Squares", purpose="Why", description="What", layout="Where"
    )
    assert write_outline((scene,)) == (
        "<SCENE_OUTLINE>\n"
        "    <SCENE_1>\n"
        "    Scene Title: Squares\n"
        "    Scene Purpose: Why\n"
        "    Scene Description: What\n"
        "    Scene Layout: Where\n"
        "    </SCENE_1>\n"
        "</SCENE_OUTLINE>"
    )


WANTED = SceneOutline(
    number=1, title="Squares", purpose="Why", description="What and how", layout="Where"
)


@pytest.mark.parametrize(
    "text",
    [
        """<scene_outline><scene_1>
        scene title: Squares
        SCENE LAYOUT: Where
        Scene Description: What
            and how
        Scene Purpose: Why
        </scene_1></scene_outline>""",
        """<SCENE_OUTLINE>
        <SCENE_1>
            <SCENE_TITLE>Squares</SCENE_TITLE>
            <SCENE_PURPOSE>
                Why
            </SCENE_PURPOSE>
            <Scene_Description>What and how</Scene_Description>
            <SCENE_LAYOUT>Where</SCENE_LAYOUT>
        </SCENE_1>
        </SCENE_OUTLINE>""",
        "<SCENE_1><TITLE>Squares</TITLE><PURPOSE>Why</PURPOSE>"
        "<DESCRIPTION>What and how</DESCRIPTION><LAYOUT>Where</LAYOUT></SCENE_1>",
        """Here is the outline:
```xml
<SCENE_OUTLINE>
<SCENE_1>
**Scene Title:** Squares
**Scene Purpose**: Why
- **Scene Description:** What and how
### Scene Layout: Where
</SCENE_1>
</SCENE_OUTLINE>
```
I hope that it helps!""",
        """<think><SCENE_OUTLINE><SCENE_1>
Scene Title: A draft
</SCENE_1></SCENE_OUTLINE></think>
<SCENE_OUTLINE><SCENE_1>
Title: Squares
Purpose: Why
Description: What and how
Layout: Where""",
        """A draft: <SCENE_OUTLINE><SCENE_1>
Title: Draft
</SCENE_1></SCENE_OUTLINE> and the final one:
<SCENE_OUTLINE><Scene 1>
Title: Squares
Purpose: Why
Description: What and how
Layout: Where
</Scene 1></SCENE_OUTLINE> <SCENE_OUTLINE> ends here.""",
    ],
    ids=["lower case", "nested tags", "short tags", "markdown", "reasoning, cut off", "draft"],
)
def test_other_writers_are_understood(text: str) -> None:
    assert read_outline(text).scenes == (WANTED,)


def test_scenes_are_sorted_and_the_video_has_a_title() -> None:
    outline = read_outline(
        "<VIDEO_TITLE> Two  things </VIDEO_TITLE>\n<SCENE_2>\nTitle: B\n</SCENE_2>"
        "<SCENE_1>\nTitle: A\n</SCENE_1>"
    )
    assert outline.title == "Two things"
    assert [scene.title for scene in outline.scenes] == ["A", "B"]


def test_lists_are_read_from_one_line_and_from_many() -> None:
    scene = read_outline(
        "<SCENE_1>\nTitle: A\nKey Terms: leg, hypotenuse; square\n"
        "Formulas:\n- f(x, y) = |x|\n* g = 2; h = 3\nDuration: about 12.5 s\n</SCENE_1>"
    ).scenes[0]
    assert scene.key_terms == ("leg", "hypotenuse", "square")
    assert scene.formulae == ("f(x, y) = |x|", "g = 2; h = 3")
    assert scene.target_seconds == 12.5


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no scene found"),
        ("I cannot do that.", "no scene found"),
        ("<SCENE_OUTLINE></SCENE_OUTLINE>", "no scene found"),
        ("<SCENE_2>\nScene Purpose: none\n</SCENE_2>", "scene 2 has no 'Scene Title:'"),
        ("<SCENE_1>\nTitle: A\n</SCENE_1><SCENE_1>\nTitle: B\n</SCENE_1>", "scene 1 occurs twice"),
        ("<SCENE_0>\nTitle: A\n</SCENE_0>", "from 1 to 20, found 0"),
        ("<SCENE_21>\nTitle: A\n</SCENE_21>", "from 1 to 20, found 21"),
    ],
)
def test_what_is_no_outline_is_named(text: str, problem: str) -> None:
    with pytest.raises(NotAnOutline, match=problem):
        read_outline(text)


@given(st.text(max_size=400) | st.lists(TRICKY | LINES, max_size=12).map("\n".join))
def test_any_text_is_read_or_rejected(text: str) -> None:
    with suppress(NotAnOutline):
        assert read_outline(text).scenes


def test_long_texts_are_shortened() -> None:
    scene = read_outline(f"<SCENE_1>\nTitle: {'t' * 999}\nLayout: {'l' * 9999}").scenes[0]
    assert len(scene.title) == 200
    assert len(scene.layout) == 1_500


@given(st.text(max_size=400) | st.lists(TRICKY | LINES, max_size=12).map("\n".join))
def test_any_text_is_a_scene_or_rejected(text: str) -> None:
    with suppress(NotAnOutline):
        assert read_scene(text, 7).number == 7


def test_a_scene_that_is_not_in_the_outline_is_named() -> None:
    two = "<SCENE_1>\nTitle: A\n</SCENE_1><SCENE_2>\nTitle: B\n</SCENE_2>"
    with pytest.raises(NotAnOutline, match="no scene 3 in the outline, only 1, 2"):
        read_scene(two, 3)


@pytest.mark.parametrize(
    "text",
    [
        "<scene_1>x</scene_1>" + "<scene_outline>" * 13_000,
        "<scene_1>title: x\n" + "a\n" * 100_000,
        "<scene_1>title: x\nkey terms: a" + " " * 200_000 + "b",
        "~" * 200_000 + "`",
        "```" + " " * 200_000 + "x`",
        "</" * 100_000,
        "video title" + "*" * 200_000,
    ],
    ids=["outlines", "lines", "blanks", "tildes", "fence", "closing tags", "title"],
)
@pytest.mark.timeout(5)
def test_clients_cannot_keep_the_reader_busy(text: str) -> None:
    with suppress(NotAnOutline):
        read_outline(text)
    with suppress(NotAnOutline):
        read_scene(text, 1)
