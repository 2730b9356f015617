"""Pythagoras: the squares on the sides of a right triangle."""

import numpy as np
from manim import (
    Create,
    FadeIn,
    Indicate,
    Line,
    Polygon,
    RightAngle,
    Scene,
    VGroup,
    VMobject,
    Write,
)

from lessons.style import (
    INK,
    MINT,
    MOVE,
    PANEL,
    QUICK,
    SKY,
    SUN,
    fit,
    formula,
    framed,
    rest,
    say,
    title_bar,
)

DATA = {
    "a": "3",
    "b": "4",
    "a2": "9",
    "b2": "16",
    "c2": "25",
    "upright": "3^2 = 9",
    "level": "4^2 = 16",
    "sum": "9 + 16 = 25",
    "longest": "c = sqrt(25) = 5",
    "drawn": [3.0, 4.0],
    "cells": [3, 4, 5],
}


class Squares(Scene):
    def construct(self) -> None:
        title_bar(self, "Squares on the sides")
        upright, level = DATA["drawn"]
        # The whole figure is a square wider and higher than both legs, and has to fit the stage.
        unit = min(5.3 / (upright + 2 * level), 6.4 / (2 * upright + level))
        a = np.array([0, 0, 0])
        b = np.array([level * unit, 0, 0])
        c = np.array([0, upright * unit, 0])
        triangle = Polygon(a, b, c, color=INK, fill_color=PANEL, fill_opacity=1)
        corner = RightAngle(Line(a, b), Line(a, c), length=0.22, color=INK)
        below = self.cells(a, b, DATA["cells"][1], SKY)
        beside = self.cells(c, a, DATA["cells"][0], MINT)
        above = self.cells(b, c, DATA["cells"][2], SUN)
        figure = VGroup(triangle, corner, below, beside, above).move_to((-3.3, -0.1, 0))

        say(self, "Take a right triangle with legs of length {b} and {a}.", DATA)
        self.play(Create(triangle), run_time=MOVE)
        self.play(Create(corner), run_time=QUICK)
        say(self, "On each leg stands a square: one of area {b2}, one of {a2}.", DATA)
        self.play(FadeIn(below, scale=0.6), run_time=MOVE)
        self.play(FadeIn(beside, scale=0.6), run_time=MOVE)
        first = self.row("level", SKY, 2.1)
        second = self.row("upright", MINT, 1.25)
        self.play(FadeIn(first), FadeIn(second), run_time=QUICK)
        say(
            self,
            "The square on the longest side, the hypotenuse, has the area {c2}.",
            DATA,
        )
        self.play(FadeIn(above, scale=0.6), run_time=MOVE)
        self.play(Write(self.row("sum", SUN, 0.4)), run_time=MOVE)
        self.play(Write(self.row("longest", SUN, -0.5)), run_time=MOVE)
        say(
            self,
            "So it is for every right triangle: a squared plus b squared is c squared.",
        )
        law = formula("a^2 + b^2 = c^2", 60).move_to((3.6, -1.85, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law)), Indicate(figure[4], scale_factor=1.04, color=SUN))
        rest(self, 0.8)

    def row(self, name: str, color: str, y: float) -> VMobject:
        return fit(formula(DATA[name], color=color), 6.2, 0.8).move_to((3.6, y, 0))

    def cells(self, start: np.ndarray, end: np.ndarray, count: int, color: str) -> VGroup:
        """The square to the right of the way from `start` to `end`, cut into `count` x `count`."""
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
