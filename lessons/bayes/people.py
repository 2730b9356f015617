"""Bayes: a thousand people, a rare illness and a good test."""

import numpy as np
from manim import LEFT, Create, FadeIn, LaggedStart, Scene, Square, VGroup, Write

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    LABEL,
    MOVE,
    MUTED,
    QUICK,
    SLOW,
    SUN,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

COLUMNS, ROWS, UNIT = 50, 20, 0.163
LEFT_X, TOP = -6.5, 1.9
# The positive ones are gathered in a block of their own.
BLOCK_X, BLOCK_TOP, BLOCK_WIDE, BLOCK_HIGH = 2.75, 0.85, 3.9, 2.1

DATA = {
    "prevalence": "1",
    "false": "9",
    "ill": "10",
    "healthy": "990",
    "found": "9",
    "alarms": "89",
    "positive": "98",
    "counts": [10, 9, 89],
    "share": "9/98 approx 9.18 %",
    "verdict": "Most of them are healthy: only 9 of 98 are ill.",
}


class People(Scene):
    def construct(self) -> None:
        title_bar(self, "A thousand people take a test", CORAL)
        ill, hits, false = DATA["counts"]
        everyone = VGroup(*[self.person(number) for number in range(COLUMNS * ROWS)])
        count = words("1000 people", BODY, MUTED).move_to((-2.4, -1.75, 0))
        say(self, "{prevalence} percent have an illness. Of a thousand people that is {ill}.", DATA)
        self.play(FadeIn(everyone), FadeIn(count), run_time=MOVE)
        self.play(
            *[everyone[number].animate.set_fill(CORAL, 1) for number in range(ill)],
            run_time=QUICK,
        )
        say(
            self,
            "A test finds {found} of them. But it is wrong for {false} percent of the healthy.",
            DATA,
        )
        found_text = f"{ill} ill, {hits} positive"
        found = words(found_text, LABEL, CORAL).move_to((2.75, 2.0, 0), LEFT)
        alarms_text = f"{DATA['healthy']} healthy, {false} positive"
        alarms = words(alarms_text, LABEL, SUN).move_to((2.75, 1.4, 0), LEFT)
        rng = np.random.default_rng(5)
        wrong = [int(n) for n in rng.choice(np.arange(ill, 1000), false, replace=False)]
        self.play(FadeIn(found), run_time=QUICK)
        self.play(
            *[everyone[number].animate.set_fill(SUN, 1) for number in wrong],
            FadeIn(alarms),
            run_time=MOVE,
        )
        say(self, "Your test is positive. So you are one of these {positive} people.", DATA)
        positive = list(range(hits)) + wrong
        unit = self.unit(len(positive))
        gathered = VGroup(*[everyone[number].copy() for number in positive])
        moves = [
            mark.animate.scale(unit / UNIT).move_to(self.spot(place, unit))
            for place, mark in enumerate(gathered)
        ]
        self.play(LaggedStart(*moves, lag_ratio=1 / len(moves)), run_time=SLOW)
        say(self, DATA["verdict"])
        self.play(everyone.animate.set_opacity(0.25), run_time=QUICK)
        share = formula(DATA["share"], 48).move_to((4.5, -2.2, 0))
        self.play(Write(share), run_time=MOVE)
        self.play(Create(framed(share, buff=0.2)), run_time=QUICK)
        rest(self, 0.8)

    def person(self, number: int) -> Square:
        column, row = divmod(number, ROWS)
        square = Square(UNIT * 0.8, stroke_width=0, fill_color=FAINT, fill_opacity=1)
        return square.move_to((LEFT_X + (column + 0.5) * UNIT, TOP - (row + 0.5) * UNIT, 0))

    def unit(self, count: int) -> float:
        """The largest size at which `count` squares fit into the block."""
        sizes = np.arange(0.3, 0.03, -0.005)
        return next(
            float(size)
            for size in sizes
            if int(BLOCK_WIDE / size) * int(BLOCK_HIGH / size) >= count
        )

    def spot(self, place: int, unit: float) -> tuple[float, float, float]:
        row, column = divmod(place, int(BLOCK_WIDE / unit))
        return (BLOCK_X + (column + 0.5) * unit, BLOCK_TOP - (row + 0.5) * unit, 0.0)
