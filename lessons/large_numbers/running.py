"""Law of large numbers: the share of heads settles at one half."""

import numpy as np
from manim import (
    LEFT,
    Create,
    DashedLine,
    FadeIn,
    Scene,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    always_redraw,
    linear,
)

from lessons.style import (
    BODY,
    MOVE,
    QUICK,
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

TOSSES = 400


class Running(Scene):
    def construct(self) -> None:
        title_bar(self, "The average settles")
        heads = np.cumsum(np.random.default_rng(11).integers(0, 2, TOSSES))
        share = heads / np.arange(1, TOSSES + 1)
        axes, letters = graph(
            (0, TOSSES),
            (0, 1),
            7.6,
            4.4,
            (100, 200, 300, 400),
            (0.5, 1),
            ("tosses", "share of heads"),
        )
        place([axes, letters], (-2.1, -0.15))
        n = ValueTracker(1)

        def so_far() -> int:
            return int(n.get_value())

        def curve() -> VMobject:
            points = [axes.c2p(i + 1, share[i]) for i in range(max(2, so_far()))]
            return VMobject(color=SKY, stroke_width=4).set_points_as_corners(points)

        goal = DashedLine(axes.c2p(0, 0.5), axes.c2p(TOSSES, 0.5), color=SUN)
        line = always_redraw(curve)
        numbers = always_redraw(lambda: self.numbers(so_far(), heads[so_far() - 1]))
        say(self, "Toss a coin again and again, and note the share of heads so far.")
        self.play(FadeIn(axes, letters), run_time=MOVE)
        self.play(FadeIn(line), FadeIn(numbers), run_time=QUICK)
        say(self, "At first, chance throws it about.")
        self.play(n.animate.set_value(40), run_time=3.0, rate_func=linear)
        say(self, "But every new toss weighs less, and the share calms down.")
        self.play(n.animate.set_value(TOSSES), run_time=4.0, rate_func=linear)
        say(self, "It settles at one half, the probability of heads.")
        self.play(Create(goal), run_time=MOVE)
        law = formula("H_n/n -> 1/2", 54, SUN).move_to((5.0, -1.7, 0))
        self.play(Write(law), run_time=MOVE)
        rest(self, 0.8)

    def numbers(self, tosses: int, heads: int) -> VGroup:
        rows = VGroup(
            words(f"tosses  {tosses}"),
            words(f"heads  {heads}"),
            words(f"share  {heads / tosses:.3f}", BODY, SKY, bold=True),
        )
        for line, row in enumerate(rows):
            row.move_to((3.6, 1.9 - 0.7 * line, 0), LEFT)
        return rows
