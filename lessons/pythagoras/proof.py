"""Pythagoras: the proof by moving triangles."""

import numpy as np
from manim import Create, FadeIn, FadeOut, LaggedStart, Polygon, Scene, VGroup, Write

from lessons.style import (
    CORAL,
    INK,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SUN,
    formula,
    framed,
    rest,
    say,
    title_bar,
)


class Proof(Scene):
    def construct(self) -> None:
        title_bar(self, "A proof by moving triangles")
        a, b = 1.8, 3.2
        s = a + b
        corner = np.array([-6.0, -2.65, 0])
        big = self.shape([(0, 0), (s, 0), (s, s), (0, s)], corner, INK, 0)
        triangles = VGroup(
            self.shape([(0, 0), (a, 0), (0, b)], corner, SKY, 0.75),
            self.shape([(s, 0), (s, a), (a, 0)], corner, SKY, 0.75),
            self.shape([(s, s), (b, s), (s, a)], corner, SKY, 0.75),
            self.shape([(0, s), (0, b), (b, s)], corner, SKY, 0.75),
        )
        large = self.shape([(a, 0), (s, a), (b, s), (0, b)], corner, SUN, 0.35)
        small = self.shape([(0, b), (a, b), (a, s), (0, s)], corner, MINT, 0.4)
        middle = self.shape([(a, a), (s, a), (s, s), (a, s)], corner, CORAL, 0.4)

        say(self, "A square of side a plus b holds four equal right triangles.")
        self.play(Create(big), run_time=MOVE)
        self.play(LaggedStart(*[FadeIn(t, scale=0.7) for t in triangles], lag_ratio=0.3))
        marks = VGroup(
            formula("a", 36).move_to(corner + (a / 2, 0.25, 0)),
            formula("b", 36).move_to(corner + (0.28, b / 2, 0)),
        )
        self.play(FadeIn(marks), run_time=QUICK)
        say(self, "They leave a tilted square of side c free.")
        c_squared = formula("c^2", 60).move_to(large)
        self.play(FadeIn(large), Write(c_squared), run_time=MOVE)
        before = formula("(a+b)^2 = 4 dot (a b)/2 + c^2", 42).move_to((3.5, 1.6, 0))
        self.play(Write(before), run_time=MOVE)
        say(self, "Now two of the triangles slide. No area changes.")
        self.play(FadeOut(large), FadeOut(c_squared), FadeOut(marks), run_time=QUICK)
        self.play(triangles[2].animate.shift((-b, -a, 0)), run_time=MOVE)
        self.play(triangles[3].animate.shift((a, -b, 0)), run_time=MOVE)
        say(self, "What is free now is one square of side a and one of side b.")
        a_squared = formula("a^2", 48).move_to(small)
        b_squared = formula("b^2", 60).move_to(middle)
        self.play(FadeIn(small), FadeIn(middle), Write(a_squared), Write(b_squared), run_time=MOVE)
        after = formula("(a+b)^2 = 4 dot (a b)/2 + a^2 + b^2", 42).move_to((3.5, 0.2, 0))
        self.play(Write(after), run_time=MOVE)
        say(self, "So a squared plus b squared is c squared.")
        law = formula("a^2 + b^2 = c^2", 60, SUN).move_to((3.5, -1.6, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law)), run_time=QUICK)
        rest(self, 0.8)

    def shape(
        self, points: list[tuple[float, float]], corner: np.ndarray, color: str, fill: float
    ) -> Polygon:
        return Polygon(
            *[corner + (x, y, 0) for x, y in points],
            color=color,
            stroke_width=3,
            fill_color=color,
            fill_opacity=fill,
        )
