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
    fit,
    formula,
    framed,
    graph,
    place,
    reading,
    rest,
    say,
    title_bar,
    words,
)

DATA = {
    "r": "4",
    "half_r": "2",
    "volts": ["4", "8", "12"],
    "amperes": ["1", "2", "3"],
    "values": [12.0, 4.0],
    "v_ticks": [5.0, 10.0],
    "i_ticks": [2.0, 4.0, 6.0],
    "ratio": "V/I = 12/3 = 4",
    "v1": "4",
    "i1": "1",
}


class StraightLine(Scene):
    def construct(self) -> None:
        title_bar(self, "Measured: a straight line", SUN)
        v, r = DATA["values"]
        axes, letters = graph(
            (0, 1.05 * v),
            (0, 2.1 * v / r),
            6.2,
            4.4,
            DATA["v_ticks"],
            DATA["i_ticks"],
            ("volts", "amperes"),
        )
        place([axes, letters], (-2.6, -0.1))
        volts, ohms = ValueTracker(0.0), ValueTracker(r)

        def amperes() -> float:
            return volts.get_value() / ohms.get_value()

        line = always_redraw(
            lambda: Line(
                axes.c2p(0, 0), axes.c2p(volts.get_value(), amperes()), color=SUN, stroke_width=5
            )
        )
        tip = always_redraw(lambda: Dot(axes.c2p(volts.get_value(), amperes()), color=INK))
        rows = [np.array([2.95, y, 0]) for y in (2.2, 1.55, 0.9)]
        readings = always_redraw(
            lambda: VGroup(
                words(f"V = {reading(volts.get_value(), 'V')}", BODY, SKY).move_to(rows[0], LEFT),
                words(f"I = {reading(amperes(), 'A')}", BODY, SUN).move_to(rows[1], LEFT),
                words(f"R = {reading(ohms.get_value(), 'Ω')}", BODY, CORAL).move_to(rows[2], LEFT),
            )
        )
        say(self, "Raise the voltage across one resistor and read off the current.")
        self.play(FadeIn(axes, letters), FadeIn(readings), run_time=QUICK)
        self.add(line, tip)
        points = VGroup()
        for part in (1, 2, 3):
            self.play(volts.animate.set_value(v * part / 3), run_time=MOVE)
            points.add(Dot(axes.c2p(v * part / 3, v * part / 3 / r), color=SKY, radius=0.1))
            self.add(points[-1])
        say(self, "{v1} volts give {i1} amperes; twice, three times as many go together.", DATA)
        ratio = fit(formula(DATA["ratio"], 40), 4.0, 1.2).move_to((4.7, -0.35, 0))
        self.play(Write(ratio), run_time=MOVE)
        say(
            self,
            "That ratio is the resistance, {r} ohms. A smaller one makes a steeper line.",
            DATA,
        )
        self.play(FadeOut(points, ratio), run_time=0.4)
        self.play(ohms.animate.set_value(r / 2), run_time=SLOW)
        say(self, "A larger one makes it flatter, but it stays straight.")
        self.play(ohms.animate.set_value(2 * r), run_time=SLOW)
        law = formula("R = V/I", 52, CORAL).move_to((4.4, -1.0, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law, CORAL)), run_time=QUICK)
        rest(self, 0.8)
