"""A formula derived step by step; set with TeX, and left out where there is none."""

from manim import *


class TexFormula(Scene):
    def construct(self):
        steps = [
            MathTex("x^2", "+", "6x", "+", "5", "=", "0"),
            MathTex("x^2", "+", "6x", "+", "9", "=", "4"),
            MathTex(r"\left(x + 3\right)^2", "=", "4"),
            MathTex("x", "+", "3", "=", r"\pm 2"),
        ]
        shown = steps[0].scale(1.4)
        self.play(Write(shown), run_time=1)
        for step in steps[1:]:
            step.scale(1.4)
            self.play(TransformMatchingTex(shown, step), run_time=0.9)
            self.wait(0.4)
            shown = step
        self.play(Circumscribe(shown), run_time=1)
        self.wait(0.5)
