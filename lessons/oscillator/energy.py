"""Oscillator: energy moves between spring and motion."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    PI,
    TAU,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    Line,
    Rectangle,
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


class EnergySwing(Scene):
    def construct(self) -> None:
        title_bar(self, "Energy swings, too")
        axes, letters = graph((-1.5, 1.5), (0, 1.2), 6.4, 4.2, (-1, 1), (), ("x", "energy"))
        place([axes, letters], (-3.1, -0.2))
        t = ValueTracker(0)

        def x() -> float:
            return np.cos(t.get_value())

        bowl = axes.plot(lambda s: s * s, x_range=(-1.09, 1.09), color=SKY, stroke_width=5)
        whole = DashedLine(axes.c2p(-1.3, 1), axes.c2p(1.3, 1), color=SUN)
        point = always_redraw(lambda: Dot(axes.c2p(x(), x() ** 2), color=INK, radius=0.12))
        held = always_redraw(
            lambda: Line(
                axes.c2p(x(), 0), axes.c2p(x(), x() ** 2 + 0.001), color=SKY, stroke_width=8
            )
        )
        moving = always_redraw(
            lambda: Line(axes.c2p(x(), x() ** 2), axes.c2p(x(), 1.001), color=CORAL, stroke_width=8)
        )

        def bar(low: float, high: float, color: str) -> Rectangle:
            height = max(0.01, 3.2 * (high - low))
            shape = Rectangle(
                width=1.1,
                height=height,
                color=color,
                stroke_width=0,
                fill_color=color,
                fill_opacity=0.85,
            )
            return shape.move_to((2.6, -2.3 + 3.2 * low, 0), DOWN)

        spring_bar = always_redraw(lambda: bar(0, x() ** 2, SKY))
        motion_bar = always_redraw(lambda: bar(x() ** 2, 1, CORAL))
        names = VGroup(
            words("motion", BODY, CORAL).move_to((3.6, 0.3, 0), LEFT),
            words("spring", BODY, SKY).move_to((3.6, -1.8, 0), LEFT),
        )
        say(self, "A stretched spring holds energy: it grows with the square of the displacement.")
        self.play(FadeIn(axes, letters), Create(bowl), run_time=MOVE)
        self.play(FadeIn(point), FadeIn(held), run_time=QUICK)
        say(self, "On the way to the middle it turns into energy of motion.")
        self.play(Create(whole), FadeIn(moving, spring_bar, motion_bar, names), run_time=QUICK)
        self.play(t.animate.set_value(PI / 2), run_time=SLOW)
        say(self, "On the other side the spring takes it back. The sum never changes.")
        self.play(t.animate.set_value(PI), run_time=MOVE * 1.5)
        self.play(t.animate.set_value(TAU), run_time=SLOW)
        law = formula("1/2 k x^2 + 1/2 m v^2 = 1/2 k A^2", 44, SUN).move_to((3.7, 1.9, 0))
        say(self, "That is the conservation of energy, in one line.")
        self.play(Write(law), run_time=MOVE)
        self.play(t.animate.set_value(TAU + PI / 3), Create(framed(law)), run_time=MOVE)
        rest(self, 0.8)
