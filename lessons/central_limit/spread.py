"""Central limit: the mean of more rolls spreads less, by the root of their number."""

import numpy as np
from manim import (
    DOWN,
    TAU,
    Axes,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    FadeOut,
    LaggedStart,
    Scene,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    always_redraw,
)

from lessons.style import (
    CORAL,
    INK,
    MINT,
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
)

SIGMA = np.sqrt(35 / 12)
TRIALS, BIN = 120, 0.1


class Spread(Scene):
    def construct(self) -> None:
        title_bar(self, "Four times as many, half as wide", MINT)
        axes, letters = graph((1, 6), (0, 3.1), 6.8, 4.4, (1, 2, 3, 4, 5, 6), (), ("mean", ""))
        place([axes, letters], (-2.9, -0.15))
        rolls = ValueTracker(10)

        def density(mean: float) -> float:
            deviation = SIGMA / np.sqrt(rolls.get_value())
            return float(np.exp(-0.5 * ((mean - 3.5) / deviation) ** 2) / deviation / np.sqrt(TAU))

        def bell() -> VMobject:
            curve = axes.plot(density, x_range=(1, 6, 0.025), color=SUN, use_smoothing=False)
            return curve.set_stroke(width=5)

        curve = always_redraw(bell)
        rng = np.random.default_rng(7)
        say(self, "Roll ten dice and take the mean. One dot is one such trial, of 120.")
        self.play(FadeIn(axes, letters), run_time=QUICK)
        dots, row = self.trials(axes, rng, 10), self.row(0, 10)
        self.play(
            LaggedStart(*[FadeIn(dot, shift=0.3 * DOWN) for dot in dots], lag_ratio=0.02),
            run_time=SLOW,
        )
        say(self, "The bell curve foretells them. Its spread is sigma over the root of n.")
        law = formula("sigma_n = sigma/sqrt(n)", 48).move_to((4.0, 1.75, 0))
        self.play(Create(curve), Write(law), run_time=MOVE)
        self.play(Write(row), run_time=MOVE)
        for turn, count in enumerate((40, 160), 1):
            if turn == 1:
                say(self, "Forty dice, four times as many: the spread is halved.")
            else:
                say(self, "And 160 dice halve it once more.")
            others = self.trials(axes, rng, count)
            self.play(FadeOut(dots), rolls.animate.set_value(count), run_time=MOVE)
            self.play(FadeIn(others), FadeIn(self.row(turn, count)), run_time=QUICK)
            dots = others
        say(self, "So means settle at 3.5: that is the law of large numbers.")
        center = DashedLine(axes.c2p(3.5, 0), axes.c2p(3.5, 3.05), color=INK)
        self.play(Create(center), Create(framed(law)), run_time=MOVE)
        rest(self, 0.8)

    def row(self, turn: int, count: int) -> VMobject:
        value = SIGMA / np.sqrt(count)
        color = (SKY, MINT, CORAL)[turn]
        text = rf"1.71 \/ sqrt({count}) approx {value:.3f}"
        return formula(text, 42, color).move_to((4.0, 0.35 - 0.85 * turn, 0))

    def trials(self, axes: Axes, rng: np.random.Generator, count: int) -> VGroup:
        """Means of simulated rolls as heaps of dots, to the scale of the curve."""
        means = rng.integers(1, 7, size=(TRIALS, count)).mean(axis=1)
        heaps: dict[int, int] = {}
        group = VGroup()
        for mean in means:
            heap = round(mean / BIN)
            high = heaps.get(heap, 0)
            heaps[heap] = high + 1
            spot = axes.c2p(heap * BIN, (high + 0.5) / (TRIALS * BIN))
            group.add(Dot(spot, radius=0.052, color=SKY))
        return group
