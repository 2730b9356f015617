"""Big O: five ways to grow, drawn in one graph."""

from collections.abc import Callable

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Axes,
    Circle,
    Create,
    FadeIn,
    Scene,
    ValueTracker,
    VGroup,
    VMobject,
    always_redraw,
)

from lessons.style import (
    BODY,
    CORAL,
    LILAC,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    graph,
    place,
    rest,
    say,
    title_bar,
    words,
)

ROWS = (
    ("2^n", CORAL, lambda n: 2.0**n),
    ("n^2", SUN, lambda n: n * n),
    ("n log_2 n", MINT, lambda n: n * np.log2(n)),
    ("n", SKY, lambda n: n),
    ("log_2 n", LILAC, lambda n: np.log2(n)),
)
TOP = 100.0


class Growth(Scene):
    def construct(self) -> None:
        title_bar(self, "Five ways to grow", LILAC)
        axes, letters = graph(
            (0, 21), (0, 105), 6.6, 4.6, (5, 10, 15, 20), (25, 50, 75, 100), ("n", "steps")
        )
        place([axes, letters], (-2.9, -0.1))
        n = ValueTracker(1.01)
        curves = VGroup(*[self.curve(axes, n, color, law) for _, color, law in ROWS])
        head = always_redraw(
            lambda: words(f"n = {n.get_value():.0f}", BODY, bold=True).move_to((2.2, 2.3, 0), LEFT)
        )
        table = VGroup(
            *[
                self.row(number, n, name, color, law)
                for number, (name, color, law) in enumerate(ROWS)
            ]
        )
        say(self, "Five kinds of growth, from the steepest to the flattest.")
        self.play(FadeIn(axes, letters), FadeIn(head), run_time=QUICK)
        self.play(FadeIn(table), run_time=MOVE)
        self.add(curves)
        say(self, "At n equal to 6, doubling already leads: 64 steps.")
        self.play(n.animate.set_value(6), run_time=SLOW)
        say(self, "At 10 it has left the picture, and n squared reaches 100.")
        self.play(n.animate.set_value(10), run_time=SLOW)
        say(self, "At 20 doubling needs a million steps, n log n only 86.")
        self.play(n.animate.set_value(20), run_time=SLOW * 1.3)
        say(self, "The logarithm has hardly moved: between 4 and 5.")
        ring = Circle(radius=0.22, color=LILAC, stroke_width=4).move_to(axes.c2p(20, np.log2(20)))
        self.play(Create(ring), run_time=QUICK)
        rest(self, 0.8)

    def curve(
        self, axes: Axes, n: ValueTracker, color: str, law: Callable[[float], float]
    ) -> VMobject:
        """The curve of `law` from 1 to the current n, cut off where it leaves the graph."""

        def drawn() -> VMobject:
            xs = np.linspace(1, n.get_value(), 120)
            inside = [axes.c2p(x, law(x)) for x in xs if law(x) <= TOP]
            line = VMobject(color=color, stroke_width=5)
            return line.set_points_as_corners(inside)

        return always_redraw(drawn)

    def row(
        self, number: int, n: ValueTracker, name: str, color: str, law: Callable[[float], float]
    ) -> VGroup:
        y = 1.45 - 0.85 * number

        def told() -> str:
            steps = law(round(n.get_value()))
            return f"{steps:.1f}" if steps % 1 and steps < 10 else f"{steps:,.0f}"

        value = always_redraw(lambda: words(told(), BODY, color).move_to((6.3, y, 0), RIGHT))
        return VGroup(formula(name, 42, color).move_to((2.2, y, 0), LEFT), value)
