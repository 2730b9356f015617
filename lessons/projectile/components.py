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
    BODY,
    CORAL,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SLOW,
    SUN,
    fit,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

DATA = {
    "angle": "60",
    "speed": "20",
    "degrees": 60,
    "size": [35.31194306970188, 15.290519877675838],
    "vx": "10",
    "vy": "17.3",
    "sideways": 'v_x = v cos theta = 10 thin "m/s"',
    "upwards": 'v_y = v sin theta = 17.3 thin "m/s"',
    "reach": "35.3",
    "height": "15.3",
    "flight": "3.53",
}


class Components(Scene):
    def construct(self) -> None:
        title_bar(self, "Two motions in one")
        origin = np.array([-6.0, -2.3, 0])
        reach, height = DATA["size"]
        # Drawn so that range and height both fit, and the flight lasts a little over 4 units.
        scale = min(8.6 / reach, 4.3 / height)
        end = 4.2
        vx, vy, g = scale * reach / end, 4 * scale * height / end, 8 * scale * height / end**2
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
            long = 0.75 / max(vx, vy)
            parts = VGroup()
            if long * vx > 0.08:
                across = here + long * vx * RIGHT
                parts.add(Arrow(here, across, buff=0, color=MINT, stroke_width=5))
            if long * abs(up) > 0.08:
                parts.add(Arrow(here, here + long * up * UP, buff=0, color=CORAL, stroke_width=5))
            return parts

        speeds = always_redraw(arrows)
        say(
            self,
            "Thrown at {angle} degrees with {speed} metres a second, a ball makes two motions.",
            DATA,
        )
        self.play(Create(ground), Create(wall), FadeIn(ball), run_time=MOVE)
        self.play(FadeIn(speeds), run_time=QUICK)
        say(self, "Its shadow on the ground moves on at a steady {vx} metres a second.", DATA)
        self.add(path, speeds, ball)
        self.play(FadeIn(shadow), run_time=0.4)
        self.play(t.animate.set_value(end * 0.4), run_time=SLOW, rate_func=linear)
        across = fit(formula(DATA["sideways"], 36, MINT), 4.6, 0.6).move_to((4.5, 2.2, 0))
        self.play(Write(across), run_time=QUICK)
        say(
            self,
            "Upwards it starts with {vy} and slows down, then falls: gravity pulls.",
            DATA,
        )
        self.play(FadeIn(level), run_time=0.4)
        self.play(t.animate.set_value(end), run_time=SLOW * 1.4, rate_func=linear)
        upward = fit(formula(DATA["upwards"], 36, CORAL), 4.6, 0.6).move_to((4.5, 1.5, 0))
        self.play(Write(upward), run_time=MOVE)
        say(self, "It flies {flight} seconds, {height} metres high and {reach} metres far.", DATA)
        rows = VGroup(
            words(f"time  {DATA['flight']} s", BODY),
            words(f"height  {DATA['height']} m", BODY, CORAL),
            words(f"range  {DATA['reach']} m", BODY, MINT),
        )
        for number, row in enumerate(rows):
            row.move_to((2.9, 0.6 - 0.6 * number, 0), LEFT)
        self.play(FadeIn(rows, shift=0.2 * UP), run_time=QUICK)
        self.play(Create(framed(rows, buff=0.2)), run_time=MOVE)
        rest(self, 0.8)
