"""Oscillator: mass and stiffness set the period."""

import numpy as np
from manim import (
    TAU,
    Create,
    FadeIn,
    Line,
    Scene,
    Square,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    always_redraw,
    linear,
)

from lessons.style import (
    BODY,
    LILAC,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SUN,
    formula,
    framed,
    paragraph,
    rest,
    say,
    title_bar,
    words,
)

CASES = (
    (-5.5, 0.6, 1.0, SKY, "m, k", "T"),
    (-2.9, 0.95, 0.5, LILAC, "4m, k", "2T"),
    (-0.3, 0.6, 2.0, MINT, "m, 4k", "T / 2"),
)


class Period(Scene):
    def construct(self) -> None:
        title_bar(self, "What sets the rhythm")
        t = ValueTracker(0)
        beam = Line((-6.5, 2.3, 0), (0.7, 2.3, 0), color=MUTED, stroke_width=6)
        springs = VGroup(*[self.spring(case, t) for case in CASES])
        names = VGroup(
            *[words(case[4], BODY, case[3]).move_to((case[0], -2.0, 0)) for case in CASES]
        )
        say(self, "Three masses on springs, let go at the same time.")
        self.play(Create(beam), FadeIn(springs), run_time=MOVE)
        self.play(FadeIn(names), run_time=QUICK)
        say(self, "The heavy one takes twice the time, the stiff spring half of it.")
        self.play(t.animate.set_value(2), run_time=6.0, rate_func=linear)
        periods = VGroup(
            *[words(case[5], BODY, SUN, bold=True).move_to((case[0], -2.55, 0)) for case in CASES]
        )
        self.play(FadeIn(periods), run_time=QUICK)
        say(self, "Four times the mass doubles the period; four times the stiffness halves it.")
        law = formula("T = 2 pi sqrt(m/k)", 60).move_to((4.2, 1.0, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law)), run_time=QUICK)
        note = paragraph("How far it swings is not in the formula.", 4.6, 1.2, (26,), MUTED)
        note.move_to((4.2, -1.0, 0))
        say(self, "How far it swings makes no difference at all.")
        self.play(FadeIn(note), run_time=QUICK)
        self.play(t.animate.set_value(3), run_time=3.0, rate_func=linear)
        rest(self, 0.8)

    def spring(self, case: tuple, t: ValueTracker) -> VGroup:
        x, size, pace, color = case[:4]

        def draw() -> VGroup:
            y = -0.2 - 0.75 * np.cos(TAU * pace * t.get_value())
            top, bottom = 2.3, y + size / 2
            length = top - bottom
            points = [(x, top, 0)]
            for n in range(11):
                points.append((x + (0.22 if n % 2 else -0.22), top - length * (n + 1) / 12, 0))
            points.append((x, bottom, 0))
            wire = VMobject(color=MUTED, stroke_width=6 if pace == 2 else 3)
            wire.set_points_as_corners(points)
            block = Square(size, color=color, fill_color=color, fill_opacity=0.8)
            return VGroup(wire, block.move_to((x, y, 0)))

        return always_redraw(draw)
