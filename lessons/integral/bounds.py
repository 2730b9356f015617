"""Integral: left and right sums enclose the area, and their gap shrinks."""

import numpy as np
from manim import RIGHT, Create, FadeIn, Line, Rectangle, Scene, Transform, VGroup, Write

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    INK,
    LABEL,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SUN,
    formula,
    framed,
    graph,
    place,
    rest,
    say,
    title_bar,
    value_of,
    words,
)

COLUMNS = (1.95, 3.6, 5.25, 6.75)

DATA = {
    "text": "x²",
    "terms": [[1.0, "power", 2.0]],
    "bounds": [0, 3],
    "window": [[-0.24, 3.24], [0.0, 10.08], [1.0, 2.0, 3.0], [5.0, 10.0]],
    "edge_counts": [5, 10, 20],
    "edge_sums": [["6.48", "11.88"], ["7.695", "10.39"], ["8.336", "9.686"]],
    "edge_gaps": ["5.4", "2.7", "1.35"],
}


class Bounds(Scene):
    def construct(self) -> None:
        title_bar(self, "Left sums and right sums", CORAL)
        across, upward, x_ticks, y_ticks = DATA["window"]
        axes, letters = graph(across, upward, 6.4, 4.5, x_ticks, y_ticks, edge=True)
        place([axes, letters], (-3.0, -0.1))
        low, high = DATA["bounds"]
        step = (high - low) / 200
        curve = axes.plot(
            lambda x: value_of(DATA["terms"], x),
            x_range=(low, high, step),
            color=SKY,
            stroke_width=5,
        )
        say(self, "Which height should a strip of {text} have? Take it at its left end.", DATA)
        self.play(FadeIn(axes, letters), Create(curve), run_time=MOVE)
        first = DATA["edge_counts"][0]
        left = self.strips(axes, first, 0, MINT)
        self.play(FadeIn(left), run_time=MOVE)
        say(self, "Or take it at its right end. The truth has to make up for both.")
        right = self.strips(axes, first, 1, CORAL)
        self.play(FadeIn(right), run_time=MOVE)
        head = VGroup(
            *[
                words(text, LABEL, color).move_to((x, 2.0, 0), RIGHT)
                for text, x, color in zip(
                    ("strips", "left", "right", "gap"),
                    COLUMNS,
                    (MUTED, MINT, CORAL, SUN),
                    strict=True,
                )
            ]
        )
        rule = Line((1.0, 1.7, 0), (6.7, 1.7, 0), color=FAINT)
        self.play(FadeIn(head), Create(rule), FadeIn(self.row(0)), run_time=QUICK)
        say(self, "Twice as many strips: both sums move together, and the gap halves.")
        for turn in (1, 2):
            count = DATA["edge_counts"][turn]
            self.play(
                Transform(left, self.strips(axes, count, 0, MINT)),
                Transform(right, self.strips(axes, count, 1, CORAL)),
                run_time=MOVE,
            )
            self.play(FadeIn(self.row(turn)), run_time=QUICK)
        say(self, "The gap is one strip as high as the step from start to end: it goes to zero.")
        law = formula("abs(R_n - L_n) = abs(f(b) - f(a)) Delta x", 38, SUN).move_to((4.1, -1.6, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law, buff=0.18)), run_time=QUICK)
        rest(self, 0.8)

    def strips(self, axes, count: int, side: int, color: str) -> VGroup:
        low, high = DATA["bounds"]
        edges = np.linspace(low, high, count + 1)
        group = VGroup()
        for place_in_row in range(count):
            start, end = edges[place_in_row], edges[place_in_row + 1]
            height = value_of(DATA["terms"], edges[place_in_row + side])
            corner, far = axes.c2p(start, 0), axes.c2p(end, height)
            shape = Rectangle(
                width=far[0] - corner[0],
                height=max(abs(far[1] - corner[1]), 0.001),
                color=color,
                stroke_width=2,
                fill_opacity=0.3,
            )
            group.add(shape.move_to((corner + far) / 2))
        return group

    def row(self, turn: int) -> VGroup:
        texts = (str(DATA["edge_counts"][turn]), *DATA["edge_sums"][turn], DATA["edge_gaps"][turn])
        size = BODY if max(map(len, texts)) < 7 else LABEL
        return VGroup(
            *[
                words(text, size, color).move_to((x, 1.25 - 0.65 * turn, 0), RIGHT)
                for text, x, color in zip(texts, COLUMNS, (INK, MINT, CORAL, SUN), strict=True)
            ]
        )
