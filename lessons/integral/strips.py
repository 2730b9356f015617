"""Integral: thinner and thinner strips fill the area under a graph."""

import itertools

import numpy as np
from manim import LEFT, Create, FadeIn, Rectangle, Scene, Transform, VGroup, Write

from lessons.style import (
    BODY,
    CORAL,
    INK,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SUN,
    fit,
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

DATA = {
    "text": "x²",
    "low": "0",
    "high": "3",
    "total": "9",
    "terms": [[1.0, "power", 2.0]],
    "bounds": [0, 3],
    "window": [[-0.24, 3.24], [0.0, 10.08], [1.0, 2.0, 3.0], [5.0, 10.0]],
    "strips": [4, 8, 16, 40],
    "sums": ["8.8594", "8.9648", "8.9912", "8.9986"],
    "result": "integral_(0)^(3) x^(2) dif x = 9",
    "below": "Each strip is as high as the graph in its middle.",
}


class Strips(Scene):
    def construct(self) -> None:
        title_bar(self, "Area, cut into strips")
        across, upward, x_ticks, y_ticks = DATA["window"]
        axes, letters = graph(across, upward, 6.6, 4.5, x_ticks, y_ticks, edge=True)
        place([axes, letters], (-2.8, -0.1))
        low, high = DATA["bounds"]
        step = (high - low) / 200
        curve = axes.plot(
            lambda x: value_of(DATA["terms"], x),
            x_range=(low, high, step),
            color=SKY,
            stroke_width=5,
        )
        name = fit(words(f"f(x) = {DATA['text']}", BODY, SKY, bold=True), 4.6, 0.5)
        name.move_to((2.0, 2.1, 0), LEFT)
        say(self, "How large is the area under {text}, from {low} to {high}?", DATA)
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(Create(curve), FadeIn(name), run_time=MOVE)
        say(self, "Nobody knows the area of such a shape, but everyone knows that of a strip.")
        strips = self.strips(axes, DATA["strips"][0])
        self.play(FadeIn(strips), run_time=MOVE)
        self.play(FadeIn(self.row(0)), run_time=QUICK)
        say(self, DATA["below"])
        self.wait(0.6)
        say(self, "Make the strips thinner: their sum comes closer to the area.")
        for turn in range(1, len(DATA["strips"])):
            finer = self.strips(axes, DATA["strips"][turn])
            self.play(Transform(strips, finer), run_time=MOVE)
            self.play(FadeIn(self.row(turn)), run_time=0.4)
        say(self, "What the sums approach is the integral: {total}.", DATA)
        result = fit(formula(DATA["result"], 44, SUN), 5.0, 1.1).move_to((4.3, -2.05, 0))
        self.play(Write(result), run_time=MOVE)
        self.play(Create(framed(result, buff=0.18)), run_time=QUICK)
        rest(self, 0.8)

    def strips(self, axes, count: int) -> VGroup:
        low, high = DATA["bounds"]
        edges = np.linspace(low, high, count + 1)
        group = VGroup()
        for left, right in itertools.pairwise(edges):
            height = value_of(DATA["terms"], (left + right) / 2)
            corner, far = axes.c2p(left, 0), axes.c2p(right, height)
            shape = Rectangle(
                width=far[0] - corner[0],
                height=max(abs(far[1] - corner[1]), 0.001),
                color=MINT if height >= 0 else CORAL,
                stroke_width=2 if count < 20 else 0.8,
                fill_opacity=0.45,
            )
            group.add(shape.move_to((corner + far) / 2))
        return group

    def row(self, turn: int) -> VGroup:
        y = 1.35 - 0.6 * turn
        return VGroup(
            words(f"{DATA['strips'][turn]} strips", BODY, INK).move_to((2.0, y, 0), LEFT),
            words(DATA["sums"][turn], BODY, MINT, bold=True).move_to((4.4, y, 0), LEFT),
        )
