"""Fourier: wheels on wheels write the sum."""

import numpy as np
from manim import (
    PI,
    TAU,
    Circle,
    DashedLine,
    Dot,
    FadeIn,
    Line,
    Scene,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    always_redraw,
    linear,
)

from lessons.style import (
    CORAL,
    FAINT,
    LILAC,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SUN,
    formula,
    rest,
    say,
    title_bar,
)

WHEELS = 4


class Epicycles(Scene):
    def construct(self) -> None:
        title_bar(self, "Wheels on wheels")
        center, unit = np.array([-4.2, -0.1, 0]), 1.35
        time = ValueTracker(0)
        shown = ValueTracker(1)
        start = -1.0

        def joints(t: float) -> list[np.ndarray]:
            points = [center]
            for k in range(round(shown.get_value())):
                n = 2 * k + 1
                step = unit / n * np.array([np.cos(n * t), np.sin(n * t), 0])
                points.append(points[-1] + step)
            return points

        def chain() -> VGroup:
            points = joints(time.get_value())
            group = VGroup()
            for k in range(len(points) - 1):
                a, b = points[k], points[k + 1]
                color = (SKY, MINT, LILAC, CORAL)[k % 4]
                group.add(
                    Circle(radius=unit / (2 * k + 1), color=color, stroke_width=2).move_to(a),
                    Line(a, b, color=color, stroke_width=4),
                )
            return group.add(Dot(points[-1], color=SUN, radius=0.09))

        def wave() -> VMobject:
            now = time.get_value()
            past = np.linspace(0, min(now, 2.6 * PI), 160)
            points = [(start + 0.9 * s, joints(now - s)[-1][1], 0) for s in past]
            return VMobject(color=SUN, stroke_width=5).set_points_as_corners(points)

        def carry() -> DashedLine:
            pen = joints(time.get_value())[-1]
            return DashedLine(pen, (start, pen[1], 0), color=FAINT)

        wheels, line, link = always_redraw(chain), always_redraw(wave), always_redraw(carry)
        say(self, "Each term of the series is a wheel that turns at its own pace.")
        self.play(FadeIn(wheels), run_time=MOVE)
        self.play(FadeIn(link), run_time=QUICK)
        self.add(line)
        self.play(time.animate.set_value(TAU * 0.75), run_time=2.5, rate_func=linear)
        say(self, "Set a smaller wheel on its rim, three times as fast, then two more.")
        for wheel in range(2, WHEELS + 1):
            shown.set_value(wheel)
            self.play(
                time.animate.set_value(TAU * (0.75 + 0.4 * (wheel - 1))),
                run_time=1.6,
                rate_func=linear,
            )
        say(self, "The height of the last point writes the sum of all waves.")
        self.play(time.animate.set_value(TAU * 3), run_time=4.0, rate_func=linear)
        law = formula("sum_(k=0)^3 (sin((2 k + 1) t))/(2 k + 1)", 42, SUN).move_to((4.0, 2.1, 0))
        say(self, "Four wheels already come close to a square wave.")
        self.play(Write(law), run_time=MOVE)
        rest(self, 0.8)
