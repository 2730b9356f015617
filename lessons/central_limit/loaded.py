"""Central limit: even a loaded die ends in the bell curve."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    TAU,
    UP,
    Axes,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Rectangle,
    Scene,
    Text,
    VGroup,
    Write,
)

from lessons.style import (
    CORAL,
    LABEL,
    MOVE,
    MUTED,
    SKY,
    SUN,
    formula,
    graph,
    place,
    rest,
    say,
    title_bar,
    words,
)

CHANCES = (0.5, 0.22, 0.12, 0.08, 0.05, 0.03)


class Loaded(Scene):
    def construct(self) -> None:
        title_bar(self, "A loaded die does it, too", CORAL)
        faces = VGroup()
        for face, chance in enumerate(CHANCES, 1):
            x, height = -6.5 + 0.62 * face, 4.4 * chance
            bar = Rectangle(
                width=0.5,
                height=height,
                color=CORAL,
                stroke_width=2,
                fill_color=CORAL,
                fill_opacity=0.6,
            ).move_to((x, -1.6, 0), DOWN)
            faces.add(VGroup(bar, words(str(face), LABEL, MUTED).move_to((x, -1.9, 0))))
        half = words("50 %", LABEL, CORAL).next_to(faces[0][0], UP, buff=0.12)
        axes, letters = graph((-3.6, 3.6), (0, 0.72), 7.4, 3.9, (-3, -2, -1, 1, 2, 3), (), ("", ""))
        place([axes, letters], (2.7, -0.4))
        head, bars = self.name(1), self.bars(axes, 1)
        say(self, "This die is loaded: half of all rolls show a one.")
        self.play(LaggedStart(*[FadeIn(face, shift=0.2 * UP) for face in faces], lag_ratio=0.15))
        self.play(FadeIn(half), run_time=0.4)
        say(self, "Its sums begin as lopsided as the die.")
        self.play(FadeIn(axes, letters), FadeIn(bars, head), run_time=MOVE)
        for count in (2, 5, 15, 40):
            if count == 5:
                say(self, "With more rolls high and low mix, and the slope is worn away.")
            if count == 40:
                say(self, "Forty rolls, and the bell is there again.")
            other, others = self.name(count), self.bars(axes, count)
            self.play(FadeOut(bars, head), FadeIn(others, other), run_time=MOVE)
            bars, head = others, other
        curve = axes.plot(
            lambda z: np.exp(-z * z / 2) / np.sqrt(TAU), x_range=(-3.5, 3.5, 0.1), color=SUN
        ).set_stroke(width=5)
        self.play(Create(curve), run_time=MOVE)
        say(self, "What is added hardly matters: independent, alike, and of finite spread.")
        law = formula("(S_n - n mu)/(sigma sqrt(n)) -> N(0, 1)", 40).move_to((-4.3, 2.05, 0))
        self.play(Write(law), run_time=MOVE)
        rest(self, 0.8)

    def name(self, count: int) -> Text:
        text = "1 roll" if count == 1 else f"sum of {count} rolls"
        return words(text, 28, SKY, bold=True).move_to((4.6, 2.2, 0))

    def bars(self, axes: Axes, count: int) -> VGroup:
        """The exact chances of the sum of `count` rolls, as areas over the scaled axis."""
        faces = np.arange(6)
        mean = float(np.dot(faces, CHANCES))
        spread = np.sqrt(count * (np.dot(faces**2, CHANCES) - mean**2))
        chances = np.ones(1)
        for _ in range(count):
            chances = np.convolve(chances, CHANCES)
        group = VGroup()
        for step, chance in enumerate(chances):
            z = (step - mean * count) / spread
            if abs(z) > 3.3 or chance < 1e-5:
                continue
            low, high = axes.c2p(z - 0.5 / spread, 0), axes.c2p(z + 0.5 / spread, chance * spread)
            bar = Rectangle(
                width=high[0] - low[0],
                height=high[1] - low[1],
                color=SKY,
                stroke_width=1.5,
                fill_color=SKY,
                fill_opacity=0.45,
            )
            group.add(bar.move_to(low, DOWN + LEFT))
        return group
