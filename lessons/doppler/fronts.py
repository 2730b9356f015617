"""Doppler: wavefronts crowd in front of a moving source."""

import numpy as np
from manim import (
    LEFT,
    Create,
    Dot,
    FadeIn,
    Scene,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    always_redraw,
    linear,
)

from lessons.style import (
    BODY,
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
    words,
)

# Drawn: one unit of time between two fronts, which grow by GROWTH in it.
GROWTH, PACE, FRONTS = 0.55, 1.5, 7
TOP, BOTTOM, RIGHT_END = 2.6, -2.8, 1.2

DATA = {
    "crowd": "The source runs after its own waves: in front they crowd.",
    "speed": "60",
    "c": "343",
    "f": "440",
    "share": 0.1749271137026239,
    "wavelength": "0.78",
    "short": "0.643",
    "long": "0.916",
}


class Fronts(Scene):
    def construct(self) -> None:
        title_bar(self, "Waves from a moving source")
        time = ValueTracker(0)
        start = np.array([-2.9, -0.1, 0])
        still = always_redraw(lambda: self.fronts(start, 0.0, time.get_value()))
        source = Dot(start, color=SUN, radius=0.14)
        say(self, "A source at rest: its waves spread in circles, all about one point.")
        self.play(FadeIn(source), run_time=QUICK)
        self.add(still)
        self.play(time.animate.set_value(4.5), run_time=4.5 / PACE, rate_func=linear)
        say(self, "Now it moves on. Each circle stays about the place where it began.")
        self.remove(still)
        still.clear_updaters()
        share = DATA["share"]
        away = np.array([-5.2 if share < 0.9 else -6.2, -0.1, 0])
        clock = ValueTracker(0)
        moving = always_redraw(lambda: self.fronts(away, share, clock.get_value()))
        dot = always_redraw(
            lambda: Dot(
                away + share * GROWTH * clock.get_value() * np.array([1, 0, 0]),
                color=SUN,
                radius=0.14,
            )
        )
        self.play(source.animate.move_to(away), run_time=QUICK)
        self.remove(source)
        self.add(moving, dot)
        self.play(clock.animate.set_value(6.5), run_time=6.5 / PACE, rate_func=linear)
        at_rest = words(f"at rest: {DATA['wavelength']} m", BODY, INK).move_to((2.2, 2.0, 0), LEFT)
        say(self, "From front to front it was {wavelength} metres. Behind, it is {long} now.", DATA)
        self.play(FadeIn(at_rest), run_time=QUICK)
        behind = words(f"behind: {DATA['long']} m", BODY, CORAL).move_to((2.2, 1.4, 0), LEFT)
        self.play(FadeIn(behind), run_time=QUICK)
        if share < 1:
            front = words(f"in front: {DATA['short']} m", BODY, MINT).move_to((2.2, 0.8, 0), LEFT)
            law = formula('lambda_"front" = (c - v)/f', 42, MINT).move_to((4.3, -0.5, 0))
        else:
            front = words("in front: no wave", BODY, MINT).move_to((2.2, 0.8, 0), LEFT)
            law = formula("v > c", 42, MINT).move_to((4.3, -0.5, 0))
        self.play(FadeIn(front), run_time=QUICK)
        say(self, DATA["crowd"])
        other = formula('lambda_"behind" = (c + v)/f', 42, CORAL).move_to((4.3, -1.9, 0))
        self.play(Write(law), Write(other), run_time=MOVE)
        self.play(Create(framed(VGroup(law, other), buff=0.2)), run_time=QUICK)
        rest(self, 0.8)

    def fronts(self, start: np.ndarray, share: float, time: float) -> VGroup:
        """The circles of the fronts sent out so far, without what would leave the stage."""
        group = VGroup()
        for number in range(FRONTS):
            age = time - number
            if age <= 0.02:
                continue
            centre = start + share * GROWTH * number * np.array([1, 0, 0])
            for run in self.runs(centre, GROWTH * age):
                group.add(VMobject(color=SKY, stroke_width=3.5).set_points_as_corners(run))
        return group

    def runs(self, centre: np.ndarray, radius: float) -> list[list[np.ndarray]]:
        """The parts of a circle that lie inside the left part of the stage."""
        parts: list[list[np.ndarray]] = [[]]
        for turn in np.linspace(0, 2 * np.pi, 97):
            at = centre + radius * np.array([np.cos(turn), np.sin(turn), 0])
            if -6.9 <= at[0] <= RIGHT_END and BOTTOM <= at[1] <= TOP:
                parts[-1].append(at)
            elif parts[-1]:
                parts.append([])
        return [part for part in parts if len(part) > 1]
