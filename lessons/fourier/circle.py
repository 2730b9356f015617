"""Fourier: a turning circle writes a sine."""

import numpy as np
from manim import (
    DOWN,
    DR,
    LEFT,
    PI,
    RIGHT,
    TAU,
    UP,
    UR,
    Circle,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    FadeOut,
    Line,
    Scene,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
    linear,
)

from lessons.style import (
    FAINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SMALL,
    SUN,
    formula,
    framed,
    graph,
    rest,
    say,
    title_bar,
    words,
)


class CircleToSine(Scene):
    def construct(self) -> None:
        title_bar(self, "A circle unrolls into a sine")
        center, radius = np.array([-4.6, -0.2, 0]), 1.7
        angle = ValueTracker(0)
        axes, letters = graph((0, 6.6), (-1.25, 1.25), 7.4, 2 * 1.25 * radius, (), (), ("t", ""))
        axes.shift(np.array([-1.9, -0.2, 0]) - axes.c2p(0, 0))
        letters[0].next_to(axes.c2p(6.6, 0), RIGHT, buff=0.12)
        letters.remove(letters[1])

        def point() -> np.ndarray:
            t = angle.get_value()
            return center + radius * np.array([np.cos(t), np.sin(t), 0])

        circle = Circle(radius=radius, color=MUTED).move_to(center)
        level = Line(center + 2 * LEFT, center + 2 * RIGHT, color=FAINT)
        arm = always_redraw(lambda: Line(center, point(), color=SKY, stroke_width=5))
        tip = always_redraw(lambda: Dot(point(), color=SUN, radius=0.11))
        height = always_redraw(
            lambda: Line((point()[0], center[1], 0), point(), color=SUN, stroke_width=5)
        )
        carry = always_redraw(
            lambda: DashedLine(
                point(),
                axes.c2p(angle.get_value(), np.sin(angle.get_value())) + 0.001 * RIGHT,
                color=FAINT,
            )
        )
        curve = always_redraw(
            lambda: axes.plot(
                np.sin, x_range=(0, max(0.02, angle.get_value()), 0.05), color=SUN, stroke_width=5
            )
        )
        marks = VGroup()
        # Each name stands where the curve is not.
        for at, text, side in (
            (PI / 2, "π/2", DOWN),
            (PI, "π", UR),
            (3 * PI / 2, "3π/2", UP),
            (TAU, "2π", DR),
        ):
            tick = Line(axes.c2p(at, 0) + 0.08 * UP, axes.c2p(at, 0) + 0.08 * DOWN, color=MUTED)
            marks.add(tick, words(text, SMALL, MUTED).next_to(tick, side, buff=0.1))
        say(self, "A point runs round a circle of radius one.")
        self.play(Create(circle), Create(level), Create(arm), FadeIn(tip), run_time=MOVE)
        say(self, "Its height above the middle line is the sine of the angle.")
        self.play(FadeIn(height), run_time=QUICK)
        self.play(angle.animate.set_value(PI / 3), run_time=MOVE)
        law = formula("y = sin t", 48, SUN).move_to((4.5, 2.3, 0))
        self.play(Write(law), run_time=QUICK)
        say(self, "Carry the height over to a graph, and let the point go round.")
        self.play(angle.animate.set_value(0), run_time=QUICK)
        self.play(FadeIn(axes, letters, marks), FadeIn(carry, curve), run_time=QUICK)
        self.play(angle.animate.set_value(TAU), run_time=5.0, rate_func=linear)
        say(self, "One turn of the circle is one wave.")
        self.play(FadeOut(carry), Create(framed(law)), run_time=MOVE)
        rest(self, 0.8)
