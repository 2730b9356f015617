"""Several hundred objects that move one after the other."""

from manim import *


class Crowd(Scene):
    def construct(self):
        dots = VGroup(*[Dot(radius=0.09, color=BLUE) for _ in range(300)])
        dots.arrange_in_grid(rows=15, buff=0.16)
        self.play(LaggedStart(*[GrowFromCenter(dot) for dot in dots], lag_ratio=0.01), run_time=1.5)
        circle = Circle(2.8)
        colors = color_gradient([BLUE, PINK, YELLOW], 300)
        for index, dot in enumerate(dots):
            dot.generate_target()
            dot.target.move_to(circle.point_from_proportion(index / 300)).set_color(colors[index])
        self.play(LaggedStart(*[MoveToTarget(dot) for dot in dots], lag_ratio=0.005), run_time=2)
        self.play(Rotate(dots, PI / 2), run_time=1)
        self.wait(0.4)
