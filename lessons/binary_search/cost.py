"""Binary search: looks grow like a logarithm."""

import numpy as np
from manim import LEFT, RIGHT, UP, Create, FadeIn, Scene, Write

from lessons.style import (
    BODY,
    CORAL,
    LABEL,
    MINT,
    MOVE,
    QUICK,
    SLOW,
    SUN,
    formula,
    graph,
    labelled_box,
    place,
    rest,
    say,
    title_bar,
    words,
)


class Cost(Scene):
    def construct(self) -> None:
        title_bar(self, "Why it is so fast")
        axes, letters = graph(
            (0, 64), (0, 32), 6.2, 4.5, (16, 32, 48, 64), (8, 16, 24), ("items", "looks")
        )
        place([axes, letters], (-2.85, -0.15))
        linear = axes.plot(lambda n: n, x_range=(0, 32), color=CORAL, stroke_width=5)
        half = axes.plot(lambda n: np.log2(n + 1), x_range=(0, 64, 0.5), color=MINT, stroke_width=5)
        linear_name = words("one by one", LABEL, CORAL).move_to(axes.c2p(46, 29))
        half_name = words("halving", LABEL, MINT).move_to(axes.c2p(52, 9))
        say(self, "Looking at the items one by one costs as many looks as there are items.")
        self.play(FadeIn(axes), FadeIn(letters), run_time=QUICK)
        self.play(Create(linear), FadeIn(linear_name), run_time=MOVE)
        say(self, "Halving costs one look more for each doubling: the logarithm.")
        self.play(Create(half), FadeIn(half_name), run_time=SLOW)
        law = formula("k = ceil(log_2 (n + 1))", 44).move_to((3.9, 2.0, 0))
        self.play(Write(law), run_time=MOVE)
        say(self, "Fifteen items: four looks. A thousand: ten. A million: twenty.")
        rows = (("15 items", "4 looks"), ("1 000", "10"), ("1 000 000", "20"))
        for number, (items, looks) in enumerate(rows):
            y = 0.8 - 0.8 * number
            left = words(items).move_to((4.2, y, 0), RIGHT)
            right = words(looks, BODY, MINT, bold=True).move_to((4.9, y, 0), LEFT)
            self.play(FadeIn(left), FadeIn(right), run_time=QUICK)
        say(self, "But the list must be in order first.")
        note = labelled_box("sorted first, then halved", 5.2, 0.9, SUN).move_to((3.9, -2.0, 0))
        self.play(FadeIn(note, shift=0.2 * UP), run_time=MOVE)
        rest(self, 0.8)
