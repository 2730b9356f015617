"""De Moivre: the n-th roots of one are the corners of a regular polygon."""

import numpy as np
from manim import (
    DEGREES,
    DOWN,
    LEFT,
    RIGHT,
    TAU,
    UP,
    Arc,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Line,
    Polygon,
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
    LILAC,
    MOVE,
    QUICK,
    SUN,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

HUB = np.array([-3.4, -0.15, 0])
RADIUS = 2.15


class RootsOfUnity(Scene):
    def construct(self) -> None:
        title_bar(self, "The roots of one", LILAC)
        circle = Circle(radius=RADIUS, color=FAINT, stroke_width=3).move_to(HUB)
        reach = RADIUS + 0.2
        cross = VGroup(
            Line(HUB + reach * LEFT, HUB + reach * RIGHT, color=FAINT, stroke_width=2),
            Line(HUB + reach * DOWN, HUB + reach * UP, color=FAINT, stroke_width=2),
        )
        one = words("1", BODY).move_to(HUB + (RADIUS + 0.4) * RIGHT)
        question = formula("z^3 = 1", 52, SUN).move_to((3.6, 2.0, 0))
        angle = ValueTracker(0)
        pointer = always_redraw(lambda: self.pointer(angle.get_value()))
        sector = always_redraw(
            lambda: Arc(0.6, 0, max(angle.get_value(), 0.1) * DEGREES, arc_center=HUB, color=CORAL)
        )
        reading = always_redraw(
            lambda: words(f"{angle.get_value():.0f}°", BODY, CORAL).move_to((3.6, 0.2, 0))
        )
        say(self, "Which numbers give 1 when raised to the third power?")
        self.play(Create(circle), FadeIn(cross, one), Write(question), run_time=MOVE)
        say(self, "Modulus 1, and three times the angle must make full turns: 120 degrees do.")
        condition = formula(r"3 theta = k dot 360 degree", 42).move_to((3.6, 1.05, 0))
        self.play(Write(condition), run_time=MOVE)
        self.play(FadeIn(pointer), FadeIn(sector), FadeIn(reading), run_time=0.4)
        self.play(angle.animate.set_value(120), run_time=MOVE)
        say(self, "Squared it stands at 240, and its third power is back at 1.")
        self.play(angle.animate.set_value(240), run_time=MOVE)
        self.play(angle.animate.set_value(360), run_time=MOVE)
        shape, dots = self.polygon(3)
        say(self, "The three roots form a triangle; five roots a pentagon, eight an octagon.")
        self.play(FadeOut(pointer, sector, reading), FadeIn(dots), Create(shape), run_time=MOVE)
        for sides in (5, 8):
            other, others = self.polygon(sides)
            asked = formula(f"z^{sides} = 1", 52, SUN).move_to(question)
            turned = formula(f"{sides} theta = k dot 360 degree", 42).move_to(condition)
            self.play(
                FadeOut(shape, dots, question, condition),
                FadeIn(other, others, asked, turned),
                run_time=MOVE,
            )
            shape, dots, question, condition = other, others, asked, turned
        say(self, "In general there are n roots, spaced evenly around the circle.")
        law = formula(r"z_k = cos (2 pi k)/n + i sin (2 pi k)/n", 44).move_to((3.6, -0.9, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law)), run_time=QUICK)
        rest(self, 0.8)

    def pointer(self, degrees: float) -> VGroup:
        tip = HUB + RADIUS * np.array([np.cos(degrees * DEGREES), np.sin(degrees * DEGREES), 0])
        return VGroup(Line(HUB, tip, color=CORAL, stroke_width=5), Dot(tip, color=CORAL))

    def polygon(self, sides: int) -> tuple[Polygon, VGroup]:
        corners = [
            HUB + RADIUS * np.array([np.cos(turn), np.sin(turn), 0])
            for turn in np.arange(sides) * TAU / sides
        ]
        shape = Polygon(*corners, color=LILAC, fill_color=LILAC, fill_opacity=0.2)
        return shape, VGroup(*[Dot(corner, radius=0.11, color=SUN) for corner in corners])
