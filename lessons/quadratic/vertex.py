"""Quadratic: the three numbers of the vertex form."""

import numpy as np
from manim import (
    LEFT,
    Create,
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
    MOVE,
    QUICK,
    SKY,
    SUN,
    fit,
    formula,
    framed,
    graph,
    number,
    place,
    rest,
    say,
    title_bar,
    words,
)

DATA = {
    "text": "x² − 2x − 3",
    "p": "1",
    "q": "−4",
    "numbers": [1, -2, -3],
    "vertex": [1.0, -4.0],
    "vertex_window": [[-4.0, 4.0], [-7.0, 7.0], [-4.0, -2.0, 2.0, 4.0], [-5.0, 5.0]],
    "vertex_form": "y = (x - 1)^2 - 4",
}


class Vertex(Scene):
    def construct(self) -> None:
        title_bar(self, "Three knobs of a parabola")
        across, upward, x_ticks, y_ticks = DATA["vertex_window"]
        axes, letters = graph(across, upward, 6.4, 4.7, x_ticks, y_ticks, edge=True)
        place([axes, letters], (-3.0, -0.1))
        a, p, q = ValueTracker(1), ValueTracker(0), ValueTracker(0)

        def curve() -> VMobject:
            k, m, n = a.get_value(), p.get_value(), q.get_value()
            # Only the part inside the axes: solve a (x - p)^2 + q for the upper or lower edge.
            edge = upward[1] if k > 0 else upward[0]
            reach = np.sqrt(max(1e-6, (edge - n) / k)) if abs(k) > 1e-4 else across[1] - across[0]
            low, high = max(across[0], m - reach), min(across[1], m + reach)
            return axes.plot(
                lambda x: k * (x - m) ** 2 + n,
                x_range=(low, high, (high - low) / 60),
                color=SKY,
                stroke_width=5,
            )

        shape = always_redraw(curve)
        top = always_redraw(lambda: Dot(axes.c2p(p.get_value(), q.get_value()), color=SUN))
        law = formula("y = a (x - p)^2 + q", 46).move_to((4.2, 1.6, 0))
        numbers = always_redraw(lambda: self.numbers(a.get_value(), p.get_value(), q.get_value()))
        say(self, "The plain parabola y equals x squared has its vertex at the origin.")
        self.play(FadeIn(axes), FadeIn(letters), run_time=QUICK)
        self.play(Create(shape), FadeIn(top), run_time=MOVE)
        self.play(Write(law), FadeIn(numbers), run_time=MOVE)
        say(
            self,
            "The factor a makes it narrow or wide, and a negative a turns it over.",
        )
        stretch = DATA["numbers"][0]
        for factor in (2.5, 0.4, -0.5 if upward[0] < -3 else 0.7, stretch):
            self.play(a.animate.set_value(factor), run_time=MOVE)
        say(self, "The number p moves the vertex sideways, and q moves it up or down.")
        right, up = DATA["vertex"]
        self.play(p.animate.set_value(right), run_time=MOVE)
        self.play(q.animate.set_value(up), run_time=MOVE)
        say(self, "With p = {p} and q = {q} it is {text}, whose vertex is that point.", DATA)
        own = fit(formula(DATA["vertex_form"], 42, SUN), 4.7, 0.9).move_to((4.2, -1.9, 0))
        self.play(Write(own), Indicate(top, scale_factor=1.8), run_time=MOVE)
        self.play(Create(framed(own)), run_time=QUICK)
        rest(self, 0.8)

    def numbers(self, a: float, p: float, q: float) -> VGroup:
        rows = VGroup(
            words(f"a = {number(round(a, 2))}", BODY, SKY),
            words(f"p = {number(round(p, 2))}"),
            words(f"q = {number(round(q, 2))}"),
        )
        for line, row in enumerate(rows):
            row.move_to((3.2, 0.6 - 0.65 * line, 0), LEFT)
        return rows
