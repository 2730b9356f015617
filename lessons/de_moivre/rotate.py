"""De Moivre: every factor z turns by the same angle."""

import numpy as np
from manim import (
    DEGREES,
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    Create,
    Dot,
    FadeIn,
    Line,
    Scene,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    INK,
    LILAC,
    MINT,
    MOVE,
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

HUB = np.array([-3.5, -0.15, 0])
RADIUS = 2.1
COUNT = 6
COLORS = (SKY, MINT, SUN, CORAL, LILAC, INK)


class Rotate(Scene):
    def construct(self) -> None:
        title_bar(self, "Powers turn")
        theta = ValueTracker(30)
        circle = Circle(radius=RADIUS, color=FAINT, stroke_width=3).move_to(HUB)
        reach = RADIUS + 0.2
        cross = VGroup(
            Line(HUB + reach * LEFT, HUB + reach * RIGHT, color=FAINT, stroke_width=2),
            Line(HUB + reach * DOWN, HUB + reach * UP, color=FAINT, stroke_width=2),
        )
        arms = [self.arm(number, theta) for number in range(1, COUNT + 1)]
        start = formula(r"z = cos theta + i sin theta", 42, SKY).move_to((3.6, 2.15, 0))
        degrees = always_redraw(
            lambda: words(f"θ = {theta.get_value():.0f}°", BODY, SKY).move_to((3.6, 1.4, 0))
        )
        say(self, "A number z on the unit circle is given by its angle alone.")
        self.play(Create(circle), Create(cross), run_time=MOVE)
        self.play(FadeIn(arms[0]), Write(start), FadeIn(degrees), run_time=MOVE)
        say(
            self,
            "Multiply it by itself: the angle formulas make it twice the angle.",
        )
        square = VGroup(
            formula(r"z^2 = cos^2 theta - sin^2 theta + 2 i sin theta cos theta", 38),
            formula(r"= cos 2 theta + i sin 2 theta", 38, MINT),
        )
        square[0].move_to((3.5, 0.6, 0))
        square[1].next_to(square[0], DOWN, buff=0.22).align_to(square[0], LEFT).shift(0.45 * RIGHT)
        self.play(FadeIn(arms[1]), Write(square[0]), run_time=MOVE)
        self.play(Write(square[1]), run_time=MOVE)
        say(self, "Each further factor turns by theta once more.")
        for arm in arms[2:]:
            self.play(FadeIn(arm), run_time=QUICK)
        say(self, "So the n-th power has n times the angle: de Moivre's theorem.")
        law = formula(r"z^n = cos n theta + i sin n theta", 44).move_to((3.6, -1.6, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law)), run_time=QUICK)
        say(self, "At 60 degrees six steps make a full turn.")
        self.play(theta.animate.set_value(60), run_time=SLOW)
        rest(self, 0.8)

    def arm(self, number: int, theta: ValueTracker) -> VGroup:
        """The pointer to the n-th power, its name outside the circle."""
        color = COLORS[number - 1]
        name = formula("z" if number == 1 else f"z^{number}", 36, color)

        def drawn() -> VGroup:
            angle = number * theta.get_value() * DEGREES
            out = np.array([np.cos(angle), np.sin(angle), 0])
            tip = HUB + RADIUS * out
            name.move_to(HUB + (RADIUS + 0.45) * out)
            return VGroup(
                Line(HUB, tip, color=color, stroke_width=4), Dot(tip, color=color), name.copy()
            )

        return always_redraw(drawn)
