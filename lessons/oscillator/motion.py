"""Oscillator: a mass on a spring writes a cosine."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    Line,
    Scene,
    Square,
    ValueTracker,
    VMobject,
    Write,
    always_redraw,
    linear,
)

from lessons.style import (
    CORAL,
    FAINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SUN,
    formula,
    framed,
    graph,
    rest,
    say,
    title_bar,
)


class Motion(Scene):
    def construct(self) -> None:
        title_bar(self, "A mass on a spring")
        t = ValueTracker(0)
        amplitude, omega = 1.0, 2.2
        hook, rest_y = np.array([-5.2, 2.3, 0]), -0.5

        def swing(time: float) -> float:
            return amplitude * np.cos(omega * time)

        def spring() -> VMobject:
            bottom = rest_y + swing(t.get_value()) + 0.35
            length = hook[1] - bottom
            points = [hook, hook + 0.2 * DOWN]
            for n in range(12):
                side = 0.25 if n % 2 else -0.25
                points.append(hook + (side, -0.2 - (length - 0.4) * (n + 0.5) / 12, 0))
            points += [np.array([hook[0], bottom + 0.2, 0]), np.array([hook[0], bottom, 0])]
            return VMobject(color=MUTED, stroke_width=4).set_points_as_corners(points)

        def mass() -> Square:
            box = Square(0.7, color=SKY, fill_color=SKY, fill_opacity=0.8)
            return box.move_to((hook[0], rest_y + swing(t.get_value()), 0))

        def force() -> VMobject:
            pull = -swing(t.get_value())
            start = np.array([hook[0] + 0.75, rest_y - pull, 0])
            if abs(pull) < 0.15:
                return Dot(start, radius=0.06, color=CORAL)
            return Arrow(start, start + 0.95 * pull * UP, buff=0, color=CORAL, stroke_width=6)

        ceiling = Line(hook + LEFT, hook + RIGHT, color=MUTED, stroke_width=6)
        axes, letters = graph((0, 6), (-1.3, 1.3), 7.2, 2.6, (), (), ("t", "x"))
        axes.shift(np.array([-2.6, rest_y, 0]) - axes.c2p(0, 0))
        letters[0].next_to(axes.c2p(6, 0), RIGHT, buff=0.12)
        letters[1].next_to(axes.c2p(0, 1.3), UP, buff=0.1)
        curve = always_redraw(
            lambda: axes.plot(
                swing, x_range=(0, max(t.get_value(), 0.02), 0.04), color=SUN, stroke_width=5
            )
        )
        link = always_redraw(
            lambda: DashedLine(
                (hook[0] + 0.35, rest_y + swing(t.get_value()), 0),
                axes.c2p(t.get_value(), swing(t.get_value())),
                color=FAINT,
            )
        )
        coil, block, pull = always_redraw(spring), always_redraw(mass), always_redraw(force)
        say(self, "A mass hangs on a spring and is lifted.")
        self.play(FadeIn(ceiling, coil, block), run_time=MOVE)
        say(self, "The force back to rest grows with the displacement.")
        law = formula("F = -k x", 46, CORAL).move_to((-0.4, 1.9, 0))
        self.play(FadeIn(pull), Write(law), run_time=MOVE)
        say(self, "Let go, and write its place over time.")
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.add(curve, link)
        self.play(t.animate.set_value(2.85), run_time=2.85, rate_func=linear)
        say(self, "It overshoots, comes back, and draws a perfect cosine.")
        self.play(t.animate.set_value(5.71), run_time=2.86, rate_func=linear)
        wave = formula("x(t) = A cos(omega t)", 46, SUN).move_to((3.8, 1.9, 0))
        self.play(Write(wave), run_time=MOVE)
        self.play(Create(framed(wave)), run_time=QUICK)
        rest(self, 0.8)
