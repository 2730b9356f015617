"""Projectile: steady motion sideways, free fall upwards."""

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Create,
    Dot,
    FadeIn,
    Line,
    ParametricFunction,
    Scene,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
    linear,
)

from lessons.style import (
    CORAL,
    MINT,
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
)


class Components(Scene):
    def construct(self) -> None:
        title_bar(self, "Two motions in one")
        origin = np.array([-6.0, -2.3, 0])
        vx, vy, g = 2.0, 4.2, 2.0
        end = 2 * vy / g
        t = ValueTracker(0)

        def at(time: float) -> np.ndarray:
            return origin + np.array([vx * time, vy * time - g * time * time / 2, 0])

        ground = Line(origin + 0.3 * LEFT, origin + 9.2 * RIGHT, color=MUTED)
        wall = Line(origin, origin + 4.7 * UP, color=MUTED)
        path = always_redraw(
            lambda: ParametricFunction(
                at, t_range=(0, max(t.get_value(), 0.01), 0.05), color=SKY, stroke_width=4
            )
        )
        ball = always_redraw(lambda: Dot(at(t.get_value()), radius=0.14, color=SUN))
        shadow = always_redraw(
            lambda: Dot((at(t.get_value())[0], origin[1], 0), radius=0.1, color=MINT)
        )
        level = always_redraw(
            lambda: Dot((origin[0], at(t.get_value())[1], 0), radius=0.1, color=CORAL)
        )

        def arrows() -> VGroup:
            here = at(t.get_value())
            up = vy - g * t.get_value()
            parts = VGroup(
                Arrow(here, here + 0.55 * vx * RIGHT, buff=0, color=MINT, stroke_width=5)
            )
            if abs(up) > 0.3:
                parts.add(Arrow(here, here + 0.18 * up * UP, buff=0, color=CORAL, stroke_width=5))
            return parts

        speeds = always_redraw(arrows)
        say(self, "A ball is thrown. We watch its two motions one by one.")
        self.play(Create(ground), Create(wall), FadeIn(ball), run_time=MOVE)
        self.play(FadeIn(speeds), run_time=QUICK)
        say(self, "Its shadow on the ground moves on at a steady speed.")
        self.add(path, speeds, ball)
        self.play(FadeIn(shadow), run_time=0.4)
        self.play(t.animate.set_value(end * 0.4), run_time=SLOW, rate_func=linear)
        across = formula("x = v_x t", 46, MINT).move_to((4.9, 1.9, 0))
        self.play(Write(across), run_time=QUICK)
        say(
            self,
            "Its height rises ever more slowly, then falls: gravity pulls.",
        )
        self.play(FadeIn(level), run_time=0.4)
        self.play(t.animate.set_value(end), run_time=SLOW * 1.4, rate_func=linear)
        upward = formula("y = v_y t - 1/2 g t^2", 46, CORAL).move_to((4.6, 0.8, 0))
        self.play(Write(upward), run_time=MOVE)
        say(self, "Neither motion knows of the other. Together they are the arc.")
        self.play(Create(framed(VGroup(across, upward))), run_time=MOVE)
        rest(self, 0.8)
