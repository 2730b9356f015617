"""Bubble sort: neighbours swap until the largest is at the end."""

from manim import DOWN, UP, Create, FadeIn, FadeOut, LaggedStart, Rectangle, Scene, VGroup

from lessons.style import BODY, INK, MINT, MOVE, QUICK, SKY, SUN, rest, say, title_bar, words

NUMBERS = [4, 2, 7, 1, 6, 3, 5]


class Passes(Scene):
    def construct(self) -> None:
        title_bar(self, "Let the large ones rise")
        row = [self.bar(value) for value in NUMBERS]
        for place_in_row, bar in enumerate(row):
            bar.set_x(self.x(place_in_row))
        say(self, "Seven bars in any order. They are to stand from small to large.")
        self.play(LaggedStart(*[FadeIn(bar, shift=0.3 * UP) for bar in row], lag_ratio=0.12))
        say(self, "Compare two neighbours. If the left one is larger, they change places.")
        frame = Rectangle(width=2.5, height=0.8, color=SUN, stroke_width=4)
        frame.move_to((self.x(0.5), -2.3, 0))
        self.play(Create(frame), run_time=QUICK)
        self.one_pass(row, frame, 6, 0.45)
        say(self, "After one pass the largest is at the end. There it stays.")
        self.play(row[6][0].animate.set_fill(MINT), run_time=QUICK)
        say(self, "Pass after pass, the next largest follows.")
        for last in (5, 4, 3):
            frame.move_to((self.x(0.5), -2.3, 0))
            self.one_pass(row, frame, last, 0.16)
            self.play(row[last][0].animate.set_fill(MINT), run_time=0.3)
        say(self, "When a pass swaps nothing, all is sorted.")
        self.play(FadeOut(frame), *[bar[0].animate.set_fill(MINT) for bar in row], run_time=MOVE)
        rest(self, 0.8)

    def one_pass(self, row: list[VGroup], frame: Rectangle, last: int, pace: float) -> None:
        for i in range(last):
            if i:
                self.play(frame.animate.set_x(self.x(i + 0.5)), run_time=pace)
            if row[i].value > row[i + 1].value:
                row[i], row[i + 1] = row[i + 1], row[i]
                self.play(
                    row[i].animate.set_x(self.x(i)),
                    row[i + 1].animate.set_x(self.x(i + 1)),
                    run_time=pace,
                )

    def x(self, place_in_row: float) -> float:
        return (place_in_row - 3) * 1.5

    def bar(self, value: int) -> VGroup:
        shape = Rectangle(
            width=1.0, height=0.6 * value, stroke_width=0, fill_color=SKY, fill_opacity=0.85
        )
        shape.move_to((0, -1.8, 0), DOWN)
        group = VGroup(shape, words(str(value), BODY, INK, bold=True).move_to((0, -2.3, 0)))
        group.value = value
        return group
