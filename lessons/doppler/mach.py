"""Doppler: faster than its own sound, the source draws a cone."""

import numpy as np
from manim import (
    DEGREES,
    LEFT,
    Create,
    Dot,
    FadeIn,
    Line,
    Scene,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    always_redraw,
)

from lessons.style import (
    BODY,
    CORAL,
    INK,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    framed,
    number,
    rest,
    say,
    title_bar,
    words,
)

NOSE, FRONTS, GROWTH = np.array([0.6, -0.1, 0]), 8, 0.44
TOP, BOTTOM = 2.6, -2.8

DATA = {
    "own_mach": "0.17",
    "verdict": "This source moves at 0.17 times the speed of its wave.",
    "share": 0.1749271137026239,
}


class Mach(Scene):
    def construct(self) -> None:
        title_bar(self, "Faster than its own sound", CORAL)
        share = ValueTracker(0.5)
        circles = always_redraw(lambda: self.fronts(share.get_value()))
        source = Dot(NOSE, color=SUN, radius=0.14)
        shown = always_redraw(
            lambda: words(f"v / c = {number(share.get_value(), 2)}", 34, SUN, bold=True).move_to(
                (2.3, 1.9, 0), LEFT
            )
        )
        say(self, "A source at half the speed of its wave: the circles are still ahead of it.")
        self.play(FadeIn(circles), FadeIn(source), FadeIn(shown), run_time=MOVE)
        say(self, "At the speed of sound, all of them touch in one point, the source.")
        self.play(share.animate.set_value(1.0), run_time=SLOW)
        wall = words("the sound barrier", BODY, MUTED).move_to((2.3, 1.1, 0), LEFT)
        self.play(FadeIn(wall), run_time=QUICK)
        say(self, "Faster still, it leaves them behind, and they form a cone.")
        self.play(share.animate.set_value(2.0), run_time=SLOW)
        edges = VGroup()
        for side in (1, -1):
            along = np.array([-np.cos(30 * DEGREES), side * np.sin(30 * DEGREES), 0])
            edges.add(Line(NOSE, NOSE + 5.2 * along, color=CORAL, stroke_width=6))
        self.play(Create(edges), run_time=MOVE)
        say(self, "Where the cone passes, all waves arrive at once: a bang.")
        law = formula("sin alpha = c/v", 50).move_to((4.2, -0.2, 0))
        self.play(Write(law), run_time=MOVE)
        worked = formula("sin alpha = 1/2, quad alpha = 30 degree", 40, SUN).move_to((4.2, -1.6, 0))
        self.play(Write(worked), Create(framed(law)), run_time=MOVE)
        say(self, DATA["verdict"])
        self.play(edges.animate.set_color(INK), run_time=QUICK)
        rest(self, 0.8)

    def fronts(self, share: float) -> VGroup:
        """Fronts that were sent out one after the other, seen when the source is at its place."""
        group = VGroup()
        for age in range(1, FRONTS + 1):
            centre = NOSE - share * GROWTH * age * np.array([1, 0, 0])
            for run in self.runs(centre, GROWTH * age):
                group.add(VMobject(color=SKY, stroke_width=3).set_points_as_corners(run))
        return group

    def runs(self, centre: np.ndarray, radius: float) -> list[list[np.ndarray]]:
        """The parts of a circle that lie inside the left part of the stage."""
        parts: list[list[np.ndarray]] = [[]]
        for turn in np.linspace(0, 2 * np.pi, 97):
            at = centre + radius * np.array([np.cos(turn), np.sin(turn), 0])
            if -6.9 <= at[0] <= 2.0 and BOTTOM <= at[1] <= TOP:
                parts[-1].append(at)
            elif parts[-1]:
                parts.append([])
        return [part for part in parts if len(part) > 1]
