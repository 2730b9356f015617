"""Taylor: with every term the polynomial fits on a longer stretch."""

import numpy as np
from manim import Create, FadeIn, FadeOut, Scene, Transform, VMobject, Write

from lessons.style import (
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    fit,
    formula,
    graph,
    place,
    rest,
    say,
    title_bar,
    words,
)

FUNCTIONS = {
    "sin": np.sin,
    "cos": np.cos,
    "exp": np.exp,
    "ln(1+x)": np.log1p,
    "1/(1-x)": lambda x: 1 / (1 - x),
}

DATA = {
    "name": "sin x",
    "function": "sin",
    "coefficients": [
        0.0,
        1.0,
        0.0,
        -0.16666666666666666,
        0.0,
        0.008333333333333333,
        0.0,
        -0.0001984126984126984,
        0.0,
        2.7557319223985893e-06,
    ],
    "degrees": [1, 3, 5, 7, 9],
    "across": [-8, 8],
    "upward": [-3, 3],
    "polynomial": "sin x approx x - x^3/6 + x^5/120 - x^7/5040 + x^9/362880",
    "general": "sin x = sum_(k=0)^infinity (-1)^k x^(2k+1)/((2k+1)!)",
    "where": "Given enough terms, it fits as far as you like.",
    "count": "5",
}


class Grow(Scene):
    def construct(self) -> None:
        title_bar(self, "More terms, a wider fit", SUN)
        across, upward = DATA["across"], DATA["upward"]
        axes, letters = graph(across, upward, 12.0, 3.3, (), (), ("x", "y"))
        place([axes, letters], (0, 0.75))
        f = FUNCTIONS[DATA["function"]]
        say(self, "Here is {name}, and the first term of its series.", DATA)
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(Create(self.curve(axes, f, SKY)), run_time=MOVE)
        curve = self.polynomial(axes, 0)
        count = words("1 term", 30, SUN, bold=True).move_to((5.2, -1.6, 0))
        self.play(Create(curve), FadeIn(count), run_time=MOVE)
        say(self, "Term by term the polynomial holds on to it longer.")
        for number in range(1, len(DATA["degrees"])):
            fresh = words(f"{number + 1} terms", 30, SUN, bold=True).move_to((5.2, -1.6, 0))
            self.play(
                Transform(curve, self.polynomial(axes, number)),
                FadeOut(count),
                FadeIn(fresh),
                run_time=MOVE,
            )
            count = fresh
            self.wait(0.3)
        say(self, "With {count} terms it is this polynomial.", DATA)
        written = fit(formula(DATA["polynomial"], 40, SUN), 9.6, 0.75).move_to((-1.6, -1.5, 0))
        self.play(Write(written), run_time=SLOW)
        say(self, DATA["where"])
        whole = fit(formula(DATA["general"], 36), 9.6, 0.8).move_to((-1.6, -2.5, 0))
        self.play(Write(whole), run_time=MOVE)
        rest(self, 0.8)

    def polynomial(self, axes, number: int) -> VMobject:
        c = DATA["coefficients"][: DATA["degrees"][number] + 1]
        return self.curve(axes, lambda x: sum(a * x**n for n, a in enumerate(c)), SUN)

    def curve(self, axes, g, color: str) -> VMobject:
        """The part inside the window that hangs together with what is at zero."""
        low, high = DATA["upward"]
        points = []
        for side in (-1, 1):
            end = abs(DATA["across"][0 if side < 0 else 1])
            run = []
            for x in np.linspace(0, end, 240):
                if color == SKY and self.undefined(side * x):
                    break
                y = g(side * x)
                if not low <= y <= high:
                    break
                run.append(axes.c2p(side * x, y))
            points = run[::-1] + points if side < 0 else points + run
        return VMobject(color=color, stroke_width=5).set_points_as_corners(points)

    def undefined(self, x: float) -> bool:
        return (DATA["function"] == "ln(1+x)" and x <= -0.99) or (
            DATA["function"] == "1/(1-x)" and x >= 0.99
        )
