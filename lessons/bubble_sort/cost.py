"""Bubble sort: the comparisons make half a rectangle."""

import numpy as np
from manim import DOWN, LEFT, Create, Dot, FadeIn, LaggedStart, Scene, VGroup, Write

from lessons.style import MOVE, QUICK, SKY, SLOW, SUN, fit, formula, framed, rest, say, title_bar

DATA = {
    "N": "Seven",
    "n": "seven",
    "less": "six",
    "less_s": "comparisons, one dot for each",
    "then": "The next pass needs five, then four, down to one: a triangle.",
    "count": 7,
    "sum": "6 + 5 + 4 + 3 + 2 + 1 = 21",
    "half": "(7 dot 6)/2 = 21",
}


class Cost(Scene):
    def construct(self) -> None:
        title_bar(self, "Counting the comparisons")
        most = DATA["count"] - 1
        step = min(0.68, 4.2 / max(1, most))
        corner = np.array([-5.6, 1.9, 0])

        def dots(color: str, turned: bool) -> VGroup:
            group = VGroup()
            for i in range(most):
                row = VGroup()
                for j in range(most - i):
                    at = (most - j, -(most - 1 - i), 0) if turned else (j, -i, 0)
                    row.add(Dot(corner + step * np.array(at), radius=0.2 * step, color=color))
                group.add(row)
            return group

        first, second = dots(SKY, False), dots(SUN, True)
        say(self, "{N} numbers: the first pass makes {less} {less_s}.", DATA)
        self.play(LaggedStart(*[FadeIn(dot, scale=0.4) for dot in first[0]], lag_ratio=0.15))
        say(self, DATA["then"])
        for row in first[1:]:
            self.play(FadeIn(row, shift=0.2 * DOWN), run_time=0.45)
        total = fit(formula(DATA["sum"], 42, SKY), 6.4, 0.8).move_to((3.2, 1.9, 0))
        self.play(Write(total), run_time=MOVE)
        say(self, "A second triangle completes it to a rectangle of {less} times {n}.", DATA)
        self.play(
            LaggedStart(*[FadeIn(row, shift=LEFT) for row in second], lag_ratio=0.15), run_time=MOVE
        )
        half = formula(DATA["half"], 42).move_to((3.2, 0.7, 0))
        self.play(Write(half), run_time=MOVE)
        say(self, "For n numbers it is n times n minus one, over two: the square decides.")
        law = formula("(n (n - 1))/2 quad -> quad O(n^2)", 50, SUN).move_to((3.2, -1.2, 0))
        self.play(Write(law), run_time=SLOW)
        self.play(Create(framed(law)), run_time=QUICK)
        rest(self, 0.8)
