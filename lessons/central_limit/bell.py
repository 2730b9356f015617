"""Central limit: sums of more and more dice, measured in their own spread."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    TAU,
    Axes,
    Create,
    FadeIn,
    FadeOut,
    Rectangle,
    Scene,
    Text,
    VGroup,
    Write,
)

from lessons.style import (
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    framed,
    graph,
    place,
    rest,
    say,
    title_bar,
    words,
)


class Bell(Scene):
    def construct(self) -> None:
        title_bar(self, "From flat to bell", SUN)
        axes, letters = graph((-3.6, 3.6), (0, 0.46), 7.2, 4.3, (-3, -2, -1, 1, 2, 3), (), ("", ""))
        place([axes, letters], (-2.9, -0.2))
        head, bars = self.name(1), self.bars(axes, 1)
        say(self, "The chances of one die, drawn around its mean in units of its spread.")
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(FadeIn(bars), FadeIn(head), run_time=MOVE)
        scaled = formula("z = (S_n - n mu)/(sigma sqrt(n))", 44).move_to((4.0, 0.6, 0))
        self.play(Write(scaled), run_time=MOVE)
        for count in (2, 3, 5, 10):
            if count == 2:
                say(self, "Two dice make the roof, three already bend it.")
            if count == 5:
                say(self, "Five, then ten: the bars close ranks along a smooth curve.")
            other, others = self.name(count), self.bars(axes, count)
            self.play(FadeOut(bars, head), FadeIn(others, other), run_time=MOVE)
            bars, head = others, other
        say(self, "It is the normal curve, and it was not put in: it comes from adding up.")
        curve = axes.plot(
            lambda z: np.exp(-z * z / 2) / np.sqrt(TAU), x_range=(-3.5, 3.5, 0.1), color=SUN
        ).set_stroke(width=5)
        self.play(Create(curve), run_time=SLOW)
        density = formula("phi(z) = 1/sqrt(2 pi) e^(-z^2 \\/ 2)", 44, SUN).move_to((4.0, -1.3, 0))
        self.play(Write(density), run_time=MOVE)
        self.play(Create(framed(density)), run_time=QUICK)
        rest(self, 0.8)

    def name(self, count: int) -> Text:
        text = "1 die" if count == 1 else f"{count} dice"
        return words(text, 34, SKY, bold=True).move_to((4.0, 1.95, 0))

    def bars(self, axes: Axes, count: int) -> VGroup:
        """The exact chances of the sum of `count` dice, as areas over the scaled axis."""
        chances = np.ones(1)
        for _ in range(count):
            chances = np.convolve(chances, np.full(6, 1 / 6))
        spread = np.sqrt(count * 35 / 12)
        group = VGroup()
        for step, chance in enumerate(chances):
            z = (step - 2.5 * count) / spread
            if abs(z) > 3.3:
                continue
            low, high = axes.c2p(z - 0.5 / spread, 0), axes.c2p(z + 0.5 / spread, chance * spread)
            bar = Rectangle(
                width=high[0] - low[0],
                height=high[1] - low[1],
                color=SKY,
                stroke_width=2,
                fill_color=SKY,
                fill_opacity=0.45,
            )
            group.add(bar.move_to(low, DOWN + LEFT))
        return group
