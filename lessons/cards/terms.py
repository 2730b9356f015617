"""Terms: the subject in the middle, its terms on a ring around it."""

import numpy as np
from manim import Create, FadeIn, Line, Scene, VGroup

from lessons.style import (
    ACCENTS,
    CENTER,
    FAINT,
    MOVE,
    QUICK,
    SUN,
    hold,
    labelled_box,
    say,
    title_bar,
)

DATA = {
    "title": "What it names",
    "captions": ["The terms.", "All belong to the subject."],
    "center": "The subject",
    "terms": ["One", "Two", "Three"],
    "accent": 0,
}


class Terms(Scene):
    def construct(self) -> None:
        accent = ACCENTS[DATA["accent"] % 5]
        title_bar(self, DATA["title"], accent)
        middle = labelled_box(DATA["center"], 4.6, 2.0, accent, 28).move_to(CENTER)
        say(self, DATA["captions"][0])
        self.play(FadeIn(middle, scale=0.8), run_time=MOVE)
        leaves = VGroup()
        for number, term in enumerate(DATA["terms"]):
            leaf = self.leaf(number, term)
            line = self.link(middle, leaf)
            self.play(Create(line), FadeIn(leaf, scale=0.8), run_time=QUICK)
            leaves.add(leaf)
        say(self, DATA["captions"][1])
        for leaf in leaves:
            self.play(leaf[0].animate.set_stroke(SUN, 4), run_time=0.4)
        hold(self)

    def leaf(self, number: int, term: str) -> VGroup:
        count = len(DATA["terms"])
        spots = {
            1: [(0, -2.2)],
            2: [(-4.7, -0.1), (4.7, -0.1)],
            3: [(-4.7, -0.1), (4.7, -0.1), (0, -2.2)],
            4: [(-4.5, 1.7), (4.5, 1.7), (-4.5, -1.9), (4.5, -1.9)],
            5: [(-4.5, 1.7), (4.5, 1.7), (-4.5, -1.9), (4.5, -1.9), (0, -2.2)],
            6: [(-4.5, 1.7), (4.5, 1.7), (4.5, -1.9), (-4.5, -1.9), (0, 2.0), (0, -2.2)],
        }[min(count, 6)]
        color = ACCENTS[(number + 1 + DATA["accent"]) % 5]
        return labelled_box(term, 3.9, 1.1, color, 26).move_to((*spots[number], 0))

    def link(self, middle: VGroup, leaf: VGroup) -> Line:
        """From the edge of one box to the edge of the other, along the line of their centres."""
        along = leaf.get_center() - middle.get_center()

        def share(box: VGroup) -> float:
            reach = np.array([box.width / 2, box.height / 2])
            return float(np.min(reach / np.maximum(np.abs(along[:2]), 1e-6)))

        start = middle.get_center() + along * share(middle)
        return Line(start, leaf.get_center() - along * share(leaf), color=FAINT, stroke_width=3)
