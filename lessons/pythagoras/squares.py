"""Pythagoras: the squares on the sides of a 3-4-5 triangle."""

import numpy as np
from manim import Create, FadeIn, Indicate, Line, Polygon, RightAngle, Scene, VGroup, Write

from lessons.style import (
    INK,
    MINT,
    MOVE,
    PANEL,
    QUICK,
    SKY,
    SUN,
    formula,
    framed,
    rest,
    say,
    title_bar,
)


class Squares(Scene):
    def construct(self) -> None:
        title_bar(self, "Squares on the sides")
        # One unit is 0.44: the whole figure is 12 units high and has to fit the stage.
        unit = 0.44
        a = np.array([0, 0, 0])
        b = np.array([4 * unit, 0, 0])
        c = np.array([0, 3 * unit, 0])
        triangle = Polygon(a, b, c, color=INK, fill_color=PANEL, fill_opacity=1)
        corner = RightAngle(Line(a, b), Line(a, c), length=0.22, color=INK)
        below = self.cells(a, b, 4, SKY)
        beside = self.cells(c, a, 3, MINT)
        above = self.cells(b, c, 5, SUN)
        figure = VGroup(triangle, corner, below, beside, above).move_to((-3.3, -0.1, 0))

        say(self, "Take a right triangle with legs of length 4 and 3.")
        self.play(Create(triangle), run_time=MOVE)
        self.play(Create(corner), run_time=QUICK)
        say(self, "On each leg stands a square: one of 16 unit cells, one of 9.")
        self.play(FadeIn(below, scale=0.6), run_time=MOVE)
        self.play(FadeIn(beside, scale=0.6), run_time=MOVE)
        sixteen = formula("4^2 = 16", color=SKY).move_to((3.6, 1.9, 0))
        nine = formula("3^2 = 9", color=MINT).move_to((3.6, 1.0, 0))
        self.play(FadeIn(sixteen), FadeIn(nine), run_time=QUICK)
        say(self, "The square on the longest side, the hypotenuse, has 25 cells.")
        self.play(FadeIn(above, scale=0.6), run_time=MOVE)
        total = formula("16 + 9 = 25 = 5^2", color=SUN).move_to((3.6, 0.0, 0))
        self.play(Write(total), run_time=MOVE)
        say(self, "So it is for every right triangle: a squared plus b squared is c squared.")
        law = formula("a^2 + b^2 = c^2", 60).move_to((3.6, -1.5, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law)), Indicate(figure[4], scale_factor=1.04, color=SUN))
        rest(self, 0.8)

    def cells(self, start: np.ndarray, end: np.ndarray, count: int, color: str) -> VGroup:
        """The square to the right of the way from `start` to `end`, cut into unit cells."""
        along = (end - start) / count
        out = np.array([along[1], -along[0], 0])
        square = VGroup()
        for i in range(count):
            for j in range(count):
                at = start + i * along + j * out
                square.add(
                    Polygon(
                        at,
                        at + along,
                        at + along + out,
                        at + out,
                        color=color,
                        stroke_width=2,
                        fill_color=color,
                        fill_opacity=0.28,
                    )
                )
        return square
