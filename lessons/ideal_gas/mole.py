"""Ideal gas: the volume of one mole, worked out and drawn to scale."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Create,
    FadeIn,
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
    LABEL,
    MINT,
    MOVE,
    QUICK,
    SLOW,
    SUN,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

# One centimetre of a cube's edge on the stage.
CENTIMETRE = 0.085
FOOT = -2.3


class Mole(Scene):
    def construct(self) -> None:
        title_bar(self, "How large is one mole?", MINT)
        kelvin = ValueTracker(273.15)

        def litres() -> float:
            return 8.314 * kelvin.get_value() / 101.325

        def edge() -> float:
            return float(np.cbrt(litres() * 1000))

        small = self.cube(-5.7, 10, SUN)
        small_name = words("1 L", LABEL, SUN).next_to(small[0], DOWN, buff=0.15)
        large = always_redraw(lambda: self.cube(-2.9, edge(), MINT))
        large_name = always_redraw(
            lambda: words(f"{litres():.1f} L,  edge {edge():.1f} cm", LABEL, MINT).move_to(
                (-2.6, FOOT - 0.3, 0)
            )
        )
        rows = VGroup(
            formula("P V = n R T", 44),
            formula("V = (n R T)/P", 44),
            formula('V = (1 dot 8.314 dot 273.15)/101.325 thin "L"', 40),
            formula('V = 22.4 thin "L"', 48, MINT),
        )
        for row, y in zip(rows, (2.2, 1.2, -0.05, -1.25), strict=True):
            row.move_to((1.1, y, 0), LEFT)
        say(self, "How many litres is one mole of gas at 0 degrees and normal pressure?")
        self.play(Write(rows[0]), FadeIn(small, small_name), run_time=MOVE)
        say(self, "Solve the law for the volume, and put in the numbers.")
        self.play(Write(rows[1]), run_time=MOVE)
        self.play(Write(rows[2]), run_time=MOVE)
        say(self, "That is 22.4 litres, whichever gas it is.")
        self.play(Write(rows[3]), run_time=MOVE)
        self.play(Create(framed(rows[3], MINT)), run_time=QUICK)
        say(self, "A cube of 28 centimetres, beside a litre: it would hold a football.")
        self.play(FadeIn(large), FadeIn(large_name), run_time=MOVE)
        say(self, "Warmed up to 25 degrees, at the same pressure, it grows to 24.5 litres.")
        warm = always_redraw(
            lambda: words(f"T = {kelvin.get_value() - 273.15:.0f} °C", BODY, CORAL).move_to(
                (-5.6, 2.1, 0)
            )
        )
        self.play(FadeIn(warm), run_time=0.4)
        self.play(kelvin.animate.set_value(298.15), run_time=SLOW)
        rest(self, 0.8)

    def cube(self, x: float, edge: float, color: str) -> VGroup:
        """A cube of `edge` centimetres seen from the front, a little from above and the right."""
        side = edge * CENTIMETRE
        deep = 0.35 * side * np.array([1.0, 0.75, 0])
        low = np.array([x - side / 2, FOOT, 0])
        right, up = side * RIGHT, side * UP
        faces = (
            (low, low + right, low + right + up, low + up, 0.45),
            (low + up, low + right + up, low + right + up + deep, low + up + deep, 0.3),
            (low + right, low + right + deep, low + right + up + deep, low + right + up, 0.18),
        )
        return VGroup(
            *[
                Polygon(
                    *corners, color=color, stroke_width=3, fill_color=color, fill_opacity=opacity
                )
                for *corners, opacity in faces
            ]
        )
