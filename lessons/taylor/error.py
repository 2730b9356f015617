"""Taylor: the error of each partial sum, on a logarithmic scale."""

import numpy as np
from manim import LEFT, RIGHT, Create, FadeIn, GrowFromEdge, Line, Rectangle, Scene, Write

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    LABEL,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SUN,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

LEFT_X, WIDE = 1.6, 4.6

DATA = {
    "name": "sin x",
    "x": "1",
    "exact": "0.841471",
    "sums": ["1.000000", "0.833333", "0.841667", "0.841468", "0.841471"],
    "errors": [
        0.1585290151921035,
        0.008137651474563135,
        0.0001956818587701692,
        2.7308396425285153e-06,
        2.4892279903987458e-08,
    ],
    "verdict": "The terms shrink fast, and the error with them: at last it is 2 × 10⁻⁸.",
    "count": "5",
}


class Error(Scene):
    def construct(self) -> None:
        title_bar(self, "How good is it?", CORAL)
        sums, errors = DATA["sums"], DATA["errors"]
        step = min(0.6, 2.8 / len(sums))
        heads = (("terms", -5.9), ("sum", -3.4), ("error", LEFT_X))
        head = [words(text, LABEL, MUTED).move_to((x, 2.15, 0), LEFT) for text, x in heads]
        rule = Line((-6.0, 1.85, 0), (6.4, 1.85, 0), color=FAINT)
        say(self, "At x = {x} the exact value of {name} is {exact}.", DATA)
        exact = words(f"exact: {DATA['exact']}", BODY, SKY, bold=True).move_to((6.4, 2.3, 0), RIGHT)
        self.play(FadeIn(*head), Create(rule), FadeIn(exact), run_time=MOVE)
        say(self, "Add the terms one by one and look at what is still missing.")
        deepest = min(np.log10(errors))
        for number, (total, error) in enumerate(zip(sums, errors, strict=True)):
            y = 1.45 - step * number
            # A bar as long as there are powers of ten left above the smallest error.
            long = WIDE * max(0.03, (np.log10(error) - deepest + 0.15) / (0.15 - min(deepest, -1)))
            bar = Rectangle(
                width=min(long, WIDE),
                height=0.6 * step,
                stroke_width=0,
                fill_color=CORAL,
                fill_opacity=0.85,
            ).move_to((LEFT_X, y, 0), LEFT)
            count = words(str(number + 1), BODY).move_to((-5.6, y, 0))
            value = words(total, BODY).move_to((-3.4, y, 0), LEFT)
            self.play(FadeIn(count, value), GrowFromEdge(bar, LEFT), run_time=QUICK)
        say(self, DATA["verdict"])
        self.play(value.animate.set_color(MINT), bar.animate.set_fill(MINT), run_time=MOVE)
        say(
            self,
            "Taylor's theorem says how large the rest can be: the next power, over its factorial.",
        )
        law = formula("R_n (x) = (f^((n+1)) (xi))/((n+1)!) x^(n+1)", 44, SUN)
        law.move_to((0, -2.2, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law, buff=0.18)), run_time=QUICK)
        rest(self, 0.8)
