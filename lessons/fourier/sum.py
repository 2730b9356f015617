"""Fourier: partial sums approach the square wave."""

import numpy as np
from manim import PI, Create, DashedVMobject, FadeIn, FadeOut, Scene, Transform, VMobject, Write

from lessons.style import (
    MOVE,
    MUTED,
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


class PartialSums(Scene):
    def construct(self) -> None:
        title_bar(self, "Sines add up to a square wave")
        axes, letters = graph((0, 4 * PI), (-1.4, 1.4), 12.0, 3.3, (), (), ("t", ""))
        letters.remove(letters[1])
        place([axes, letters], (0, 0.6))

        def partial(terms: int, color: str) -> VMobject:
            def f(t: float) -> float:
                return sum(4 / PI * np.sin((2 * k + 1) * t) / (2 * k + 1) for k in range(terms))

            return axes.plot(f, x_range=(0, 4 * PI, 0.03), color=color, stroke_width=5)

        corners = []
        for half in range(4):
            level = 1 if half % 2 == 0 else -1
            corners += [axes.c2p(half * PI, level), axes.c2p((half + 1) * PI, level)]
        goal = DashedVMobject(
            VMobject(color=MUTED, stroke_width=3).set_points_as_corners(corners), num_dashes=90
        )
        say(self, "Can smooth sine waves build a square wave?")
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(Create(goal), run_time=MOVE)
        say(self, "One sine is a rough guess.")
        curve = partial(1, SKY)
        count = words("1 term", 30, SUN, bold=True).move_to((4.9, -1.6, 0))
        self.play(Create(curve), FadeIn(count), run_time=MOVE)
        say(self, "Add one three times as fast and a third as high, then the fifth, the seventh.")
        for terms in (2, 3, 4):
            fresh = words(f"{terms} terms", 30, SUN, bold=True).move_to((4.9, -1.6, 0))
            self.play(
                Transform(curve, partial(terms, SKY)), FadeOut(count), FadeIn(fresh), run_time=MOVE
            )
            count = fresh
        series = formula("f(t) = 4/pi (sin t + (sin 3 t)/3 + (sin 5 t)/5 + (sin 7 t)/7 + ...)", 40)
        series.move_to((-1.6, -2.1, 0))
        say(self, "The flanks grow steeper and the tops flatter with every term.")
        self.play(Write(series), run_time=MOVE)
        fresh = words("20 terms", 30, SUN, bold=True).move_to((4.9, -1.6, 0))
        self.play(Transform(curve, partial(20, SUN)), FadeOut(count), FadeIn(fresh), run_time=SLOW)
        rest(self, 0.8)
