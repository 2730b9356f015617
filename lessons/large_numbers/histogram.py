"""Law of large numbers: the averages pile up at one half."""

import math

from manim import (
    DOWN,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    Rectangle,
    Scene,
    Transform,
    VGroup,
    Write,
)

from lessons.style import (
    BACKGROUND,
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    graph,
    place,
    rest,
    say,
    title_bar,
    words,
)

SAID = (
    "Forty tosses: the pile draws together round one half.",
    "A hundred and sixty: hardly anything is left outside.",
)


class Histogram(Scene):
    def construct(self) -> None:
        title_bar(self, "Where the averages pile up")
        axes, letters = graph(
            (0, 1.05), (0, 1), 7.6, 4.3, (0, 0.25, 0.5, 0.75, 1), (), ("share", "probability")
        )
        place([axes, letters], (-2.2, -0.2))

        def bars(tosses: int) -> VGroup:
            """Twenty-one bars for every number of tosses, so that the piles can be compared."""
            sums = [0.0] * 21
            for heads in range(tosses + 1):
                chance = math.comb(tosses, heads) / 2**tosses
                # A share between two bars belongs half to each.
                for slot in (
                    math.floor(20 * heads / tosses + 0.5),
                    math.ceil(20 * heads / tosses - 0.5),
                ):
                    sums[slot] += chance / 2
            group = VGroup()
            for slot, chance in enumerate(sums):
                width = axes.c2p(1, 0)[0] - axes.c2p(0, 0)[0]
                bar = Rectangle(
                    width=width / 21,
                    height=max(0.004, 4.3 * chance / 0.85),
                    stroke_width=1,
                    stroke_color=BACKGROUND,
                    fill_color=SKY,
                    fill_opacity=0.85,
                )
                group.add(bar.move_to(axes.c2p(slot / 20, 0), DOWN))
            return group

        pile = bars(10)
        count = words("10 tosses", 32, SUN, bold=True).move_to((4.6, 1.6, 0))
        say(self, "Ten tosses: shares of heads from two to eight tenths are quite common.")
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(
            LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in pile], lag_ratio=0.04),
            FadeIn(count),
            run_time=MOVE,
        )
        for turn, tosses in enumerate((40, 160)):
            fresh = words(f"{tosses} tosses", 32, SUN, bold=True).move_to((4.6, 1.6, 0))
            say(self, SAID[turn])
            self.play(Transform(pile, bars(tosses)), FadeOut(count), FadeIn(fresh), run_time=SLOW)
            count = fresh
        say(self, "Being off by more than any small amount becomes as rare as one likes.")
        law = formula("P(abs(H_n/n - 1/2) > epsilon) -> 0", 36, SUN).move_to((4.4, -0.3, 0))
        self.play(Write(law), run_time=SLOW)
        rest(self, 0.8)
