"""A function, a point that a tracker moves along it, its tangent and the area below."""

from manim import *


class Graph(Scene):
    def construct(self):
        axes = Axes(
            x_range=[-1, 5, 1],
            y_range=[-1, 5, 1],
            x_length=9,
            y_length=5.5,
            axis_config={"include_numbers": True, "label_constructor": Text, "font_size": 22},
        )
        curve = axes.plot(lambda x: 0.2 * x**2 + 0.3, x_range=[-0.8, 4.6], color=BLUE)
        self.play(Create(axes), run_time=1)
        self.play(Create(curve), run_time=0.8)
        x = ValueTracker(0.5)
        dot = always_redraw(lambda: Dot(axes.i2gp(x.get_value(), curve), color=YELLOW))
        tangent = always_redraw(
            lambda: axes.get_secant_slope_group(
                x.get_value(), curve, dx=0.01, secant_line_length=4, secant_line_color=RED
            )
        )
        area = always_redraw(
            lambda: axes.get_area(curve, x_range=(0, x.get_value()), opacity=0.4, color=GREEN)
        )
        self.add(area, tangent, dot)
        self.play(x.animate.set_value(4.2), run_time=2)
        self.wait(0.5)
