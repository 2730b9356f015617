"""Pythagoras: the distance of two points."""

import numpy as np
from manim import LEFT, Create, Dot, FadeIn, Line, Scene, ValueTracker, VGroup, Write, always_redraw

from lessons.style import (
    BODY,
    INK,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    framed,
    graph,
    place,
    rest,
    say,
    title_bar,
    words,
)


class Distance(Scene):
    def construct(self) -> None:
        title_bar(self, "Distance in the plane")
        axes, letters = graph((0, 9), (0, 7), 6.4, 4.7, (2, 4, 6, 8), (2, 4, 6))
        place([axes, letters], (-3.2, -0.15))
        x, y = ValueTracker(7), ValueTracker(5)
        start = axes.c2p(1, 1)
        p = Dot(start, color=INK)
        q = always_redraw(lambda: Dot(axes.c2p(x.get_value(), y.get_value()), color=SUN))

        def foot() -> np.ndarray:
            return axes.c2p(x.get_value(), 1)

        across = always_redraw(lambda: Line(start, foot(), color=SKY, stroke_width=5))
        upward = always_redraw(lambda: Line(foot(), q.get_center(), color=MINT, stroke_width=5))
        straight = always_redraw(lambda: Line(start, q.get_center(), color=SUN, stroke_width=5))
        say(self, "How far apart are two points in the plane?")
        self.play(FadeIn(axes), FadeIn(letters), run_time=QUICK)
        self.play(FadeIn(p), FadeIn(q), run_time=QUICK)
        self.play(Create(straight), run_time=QUICK)
        say(self, "The steps across and up are the legs of a right triangle.")
        self.play(Create(across), run_time=QUICK)
        self.play(Create(upward), run_time=QUICK)
        law = formula("d = sqrt(Delta x^2 + Delta y^2)", 46).move_to((3.9, 1.7, 0))
        say(self, "So the distance is the root of the sum of their squares.")
        self.play(Write(law), run_time=MOVE)
        numbers = always_redraw(lambda: self.numbers(x.get_value() - 1, y.get_value() - 1))
        self.play(FadeIn(numbers), run_time=QUICK)
        say(self, "Move the point: the same rule holds wherever it goes.")
        self.play(x.animate.set_value(4), y.animate.set_value(5), run_time=SLOW)
        self.play(x.animate.set_value(9), y.animate.set_value(7), run_time=SLOW)
        self.play(Create(framed(law)), run_time=QUICK)
        rest(self, 0.8)

    def numbers(self, dx: float, dy: float) -> VGroup:
        rows = VGroup(
            words(f"across  {dx:.1f}", BODY, SKY),
            words(f"up  {dy:.1f}", BODY, MINT),
            words(f"distance  {np.hypot(dx, dy):.2f}", BODY, SUN, bold=True),
        )
        for number, row in enumerate(rows):
            row.move_to((2.4, 0.3 - 0.75 * number, 0), LEFT)
        return rows
