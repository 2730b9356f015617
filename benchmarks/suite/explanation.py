"""Text, a list of points, a box around one of them: the usual explaining scene."""

from manim import *


class Explanation(Scene):
    def construct(self):
        title = Text("Why binary search is fast", font_size=44).to_edge(UP)
        points = VGroup(
            Text("Look at the middle of a sorted list.", font_size=30),
            Text("One comparison rules out one half of it.", font_size=30),
            Text("A million entries need twenty looks.", font_size=30),
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.5)
        self.play(Write(title), run_time=1.2)
        for point in points:
            self.play(FadeIn(point, shift=RIGHT * 0.3), run_time=0.5)
        box = SurroundingRectangle(points[1], color=YELLOW, buff=0.15)
        self.play(Create(box), run_time=0.6)
        self.wait(0.8)
        self.play(points[1].animate.set_color(YELLOW), Indicate(title), run_time=0.8)
        self.wait(0.6)
