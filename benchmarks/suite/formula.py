"""A formula derived step by step; set with Typst, which needs no TeX."""

from manim import *


class Formula(Scene):
    def construct(self):
        steps = [
            MathTypst("x^2 + 6 x + 5 = 0"),
            MathTypst("x^2 + 6 x + 9 = 4"),
            MathTypst("(x + 3)^2 = 4"),
            MathTypst("x + 3 = plus.minus 2"),
        ]
        shown = steps[0].scale(1.4)
        self.play(Write(shown), run_time=1)
        for step in steps[1:]:
            step.scale(1.4)
            self.play(TransformMatchingShapes(shown, step), run_time=0.9)
            self.wait(0.4)
            shown = step
        result = MathTypst("x in {-1, -5}", color=GREEN).scale(1.4).next_to(shown, DOWN, buff=0.8)
        self.play(FadeIn(result, shift=DOWN * 0.3), Circumscribe(result), run_time=1)
        self.wait(0.5)
