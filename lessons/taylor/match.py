"""Taylor: a polynomial copies value, slope and curvature at zero."""

import numpy as np
from manim import LEFT, Create, Dot, FadeIn, Scene, Transform, VMobject, Write

from lessons.style import (
    BODY,
    INK,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SUN,
    fit,
    formula,
    framed,
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
    "across": [-8, 8],
    "upward": [-3, 3],
    "stages": ["a level line", "the tangent", "no change", "a cubic"],
    "derivatives": ["f(0) = 0", "f′(0) = 1", "f″(0) = 0", "f‴(0) = −1"],
    "first_terms": "sin x approx x - x^3/6 + x^5/120",
}


class Match(Scene):
    def construct(self) -> None:
        title_bar(self, "Copy a function at one point")
        across, upward = ([0.6 * end for end in DATA[name]] for name in ("across", "upward"))
        axes, letters = graph(across, upward, 7.0, 4.8)
        place([axes, letters], (-2.9, -0.1))
        f = FUNCTIONS[DATA["function"]]

        def drawn(g, color: str) -> VMobject:
            xs = np.linspace(across[0], across[1], 300)
            inside = [
                (x, g(x))
                for x in xs
                if not (DATA["function"] == "ln(1+x)" and g is f and x <= -0.99)
                and not (DATA["function"] == "1/(1-x)" and g is f and x >= 0.99)
            ]
            kept = [(x, y) for x, y in inside if upward[0] <= y <= upward[1]]
            line = VMobject(color=color, stroke_width=5)
            return line.set_points_as_corners([axes.c2p(x, y) for x, y in kept])

        def polynomial(degree: int) -> VMobject:
            c = DATA["coefficients"][: degree + 1]
            return drawn(lambda x: sum(a * x**n for n, a in enumerate(c)), SUN)

        say(self, "Can a polynomial copy {name}, knowing it only at zero?", DATA)
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(Create(drawn(f, SKY)), run_time=MOVE)
        name = words(f"f(x) = {DATA['name']}", BODY, SKY, bold=True).move_to((1.9, 2.2, 0), LEFT)
        point = Dot(axes.c2p(0, float(f(0.0))), color=INK, radius=0.1)
        self.play(FadeIn(name), FadeIn(point), run_time=QUICK)
        curve, label = polynomial(0), None
        for degree in range(4):
            if degree == 0:
                say(self, "Give it the same value: a level line.")
            elif degree == 1:
                say(self, "Then the same slope: the tangent.")
            elif degree == 2:
                say(self, "The second derivative decides how it bends.")
            else:
                say(self, "The third one turns its ends.")
            row = words(DATA["derivatives"][degree], BODY).move_to(
                (1.9, 1.45 - 0.6 * degree, 0), LEFT
            )
            fresh = words(DATA["stages"][degree], BODY, SUN).move_to(
                (4.3, 1.45 - 0.6 * degree, 0), LEFT
            )
            if degree == 0:
                self.play(Create(curve), FadeIn(row), FadeIn(fresh), run_time=MOVE)
            else:
                self.play(
                    Transform(curve, polynomial(degree)),
                    FadeIn(row),
                    FadeIn(fresh),
                    label.animate.set_color(MUTED),
                    run_time=MOVE,
                )
            label = fresh
        say(
            self,
            "Each derivative fixes one coefficient: divided by the factorial, it is that term.",
        )
        terms = fit(formula(DATA["first_terms"], 44, SUN), 5.0, 1.2).move_to((4.2, -1.8, 0))
        self.play(Write(terms), run_time=MOVE)
        self.play(Create(framed(terms)), run_time=QUICK)
        rest(self, 0.8)
