"""Ohm's law: measured points lie on a straight line through the origin."""

import numpy as np
from manim import (
    LEFT,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Line,
    Scene,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)

from lessons.style import (
    BODY,
    CORAL,
    INK,
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


class StraightLine(Scene):
    def construct(self) -> None:
        title_bar(self, "Measured: a straight line", SUN)
        axes, letters = graph(
            (0, 12.6), (0, 6.8), 6.6, 4.4, (4, 8, 12), (2, 4, 6), ("volts", "amperes")
        )
        place([axes, letters], (-2.6, -0.1))
        volts, ohms = ValueTracker(0.0), ValueTracker(4.0)

        def amperes() -> float:
            return volts.get_value() / ohms.get_value()

        line = always_redraw(
            lambda: Line(
                axes.c2p(0, 0), axes.c2p(volts.get_value(), amperes()), color=SUN, stroke_width=5
            )
        )
        tip = always_redraw(lambda: Dot(axes.c2p(volts.get_value(), amperes()), color=INK))
        rows = [np.array([2.95, y, 0]) for y in (2.2, 1.55, 0.9)]
        reading = always_redraw(
            lambda: VGroup(
                words(f"V = {volts.get_value():.1f} V", BODY, SKY).move_to(rows[0], LEFT),
                words(f"I = {amperes():.1f} A", BODY, SUN).move_to(rows[1], LEFT),
                words(f"R = {ohms.get_value():.1f} Ω", BODY, CORAL).move_to(rows[2], LEFT),
            )
        )
        say(self, "Raise the voltage across one resistor and read off the current.")
        self.play(FadeIn(axes, letters), FadeIn(reading), run_time=QUICK)
        self.add(line, tip)
        points = VGroup()
        for value in (4, 8, 12):
            self.play(volts.animate.set_value(value), run_time=MOVE)
            points.add(Dot(axes.c2p(value, value / 4), color=SKY, radius=0.1))
            self.add(points[-1])
        say(self, "4 volts give 1 ampere, 8 give 2, 12 give 3: their ratio stays 4.")
        ratio = formula("V/I = 4/1 = 8/2 = 12/3", 40).move_to((4.6, -0.35, 0))
        self.play(Write(ratio), run_time=MOVE)
        say(self, "That ratio is the resistance. A smaller one makes a steeper line.")
        self.play(FadeOut(points, ratio), run_time=0.4)
        self.play(ohms.animate.set_value(2), run_time=SLOW)
        say(self, "A larger one makes it flatter, but it stays straight.")
        self.play(ohms.animate.set_value(8), run_time=SLOW)
        law = formula("R = V/I", 52, CORAL).move_to((4.4, -1.0, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law, CORAL)), run_time=QUICK)
        rest(self, 0.8)
