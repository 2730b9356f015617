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
ILL, FOUND, FALSE_ALARM = 10, 9, 89
# The positive ones are gathered in a block of their own.
BLOCK_X, BLOCK_TOP, BLOCK_COLUMNS, BLOCK_UNIT = 2.75, 0.8, 14, 0.27


class People(Scene):
    def construct(self) -> None:
        title_bar(self, "A thousand people take a test", CORAL)
        everyone = VGroup(*[self.person(number) for number in range(COLUMNS * ROWS)])
        count = words("1000 people", BODY, MUTED).move_to((-2.4, -1.75, 0))
        say(self, "One in a hundred has an illness. Of a thousand people that is ten.")
        self.play(FadeIn(everyone), FadeIn(count), run_time=MOVE)
        self.play(
            *[everyone[number].animate.set_fill(CORAL, 1) for number in range(ILL)],
            run_time=QUICK,
        )
        say(self, "A test finds nine of the ten. But it is wrong for 9 percent of the healthy.")
        found = words("10 ill, 9 positive", LABEL, CORAL).move_to((2.75, 2.0, 0), LEFT)
        alarms = words("990 healthy, 89 positive", LABEL, SUN).move_to((2.75, 1.4, 0), LEFT)
        rng = np.random.default_rng(5)
        wrong = [int(n) for n in rng.choice(np.arange(ILL, 1000), FALSE_ALARM, replace=False)]
        self.play(FadeIn(found), run_time=QUICK)
        self.play(
            *[everyone[number].animate.set_fill(SUN, 1) for number in wrong],
            FadeIn(alarms),
            run_time=MOVE,
        )
        say(self, "Your test is positive. So you are one of these 98 people.")
        positive = list(range(FOUND)) + wrong
        gathered = VGroup(*[everyone[number].copy() for number in positive])
        moves = [
            mark.animate.scale(BLOCK_UNIT / UNIT).move_to(self.spot(place))
            for place, mark in enumerate(gathered)
        ]
        self.play(LaggedStart(*moves, lag_ratio=0.01), run_time=SLOW)  # type: ignore[arg-type]
        say(self, "Only nine of them are ill: 9 percent, not 90.")
        self.play(everyone.animate.set_opacity(0.25), run_time=QUICK)
        share = formula("9/98 approx 9.2 %", 48).move_to((4.5, -2.15, 0))
        self.play(Write(share), run_time=MOVE)
        self.play(Create(framed(share, buff=0.2)), run_time=QUICK)
        rest(self, 0.8)

    def person(self, number: int) -> Square:
        column, row = divmod(number, ROWS)
        square = Square(UNIT * 0.8, stroke_width=0, fill_color=FAINT, fill_opacity=1)
        return square.move_to((LEFT_X + (column + 0.5) * UNIT, TOP - (row + 0.5) * UNIT, 0))

    def spot(self, place: int) -> tuple[float, float, float]:
        row, column = divmod(place, BLOCK_COLUMNS)
        return (
            BLOCK_X + (column + 0.5) * BLOCK_UNIT,
            BLOCK_TOP - (row + 0.5) * BLOCK_UNIT,
            0.0,
        )
