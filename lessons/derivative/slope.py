"""Derivative: the slope of a cubic, plotted below it."""

import numpy as np
from manim import (
    LEFT,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    Line,
    Scene,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)

from lessons.style import (
    CORAL,
    FAINT,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    graph,
    place,
    rest,
    say,
    title_bar,
)


class SlopeCurve(Scene):
    def construct(self) -> None:
        title_bar(self, "The slope draws its own curve")
        upper, upper_letters = graph((-2.4, 2.4), (-1.4, 1.4), 6.8, 2.3, (), (), ("", "f"))
        lower, lower_letters = graph((-2.4, 2.4), (-1.6, 3.2), 6.8, 2.5, (), (), ("x", "f ′"))
        place([upper, upper_letters], (-2.9, 1.35))
        place([lower, lower_letters], (-2.9, -1.55))
        lower.align_to(upper, LEFT)
        x = ValueTracker(-2.1)

        def f(t: float) -> float:
            return t**3 / 3 - t

        def slope(t: float) -> float:
            return t * t - 1

        def tangent() -> Line:
            t = x.get_value()
            middle = upper.c2p(t, f(t))
            ahead = upper.c2p(t + 0.1, f(t) + 0.1 * slope(t)) - middle
            along = ahead / np.linalg.norm(ahead) * 0.95
            return Line(middle - along, middle + along, color=SUN, stroke_width=5)

        curve = upper.plot(f, x_range=(-2.1, 2.1), color=SKY, stroke_width=5)
        touch = always_redraw(lambda: Dot(upper.c2p(x.get_value(), f(x.get_value())), color=SUN))
        glide = always_redraw(tangent)
        trace = always_redraw(
            lambda: lower.plot(
                slope, x_range=(-2.1, max(x.get_value(), -2.09), 0.05), color=MINT, stroke_width=5
            )
        )
        point = always_redraw(
            lambda: Dot(lower.c2p(x.get_value(), slope(x.get_value())), color=MINT)
        )
        link = always_redraw(
            lambda: DashedLine(touch.get_center(), point.get_center(), color=FAINT)
        )
        say(self, "This curve climbs, falls and climbs again.")
        self.play(FadeIn(upper, upper_letters), Create(curve), run_time=MOVE)
        law = formula("f(x) = x^3/3 - x", 42, SKY).move_to((4.3, 1.5, 0))
        self.play(Write(law), run_time=MOVE)
        say(self, "Let a tangent glide along it, and plot its slope below.")
        self.play(FadeIn(lower, lower_letters, touch, glide, trace, point, link), run_time=QUICK)
        self.play(x.animate.set_value(-1), run_time=SLOW)
        say(self, "At the top of the hill the slope is zero, and then it is negative.")
        self.play(x.animate.set_value(1), run_time=SLOW * 1.4)
        say(self, "In the valley it is zero again. The slopes form the curve of the derivative.")
        self.play(x.animate.set_value(2), run_time=SLOW)
        zeros = VGroup(*[Dot(lower.c2p(at, 0), color=CORAL, radius=0.1) for at in (-1, 1)])
        other = formula("f'(x) = x^2 - 1", 42, MINT).move_to((4.3, -1.5, 0))
        self.play(Write(other), FadeIn(zeros), run_time=MOVE)
        rest(self, 0.8)
