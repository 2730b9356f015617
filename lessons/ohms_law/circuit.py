"""Ohm's law: charges in a loop, pushed by a battery, held back by a resistor."""

from collections.abc import Callable

import numpy as np
from manim import (
    DOWN,
    LEFT,
    Arrow,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Line,
    Mobject,
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
    FAINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SLOW,
    SUN,
    fit,
    formula,
    framed,
    panel,
    reading,
    rest,
    say,
    title_bar,
    words,
)

LEFT_X, RIGHT_X, LOW_Y, HIGH_Y = -5.7, -1.1, -2.4, 2.0
CHARGES = 26


DATA = {
    "v": "12",
    "r": "4",
    "i": "3",
    "values": [12.0, 4.0],
    "law": 'I = (12 thin "V")/(4 thin Omega) = 3 thin "A"',
}


class Circuit(Scene):
    def construct(self) -> None:
        title_bar(self, "Push, flow and resistance")
        v, r = DATA["values"]
        volts, ohms, phase = ValueTracker(v / 4), ValueTracker(r / 2), ValueTracker(0)

        def amperes() -> float:
            return volts.get_value() / ohms.get_value()

        wire = self.wire()
        bridge = Line((RIGHT_X, 0.65, 0), (RIGHT_X, -1.05, 0), color=MUTED, stroke_width=4)
        held = ValueTracker(0)
        charges = VGroup(*[Dot(radius=0.09, color=SUN) for _ in range(CHARGES)])

        def flow(group: Mobject) -> None:
            for number, charge in enumerate(charges):
                at = self.along((number / CHARGES + phase.get_value()) % 1)
                # Inside the battery and behind the resistor's card a charge is not seen.
                inside = at[0] == LEFT_X and -0.5 < at[1] < 0.1
                behind = held.get_value() > 0 and at[0] == RIGHT_X and -1.1 < at[1] < 0.7
                charge.move_to(at).set_opacity(0 if inside or behind else 1)

        charges.add_updater(flow)
        flow(charges)
        battery, resistor = self.battery(), self.resistor()
        way = Arrow((-4.2, 1.5, 0), (-2.6, 1.5, 0), color=SUN, buff=0, stroke_width=5)
        way_name = formula("I", 38, SUN).next_to(way, DOWN, buff=0.12)
        law = formula("I = V/R", 56).move_to((3.5, 1.85, 0))
        sliders = VGroup(
            self.slider(0.35, "V", SKY, volts.get_value, v, "V"),
            self.slider(-0.65, "R", CORAL, ohms.get_value, 2 * r, "Ω"),
            self.slider(-1.65, "I", SUN, amperes, 2 * v / r, "A"),
        )
        say(self, "A battery pushes charges round a loop. Its push is the voltage V.")
        self.play(Create(wire), Create(bridge), FadeIn(battery), run_time=MOVE)
        self.play(FadeIn(charges), FadeIn(sliders[0]), run_time=QUICK)
        say(self, "A resistor R holds them back. What flows each second is the current I.")
        held.set_value(1)
        self.play(FadeOut(bridge), FadeIn(resistor), FadeIn(sliders[1]), run_time=QUICK)
        phase.add_updater(lambda m, dt: m.increment_value(0.05 * amperes() * r / v * dt))
        self.add(phase)
        self.play(FadeIn(way), FadeIn(way_name), FadeIn(sliders[2]), run_time=QUICK)
        say(self, "Push four times as hard, and four times as much flows.")
        self.play(volts.animate.set_value(v), run_time=SLOW)
        say(self, "Double the resistance, and only half is left of it.")
        self.play(ohms.animate.set_value(r), run_time=SLOW)
        say(self, "That is Ohm's law: {v} volts over {r} ohms drive {i} amperes.", DATA)
        self.play(Write(law), run_time=MOVE)
        worked = fit(formula(DATA["law"], 40, SUN), 6.2, 0.9).move_to((3.5, -2.5, 0))
        self.play(Write(worked), Create(framed(law)), run_time=MOVE)
        rest(self, 0.8)

    def wire(self) -> VGroup:
        """The loop, open where the battery is and where the resistor will be."""
        upper, lower = VMobject(color=MUTED), VMobject(color=MUTED)
        upper.set_points_as_corners(
            [(LEFT_X, 0.02, 0), (LEFT_X, HIGH_Y, 0), (RIGHT_X, HIGH_Y, 0), (RIGHT_X, 0.65, 0)]
        )
        lower.set_points_as_corners(
            [(RIGHT_X, -1.05, 0), (RIGHT_X, LOW_Y, 0), (LEFT_X, LOW_Y, 0), (LEFT_X, -0.4, 0)]
        )
        return VGroup(upper, lower).set_stroke(width=4)

    def corners(self) -> list[float]:
        """Where the corners of the loop are, as parts of the whole way round."""
        wide, high = RIGHT_X - LEFT_X, HIGH_Y - LOW_Y
        whole = 2 * (wide + high)
        return [0.0, high / whole, (high + wide) / whole, (2 * high + wide) / whole]

    def along(self, part: float) -> np.ndarray:
        """The point of the loop after `part` of the way round, clockwise from the lower left."""
        _, top_left, top_right, bottom_right = self.corners()
        if part < top_left:
            return np.array([LEFT_X, LOW_Y + (HIGH_Y - LOW_Y) * part / top_left, 0])
        if part < top_right:
            share = (part - top_left) / (top_right - top_left)
            return np.array([LEFT_X + (RIGHT_X - LEFT_X) * share, HIGH_Y, 0])
        if part < bottom_right:
            share = (part - top_right) / (bottom_right - top_right)
            return np.array([RIGHT_X, HIGH_Y - (HIGH_Y - LOW_Y) * share, 0])
        share = (part - bottom_right) / (1 - bottom_right)
        return np.array([RIGHT_X - (RIGHT_X - LEFT_X) * share, LOW_Y, 0])

    def battery(self) -> VGroup:
        plus = Line((LEFT_X - 0.5, 0.02, 0), (LEFT_X + 0.5, 0.02, 0), color=SKY, stroke_width=6)
        minus = Line((LEFT_X - 0.26, -0.4, 0), (LEFT_X + 0.26, -0.4, 0), color=SKY, stroke_width=10)
        sign = words("+", BODY, SKY).move_to((LEFT_X + 0.4, 0.35, 0))
        name = formula("V", 40, SKY).move_to((LEFT_X + 0.95, -0.2, 0))
        return VGroup(plus, minus, sign, name)

    def resistor(self) -> VGroup:
        box = panel(0.8, 1.7, CORAL).move_to((RIGHT_X, -0.2, 0))
        return VGroup(box, formula("R", 40, CORAL).move_to(box))

    def slider(
        self, y: float, name: str, color: str, value: Callable[[], float], most: float, unit: str
    ) -> VGroup:
        """A track with a knob that follows `value`, and the number at its end."""
        start, end = np.array([1.2, y, 0]), np.array([4.4, y, 0])
        track = Line(start, end, color=FAINT, stroke_width=6)
        knob = always_redraw(
            lambda: Dot(start + (end - start) * value() / most, radius=0.15, color=color)
        )
        shown = always_redraw(
            lambda: fit(words(reading(value(), unit), BODY, color), 1.85, 0.5).move_to(
                (4.75, y, 0), LEFT
            )
        )
        return VGroup(track, formula(name, 40, color).move_to((0.6, y, 0)), knob, shown)
