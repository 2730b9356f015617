"""Cards: scenes that are written from data alone, each kind with its own layout and motion."""

from typing import NamedTuple

from pydantic import JsonValue

from lessons.lesson import Author, PlannedScene, SceneReference


class Look(NamedTuple):
    """How a kind of card is laid out and moves."""

    layout: str
    storyboard: str
    technical: str


LOOKS = {
    "opening": Look(
        "Title on the left two thirds, what follows below it; a rosette drawn on the right.",
        "The title appears, the rosette is traced while the lines below it come in one by one.",
        "paragraph() for the title; ParametricFunction for the rosette, Create over the caption.",
    ),
    "statement": Look(
        "One statement in large type, centred, with an accent bar at its left edge.",
        "The bar grows, the statement is written line by line, then its key words light up.",
        "paragraph(); key words found by letter index and coloured; Indicate-like colour change.",
    ),
    "steps": Look(
        "Numbered boxes in reading order, in one or two rows, joined by arrows when ordered.",
        "Each box appears when it is spoken of; a marker travels along; at the end all are lit.",
        "labelled_box() in a grid; Arrow between neighbours; a moving highlight frame.",
    ),
    "compare": Look(
        "Two cards side by side, one colour each, with a dividing sign between them.",
        "The left card comes in, then the right one; their lines appear in alternation.",
        "panel() twice; paragraph() per line; FadeIn from both sides.",
    ),
    "formula": Look(
        "The formula in the middle of the stage, framed; the sentence that says it below.",
        "The formula is written, framed, and read out.",
        "formula() or words(); framed(); Write and Create.",
    ),
    "terms": Look(
        "The subject in the middle, its terms on a ring around it, joined by lines.",
        "Lines grow outwards one by one, each carrying its term.",
        "labelled_box() on an ellipse; Line from centre to box; GrowFromPoint.",
    ),
    "question": Look(
        "The question above, a clock ring beside it, the answer in a card below.",
        "The question is asked, the ring runs round while the viewer thinks, the answer appears.",
        "paragraph(); Arc driven by a ValueTracker; labelled_box() for the answer.",
    ),
    "recap": Look(
        "A column of up to five points, each with a tick, filling the width of the stage.",
        "The points come in one by one and are ticked off; the last line stays lit.",
        "paragraph() rows; a tick drawn as a VMobject of two strokes.",
    ),
    "numbers": Look(
        "The numbers of the prompt as large figures, each over the words it was given in.",
        "Each figure is counted up to, then its words appear below.",
        "words() in a grid; the figures come in by scale, the contexts by fade.",
    ),
    "definition": Look(
        "The term at the top in colour, an arrow down, the meaning in a card.",
        "The term is written, the arrow grows, the meaning is unfolded.",
        "words(); Arrow; labelled_box().",
    ),
    "weights": Look(
        "A bar chart: the words that carry the prompt, by how often they are used.",
        "The bars grow from the left one after the other, their counts at their ends.",
        "Rectangles stretched from the left edge with GrowFromEdge; words() for names and counts.",
    ),
}


class Maker:
    """Makes the cards of one plan."""

    def __init__(self, author: Author, lesson: str | None, accent: int = 0) -> None:
        self.author: Author = author
        self.lesson = lesson
        self.accent = accent

    def card(
        self,
        kind: str,
        key: str,
        title: str,
        *,
        purpose: str,
        captions: list[str],
        data: dict[str, JsonValue],
        key_terms: list[str] | None = None,
        formulae: list[str] | None = None,
    ) -> PlannedScene:
        """One card as a planned scene; `data` is what its program shows besides title, captions."""
        look = LOOKS[kind]
        shown: dict[str, JsonValue] = {"title": title, "captions": list(captions), **data}
        if self.accent:
            shown["accent"] = self.accent
        narration = " ".join(captions)
        return PlannedScene(
            key=key,
            title=title,
            purpose=purpose,
            description=narration,
            layout=look.layout,
            key_terms=key_terms or [],
            formulae=formulae or [],
            target_seconds=seconds(captions),
            storyboard=look.storyboard,
            technical=look.technical,
            narration=narration,
            essential=99,
            reference=SceneReference(
                author=self.author, lesson=self.lesson, scene=f"card:{kind}", data=shown
            ),
        )


def seconds(captions: list[str]) -> float:
    """How long the captions take to read, and so the card to play."""
    return round(
        max(8.0, 1.5 + sum(max(1.8, 0.5 + len(text.split()) / 2.9) for text in captions)), 1
    )
