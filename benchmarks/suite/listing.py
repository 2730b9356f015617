"""Source code beside a table of the values that it computes."""

from manim import *

SOURCE = """def power(base, n):
    if n == 0:
        return 1
    half = power(base, n // 2)
    if n % 2:
        return half * half * base
    return half * half"""


class Listing(Scene):
    def construct(self):
        code = Code(code_string=SOURCE, language="python", background="window")
        code.scale(0.6).to_edge(LEFT)
        table = Table(
            [["13", "1594323"], ["6", "729"], ["3", "27"], ["1", "3"]],
            col_labels=[Text("n"), Text("result")],
            include_outer_lines=True,
        )
        table.scale(0.45).to_edge(RIGHT)
        self.play(FadeIn(code), run_time=0.7)
        self.play(table.create(), run_time=1.5)
        marker = SurroundingRectangle(table.get_rows()[1], color=YELLOW, buff=0.1)
        self.play(Create(marker), run_time=0.5)
        for row in range(2, 5):
            target = SurroundingRectangle(table.get_rows()[row], color=YELLOW, buff=0.1)
            self.play(Transform(marker, target), run_time=0.4)
            self.wait(0.3)
