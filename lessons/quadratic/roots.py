"""Quadratic: the discriminant counts the roots."""

import numpy as np
from manim import (
    LEFT,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    Indicate,
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
    MINT,
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    fit,
    formula,
    graph,
    number,
    place,
    rest,
    say,
    title_bar,
    words,
)

DATA = {
    "typst": "x^(2) - 2 x - 3",
    "numbers": [1, -2, -3],
    "vertex": [1.0, -4.0],
    "middle_window": [
        [-2.9099999999999997, 4.91],
        [-5.3872, 8.947199999999999],
        [-2.0, 2.0, 4.0],
        [-5.0, 5.0],
    ],
    "filled": "x = (2 plus.minus sqrt((-2)^2 - 4 dot 1 dot (-3)))/(2 dot 1)",
    "roots_said": "It is 16, positive: two roots, −1 and 3.",
}


class Roots(Scene):
    def construct(self) -> None:
        title_bar(self, "Roots and the discriminant")
        a, b, c = DATA["numbers"]
        middle, low = DATA["vertex"]
        across, upward, x_ticks, y_ticks = DATA["middle_window"]
        axes, letters = graph(across, upward, 5.8, 4.6, x_ticks, y_ticks, edge=True)
        place([axes, letters], (-3.3, -0.1))
        lift = ValueTracker(0)

        def curve() -> VMobject:
            # Only what is inside the axes: from edge to edge of the window.
            q = low + lift.get_value()
            edge = upward[1] if a > 0 else upward[0]
            reach = np.sqrt(max((edge - q) / a, 1e-6))
            start, end = max(across[0], middle - reach), min(across[1], middle + reach)
            return axes.plot(
                lambda x: a * (x - middle) ** 2 + q,
                x_range=(start, end, (end - start) / 60),
                color=SKY,
                stroke_width=5,
            )

        def roots() -> VGroup:
            inside = -(low + lift.get_value()) / a
            if inside < -1e-9:
                return VGroup()
            reach = np.sqrt(max(0.0, inside))
            return VGroup(
                *[
                    Dot(axes.c2p(middle + sign * reach, 0), color=SUN, radius=0.11)
                    for sign in (-1, 1)
                ]
            )

        shape, crossing = always_redraw(curve), always_redraw(roots)
        symmetry = DashedLine(axes.c2p(middle, upward[0]), axes.c2p(middle, upward[1]), color=FAINT)
        equation = fit(formula(f"{DATA['typst']} = 0", 44), 5.8, 0.9).move_to((3.7, 2.1, 0))
        numbers = always_redraw(lambda: self.numbers(b * b - 4 * a * (c + lift.get_value())))
        say(self, "Where does this parabola meet the x axis? There the quadratic is zero.")
        self.play(FadeIn(axes), FadeIn(letters), run_time=QUICK)
        self.play(Create(shape), Write(equation), run_time=MOVE)
        self.play(FadeIn(crossing), run_time=QUICK)
        say(self, "The formula gives both roots: the middle, minus and plus a square root.")
        law = formula("x = (-b plus.minus sqrt(b^2 - 4 a c))/(2 a)", 42).move_to((3.7, 0.95, 0))
        self.play(Write(law), Create(symmetry), run_time=MOVE)
        filled = fit(formula(DATA["filled"], 42, SUN), 6.0, 1.2).move_to((3.7, -0.4, 0))
        self.play(Write(filled), run_time=MOVE)
        say(self, DATA["roots_said"])
        self.play(FadeIn(numbers), run_time=QUICK)
        self.play(Indicate(crossing, color=SUN), run_time=QUICK)
        say(self, "Move the parabola up or down: the number under the root counts its roots.")
        for target in self.lifts(low, upward):
            self.play(lift.animate.set_value(target), run_time=SLOW * 0.8)
        self.play(lift.animate.set_value(0), run_time=MOVE)
        rest(self, 0.8)

    def lifts(self, low: float, upward: list[float]) -> list[float]:
        """First to the axis or, from there, away from it; then past it."""
        room = 0.45 * (upward[1] - upward[0])
        inside = [y - low for y in (upward[0] * 0.6, upward[1] * 0.4) if abs(y - low) > 1e-9]
        far = max(inside, key=abs) if inside else room
        return [-low, far] if abs(low) > 1e-9 else [far]

    def numbers(self, d: float) -> VGroup:
        size = abs(d)
        d = 0.0 if size < 1e-3 else d
        found = "two roots" if d > 0 else "one root" if d == 0 else "no real root"
        color = MINT if d > 0 else SUN if d == 0 else CORAL
        shown = number(d, 0 if size >= 1000 else 2)
        rows = VGroup(
            words(f"b² − 4ac = {shown}", BODY, color),
            words(found, 30, color, bold=True),
        )
        for line, row in enumerate(rows):
            row.move_to((1.9, -1.6 - 0.7 * line, 0), LEFT)
        return rows
