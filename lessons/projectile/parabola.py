"""Projectile: the drop below the line of aim grows with time squared."""

import numpy as np
from manim import (
    DOWN,
    UL,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    LaggedStart,
    Line,
    ParametricFunction,
    Scene,
    VGroup,
    Write,
)

from lessons.style import (
    CORAL,
    LABEL,
    MOVE,
    MUTED,
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


class ParabolaPath(Scene):
    def construct(self) -> None:
        title_bar(self, "Why the path is a parabola")
        origin = np.array([-6.2, -2.3, 0])
        step, rise, drop = 1.3, 1.2, 0.21
        aim = DashedLine(origin, origin + 4.1 * np.array([step, rise, 0]), color=MUTED)
        say(self, "Without gravity the ball would follow the straight line of aim.")
        self.play(Create(aim), run_time=MOVE)
        dots = VGroup(*[Dot(origin + n * np.array([step, rise, 0]), color=MUTED) for n in range(5)])
        self.play(LaggedStart(*[FadeIn(dot) for dot in dots], lag_ratio=0.3), run_time=MOVE)
        say(self, "With gravity it drops below it: 1 unit, then 4, then 9, then 16.")
        for n in range(1, 5):
            top = dots[n].get_center()
            fall = Line(top, top + n * n * drop * DOWN, color=CORAL, stroke_width=5)
            mark = words(str(n * n), LABEL, CORAL).next_to(top, UL, buff=0.05)
            ball = Dot(fall.get_end(), color=SUN, radius=0.12)
            self.play(Create(fall), FadeIn(mark), FadeIn(ball), run_time=QUICK)

        def at(t: float) -> np.ndarray:
            return origin + np.array([step * t, rise * t - drop * t * t, 0])

        path = ParametricFunction(at, t_range=(0, 4.2, 0.05), color=SKY, stroke_width=5)
        self.play(Create(path), run_time=MOVE)
        say(self, "Write the time as distance over speed, and put it into the height.")
        first = formula("t = x/(v cos theta)", 44).move_to((3.8, 1.7, 0))
        self.play(Write(first), run_time=MOVE)
        second = formula("y = x tan theta - (g x^2)/(2 v^2 cos^2 theta)", 44, SUN)
        second.move_to((3.8, -0.2, 0))
        self.play(Write(second), run_time=SLOW)
        say(self, "A term with x and a term with x squared: the path is a parabola.")
        self.play(Create(framed(second)), run_time=QUICK)
        rest(self, 0.8)
