"""Law of large numbers: thirty series stay in a narrowing funnel."""

import numpy as np
from manim import UP, Create, FadeIn, LaggedStart, Scene, VGroup, VMobject, Write

from lessons.style import (
    LILAC,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    framed,
    graph,
    paragraph,
    place,
    rest,
    say,
    title_bar,
)


class Narrow(Scene):
    def construct(self) -> None:
        title_bar(self, "Many runs at once")
        tosses = 200
        flips = np.random.default_rng(4).integers(0, 2, (30, tosses))
        shares = np.cumsum(flips, axis=1) / np.arange(1, tosses + 1)
        axes, letters = graph(
            (0, tosses), (0, 1), 6.8, 4.4, (50, 100, 150, 200), (0.5, 1), ("n", "share of heads")
        )
        place([axes, letters], (-2.7, -0.15))
        curves = VGroup()
        for number_of_run, run in enumerate(shares):
            points = [axes.c2p(i + 1, run[i]) for i in range(0, tosses, 2)]
            color = (SKY, MINT, LILAC)[number_of_run % 3]
            curve = VMobject(color=color, stroke_width=2, stroke_opacity=0.65)
            curves.add(curve.set_points_as_corners(points))
        say(self, "One series of tosses may be luck. So we draw thirty of them.")
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(Create(curves[0]), run_time=MOVE)
        self.play(LaggedStart(*[Create(c) for c in curves[1:]], lag_ratio=0.05), run_time=SLOW)
        say(self, "All of them run into the same narrowing funnel.")
        funnel = VGroup(
            *[
                axes.plot(
                    lambda n, s=sign: 0.5 + s / np.sqrt(n),
                    x_range=(4, tosses, 1),
                    color=SUN,
                    stroke_width=6,
                )
                for sign in (1, -1)
            ]
        )
        self.play(Create(funnel), run_time=MOVE)
        say(self, "Its width shrinks like one over the root of the number of tosses.")
        law = formula("sigma_n = sigma/sqrt(n)", 60).move_to((4.6, 1.2, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law)), run_time=QUICK)
        say(self, "To halve the error, four times as many tosses are needed.")
        note = paragraph("4 times the tosses: half the spread", 3.6, 1.6, (26,), MINT)
        note.move_to((4.7, -1.0, 0))
        self.play(FadeIn(note, shift=0.2 * UP), run_time=QUICK)
        rest(self, 0.8)
