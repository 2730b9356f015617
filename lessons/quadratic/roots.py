"""Quadratic: the discriminant counts the roots."""

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
)

from lessons.style import (
    BODY,
    CORAL,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    graph,
    number,
    place,
    rest,
    say,
    title_bar,
    words,
)


class Roots(Scene):
    def construct(self) -> None:
        title_bar(self, "Roots and the discriminant")
        axes, letters = graph((-2, 4), (-4, 5), 6.4, 5.0, (1, 2, 3), (-4, 4))
        place([axes, letters], (-3.2, -0.1))
        c = ValueTracker(-3)

        def curve() -> VMobject:
            n = c.get_value()
            reach = np.sqrt(min(7.6, 6.0 - n))
            return axes.plot(
                lambda x: x * x - 2 * x + n,
                x_range=(1 - reach, 1 + reach, reach / 30),
                color=SKY,
                stroke_width=5,
            )

        def roots() -> VGroup:
            half = 1 - c.get_value()
            if half < -0.001:
                return VGroup()
            reach = np.sqrt(max(0.0, half))
            return VGroup(
                *[Dot(axes.c2p(1 + sign * reach, 0), color=SUN, radius=0.11) for sign in (-1, 1)]
            )

        shape, crossing = always_redraw(curve), always_redraw(roots)
        equation = formula("x^2 - 2 x + c = 0", 44).move_to((3.9, 2.0, 0))
        numbers = always_redraw(lambda: self.numbers(c.get_value()))
        say(self, "Where does a parabola meet the x axis? There the quadratic is zero.")
        self.play(FadeIn(axes), FadeIn(letters), run_time=QUICK)
        self.play(Create(shape), Write(equation), run_time=MOVE)
        self.play(FadeIn(crossing), run_time=QUICK)
        say(self, "The formula gives both roots: the middle, minus and plus a square root.")
        law = formula("x = (-b plus.minus sqrt(b^2 - 4 a c))/(2 a)", 44).move_to((3.9, 0.6, 0))
        self.play(Write(law), run_time=SLOW)
        self.play(FadeIn(numbers), run_time=QUICK)
        say(
            self,
            "Raise the parabola. The number under the root shrinks; the roots come closer.",
        )
        self.play(c.animate.set_value(0), run_time=SLOW)
        say(self, "When it is zero, they meet in one point. Below zero, there is no real root.")
        self.play(c.animate.set_value(1), run_time=MOVE)
        self.wait(0.8)
        self.play(c.animate.set_value(2.5), run_time=MOVE)
        rest(self, 0.8)

    def numbers(self, c: float) -> VGroup:
        d = 4 - 4 * c
        found = "two roots" if d > 0.01 else "one root" if d > -0.01 else "no real root"
        color = MINT if d > 0.01 else SUN if d > -0.01 else CORAL
        rows = VGroup(
            words(f"c = {number(c, 1)}"),
            words(f"b² − 4ac = {number(d, 1)}", BODY, color),
            words(found, 30, color, bold=True),
        )
        for line, row in enumerate(rows):
            row.move_to((2.3, -0.9 - 0.75 * line, 0), LEFT)
        return rows
