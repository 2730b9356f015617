"""Derivative: a growing square shows the derivative of x squared."""

import numpy as np
from manim import (
    DL,
    Create,
    FadeIn,
    FadeOut,
    Rectangle,
    Scene,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)

from lessons.style import (
    CORAL,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    framed,
    rest,
    say,
    title_bar,
)


class GrowingSquare(Scene):
    def construct(self) -> None:
        title_bar(self, "Why x² grows by 2x")
        side = 3.0
        corner = np.array([-5.6, -2.1, 0])
        h = ValueTracker(0.001)

        def block(x: float, y: float, width: float, height: float, color: str) -> Rectangle:
            shape = Rectangle(
                width=max(width, 0.001),
                height=max(height, 0.001),
                color=color,
                fill_color=color,
                fill_opacity=0.5,
                stroke_width=2,
            )
            return shape.move_to(corner + (x, y, 0), DL)

        base = block(0, 0, side, side, SKY)
        right = always_redraw(lambda: block(side, 0, h.get_value(), side, MINT))
        top = always_redraw(lambda: block(0, side, side, h.get_value(), MINT))
        rest_corner = always_redraw(lambda: block(side, side, h.get_value(), h.get_value(), CORAL))
        inside = formula("x^2", 60).move_to(base)
        x_mark = formula("x", 40).move_to(corner + (side / 2, -0.35, 0))
        say(self, "A square of side x has the area x squared.")
        self.play(FadeIn(base), Write(inside), FadeIn(x_mark), run_time=MOVE)
        say(self, "Let the side grow by a small h. Two strips and a tiny corner are added.")
        self.add(right, top, rest_corner)
        self.play(h.animate.set_value(0.8), run_time=SLOW)
        h_mark = formula("h", 40).move_to(corner + (side + 0.4, -0.35, 0))
        labels = VGroup(
            formula("x h", 36).move_to(right),
            formula("x h", 36).move_to(top),
            formula("h^2", 30).move_to(rest_corner),
        )
        self.play(FadeIn(labels), FadeIn(h_mark), run_time=QUICK)
        first = formula("(x + h)^2 = x^2 + 2 x h + h^2", 42).move_to((3.3, 1.9, 0))
        self.play(Write(first), run_time=MOVE)
        say(self, "Divide what is added by h: two x, and one h left over.")
        second = formula("((x + h)^2 - x^2)/h = 2 x + h", 42).move_to((3.3, 0.4, 0))
        self.play(Write(second), run_time=MOVE)
        say(self, "As h goes to zero, only two x remains.")
        self.play(FadeOut(labels), FadeOut(h_mark), run_time=QUICK)
        self.play(h.animate.set_value(0.04), run_time=MOVE)
        third = formula("(dif)/(dif x) x^2 = 2 x", 54, SUN).move_to((3.3, -1.6, 0))
        self.play(Write(third), run_time=MOVE)
        self.play(Create(framed(third)), run_time=QUICK)
        rest(self, 0.8)
