"""De Moivre: with a modulus other than one the powers run along a spiral."""

import numpy as np
from manim import (
    DEGREES,
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
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
    FAINT,
    LABEL,
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
    words,
)

HUB = np.array([-3.4, -0.15, 0])
UNIT = 1.0
LAST = 12


class Spiral(Scene):
    def construct(self) -> None:
        title_bar(self, "Turn and stretch", SUN)
        r, theta = ValueTracker(1.0), ValueTracker(30)

        def point(power: float) -> np.ndarray:
            angle = power * theta.get_value() * DEGREES
            out = np.array([np.cos(angle), np.sin(angle), 0])
            tip: np.ndarray = HUB + UNIT * r.get_value() ** power * out
            return tip

        cross = VGroup(
            Line(HUB + 2.6 * LEFT, HUB + 3.1 * RIGHT, color=FAINT, stroke_width=2),
            Line(HUB + 2.6 * DOWN, HUB + 2.6 * UP, color=FAINT, stroke_width=2),
        )
        circle = Circle(radius=UNIT, color=FAINT, stroke_width=3).move_to(HUB)
        way = always_redraw(
            lambda: VMobject(color=SUN, stroke_width=3).set_points_as_corners(
                [point(power) for power in np.linspace(0, LAST, 97)]
            )
        )
        dots = always_redraw(
            lambda: VGroup(
                *[
                    Dot(point(power), radius=0.1, color=SKY if power == 1 else SUN)
                    for power in range(LAST + 1)
                ]
            )
        )
        start = formula(r"z = r (cos theta + i sin theta)", 42).move_to((3.7, 2.1, 0))
        reading = always_redraw(
            lambda: VGroup(
                words(f"r = {r.get_value():.2f}", BODY, SKY).move_to((2.2, 1.15, 0), LEFT),
                words(f"θ = {theta.get_value():.0f}°", BODY, SKY).move_to((4.6, 1.15, 0), LEFT),
                words(f"length of the 12th power: {r.get_value() ** LAST:.2f}", LABEL, SUN).move_to(
                    (1.6, 0.4, 0), LEFT
                ),
            )
        )
        say(self, "Twelve powers of a number with modulus 1 and an angle of 30 degrees.")
        self.play(FadeIn(cross, circle), Write(start), run_time=MOVE)
        self.play(FadeIn(way), FadeIn(dots), FadeIn(reading), run_time=QUICK)
        say(self, "Let the modulus be a little larger: each factor stretches, too.")
        self.play(r.animate.set_value(1.08), run_time=SLOW)
        say(self, "A little smaller, and the powers wind inwards.")
        self.play(r.animate.set_value(0.85), run_time=SLOW)
        say(self, "The angle sets how fast they turn.")
        self.play(r.animate.set_value(1.07), theta.animate.set_value(48), run_time=SLOW)
        say(self, "The modulus is raised to the n-th power, the angle is multiplied by n.")
        law = formula(r"z^n = r^n (cos n theta + i sin n theta)", 42).move_to((3.7, -1.1, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law)), run_time=QUICK)
        rest(self, 0.8)
