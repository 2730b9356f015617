"""Quadratic: the three numbers of the vertex form."""

import numpy as np
from manim import (
    DOWN,
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
    MOVE,
    QUICK,
    SKY,
    SUN,
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


class Vertex(Scene):
    def construct(self) -> None:
        title_bar(self, "Three knobs of a parabola")
        axes, letters = graph((-4, 4), (-2, 5), 7.0, 5.0, (-4, -2, 2, 4), (2,))
        place([axes, letters], (-2.9, -0.1))
        a, p, q = ValueTracker(1), ValueTracker(0), ValueTracker(0)

        def curve() -> VMobject:
            k, m, n = a.get_value(), p.get_value(), q.get_value()
            # Only the part inside the axes: solve a (x - p)^2 + q for the upper or lower edge.
            edge = 5 if k > 0 else -2
            reach = np.sqrt(max(0.0, (edge - n) / k)) if abs(k) > 0.02 else 4.0
            low, high = max(-4.0, m - reach), min(4.0, m + reach)
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
        say(self, "The factor a makes it narrow or wide, and a negative a turns it over.")
        self.play(a.animate.set_value(2.5), run_time=MOVE)
        self.play(a.animate.set_value(0.4), run_time=MOVE)
        self.play(a.animate.set_value(-0.5), run_time=MOVE)
        self.play(a.animate.set_value(1), run_time=MOVE)
        say(self, "The number p moves the vertex sideways, and q moves it up or down.")
        self.play(p.animate.set_value(2), run_time=MOVE)
        self.play(q.animate.set_value(-1), run_time=MOVE)
        say(self, "So the vertex is always the point p, q.")
        mark = formula("(p, q)", 36, SUN).next_to(axes.c2p(2, -1), DOWN, buff=0.15)
        self.play(Write(mark), Create(framed(law)), run_time=MOVE)
        rest(self, 0.8)

    def numbers(self, a: float, p: float, q: float) -> VGroup:
        rows = VGroup(
            words(f"a = {number(a, 1)}", BODY, SKY),
            words(f"p = {number(p, 1)}"),
            words(f"q = {number(q, 1)}"),
        )
        for line, row in enumerate(rows):
            row.move_to((3.2, 0.2 - 0.7 * line, 0), LEFT)
        return rows
