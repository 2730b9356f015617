"""Quadratic: completing the square, with areas."""

import numpy as np
from manim import (
    DL,
    PI,
    UP,
    Create,
    DashedVMobject,
    FadeIn,
    FadeOut,
    Rectangle,
    Scene,
    VGroup,
    Write,
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


class Completing(Scene):
    def construct(self) -> None:
        title_bar(self, "Completing the square")
        x, b = 2.6, 2.0
        corner = np.array([-6.0, -0.65, 0])

        def block(at: tuple[float, float], width: float, height: float, color: str) -> Rectangle:
            shape = Rectangle(
                width=width,
                height=height,
                color=color,
                fill_color=color,
                fill_opacity=0.5,
                stroke_width=3,
            )
            return shape.move_to(corner + (*at, 0), DL)

        square = block((0, 0), x, x, SKY)
        near = block((x, 0), b / 2, x, MINT)
        far = block((x + b / 2, 0), b / 2, x, MINT)
        square_name = formula("x^2", 54).move_to(square)
        strip_name = formula("b x", 48).next_to(VGroup(near, far), UP, buff=0.2)
        say(self, "x squared plus b x: a square, and beside it a strip of width b.")
        self.play(FadeIn(square), Write(square_name), run_time=MOVE)
        self.play(FadeIn(near), FadeIn(far), Write(strip_name), run_time=MOVE)
        say(self, "Cut the strip in two halves.")
        near_name = formula("b/2 x", 34).move_to(near)
        far_name = formula("b/2 x", 34).move_to(far)
        self.play(FadeOut(strip_name), FadeIn(near_name), FadeIn(far_name), run_time=QUICK)
        say(self, "Swing one half under the square.")
        self.play(FadeOut(far_name), run_time=0.4)
        goal = corner + (x / 2, -b / 4, 0)
        self.play(far.animate.rotate(-PI / 2).move_to(goal), run_time=MOVE)
        far_name.move_to(far)
        self.play(FadeIn(far_name), run_time=0.4)
        say(self, "Now only a corner is missing: a square with side b half.")
        gap = DashedVMobject(block((x, -b / 2), b / 2, b / 2, CORAL).set_fill(opacity=0))
        gap_name = formula("(b/2)^2", 28).move_to(corner + (x + b / 4, -b / 4, 0))
        self.play(Create(gap), Write(gap_name), run_time=MOVE)
        first = formula("x^2 + b x + (b/2)^2 = (x + b/2)^2", 42).move_to((3.2, 1.2, 0))
        self.play(Write(first), run_time=MOVE)
        say(self, "Take the corner away again, and x stands only inside a square.")
        second = formula("x^2 + b x = (x + b/2)^2 - (b/2)^2", 42, SUN).move_to((3.2, -1.0, 0))
        self.play(Write(second), run_time=SLOW)
        self.play(Create(framed(second)), run_time=QUICK)
        rest(self, 0.8)
