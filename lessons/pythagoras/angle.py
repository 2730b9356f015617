"""Pythagoras: the sum balances only at the right angle."""

import numpy as np
from manim import (
    DEGREES,
    DOWN,
    RIGHT,
    UP,
    Arc,
    Create,
    DashedLine,
    FadeIn,
    Line,
    Rectangle,
    Scene,
    ValueTracker,
    Write,
    always_redraw,
)

from lessons.style import (
    INK,
    LABEL,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    number,
    rest,
    say,
    title_bar,
    words,
)

DATA = {
    "a": "3",
    "b": "4",
    "c2": "25",
    "legs": [3.0, 4.0],
    "drawn": [3.0, 4.0],
}


class Angle90(Scene):
    def construct(self) -> None:
        title_bar(self, "Only the right angle balances")
        a, b = DATA["drawn"]
        # The hinge needs room for its angle, however different the legs are.
        a, b = max(min(a, b), 0.45 * max(a, b)), max(a, b)
        real = DATA["legs"][0] ** 2 + DATA["legs"][1] ** 2
        unit = min(3.8 / b, 2.9 / a)
        longest = a * a + b * b
        decimals = 0 if real >= 1000 else 1 if real >= 10 else 2
        gamma = ValueTracker(55 * DEGREES)
        hinge = np.array([-4.6, -2.2, 0])

        def tip() -> np.ndarray:
            angle = gamma.get_value()
            return hinge + unit * a * np.array([np.cos(angle), np.sin(angle), 0])

        def c_squared() -> float:
            return a * a + b * b - 2 * a * b * np.cos(gamma.get_value())

        end = hinge + unit * b * RIGHT
        base = Line(hinge, end, color=SKY, stroke_width=7)
        leg = always_redraw(lambda: Line(hinge, tip(), color=MINT, stroke_width=7))
        third = always_redraw(lambda: Line(tip(), end, color=SUN, stroke_width=7))
        arc = always_redraw(lambda: Arc(0.6, 0, gamma.get_value(), arc_center=hinge, color=INK))
        degrees = always_redraw(
            lambda: words(f"{gamma.get_value() / DEGREES:.0f}°", LABEL).move_to(
                hinge
                + 1.05 * np.array([np.cos(gamma.get_value() / 2), np.sin(gamma.get_value() / 2), 0])
            )
        )
        ground, height = -2.2, 2.45 / longest
        fixed = self.bar(2.2, longest * height, SKY, ground)
        moving = always_redraw(lambda: self.bar(4.9, c_squared() * height, SUN, ground))
        fixed_name = formula("a^2 + b^2", 34, SKY).move_to((2.2, -2.55, 0))
        fixed_value = words(DATA["c2"], LABEL, SKY).next_to(fixed, UP, buff=0.12)
        moving_name = formula("c^2", 34, SUN).move_to((4.9, -2.55, 0))
        value = always_redraw(
            lambda: words(number(c_squared() * real / longest, decimals), LABEL, SUN).next_to(
                moving, UP, buff=0.12
            )
        )

        say(
            self,
            "Two legs, {a} and {b}, are joined by a hinge. A third side closes the triangle.",
            DATA,
        )
        self.play(Create(base), Create(leg), run_time=MOVE)
        self.play(Create(third), FadeIn(arc), FadeIn(degrees), run_time=QUICK)
        say(self, "Compare the squares of the legs with the square of the third side.")
        self.play(FadeIn(fixed), FadeIn(fixed_name), FadeIn(fixed_value), run_time=QUICK)
        self.play(FadeIn(moving), FadeIn(moving_name), FadeIn(value), run_time=QUICK)
        say(self, "A wide angle makes c squared too large, a narrow one too small.")
        self.play(gamma.animate.set_value(125 * DEGREES), run_time=SLOW)
        self.play(gamma.animate.set_value(70 * DEGREES), run_time=SLOW)
        say(self, "At ninety degrees, and only there, they are equal.")
        self.play(gamma.animate.set_value(90 * DEGREES), run_time=MOVE)
        level = DashedLine((1.3, ground + 2.45, 0), (5.8, ground + 2.45, 0), color=INK)
        law = formula("gamma = 90 degree quad <=> quad a^2 + b^2 = c^2", 38)
        law.move_to((3.4, 1.9, 0))
        self.play(Create(level), Write(law), run_time=MOVE)
        rest(self, 0.8)

    def bar(self, x: float, height: float, color: str, ground: float) -> Rectangle:
        shape = Rectangle(width=1.2, height=height, color=color, fill_opacity=0.6, stroke_width=2)
        return shape.move_to((x, ground, 0), DOWN)
