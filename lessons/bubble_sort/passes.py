"""Bubble sort: neighbours swap until the largest is at the end."""

from manim import DOWN, UP, Create, FadeIn, FadeOut, LaggedStart, Rectangle, Scene, VGroup

from lessons.style import BODY, INK, MINT, MOVE, QUICK, SKY, SUN, rest, say, title_bar, words

DATA = {
    "values": [4, 2, 7, 1, 6, 3, 5],
    "shown": ["4", "2", "7", "1", "6", "3", "5"],
    "heights": [
        2.375,
        1.1583333333333332,
        4.2,
        0.55,
        3.591666666666667,
        1.7666666666666666,
        2.9833333333333334,
    ],
    "N": "Seven",
}
FIRST_PASS, OTHER_PASSES = 5.0, 7.0


class Passes(Scene):
    def construct(self) -> None:
        title_bar(self, "Let the large ones rise")
        count = len(DATA["values"])
        row = [self.bar(number) for number in range(count)]
        for place_in_row, bar in enumerate(row):
            bar.set_x(self.x(place_in_row))
        say(self, "{N} bars in any order. They are to stand from small to large.", DATA)
        self.play(LaggedStart(*[FadeIn(bar, shift=0.3 * UP) for bar in row], lag_ratio=0.12))
        say(self, "Compare two neighbours. If the left one is larger, they change places.")
        frame = Rectangle(width=2 * self.step() - 0.5, height=0.8, color=SUN, stroke_width=4)
        frame.move_to((self.x(0.5), -2.3, 0))
        self.play(Create(frame), run_time=QUICK)
        self.one_pass(row, frame, count - 1, min(0.6, FIRST_PASS / (2 * count - 3)))
        say(self, "After one pass the largest is at the end. There it stays.")
        self.play(row[-1][0].animate.set_fill(MINT), run_time=QUICK)
        say(self, "Pass after pass, the next largest follows.")
        ends = range(count - 2, 0, -1)
        pace = min(0.3, OTHER_PASSES / max(1, sum(2 * end for end in ends)))
        for last in ends:
            if all(row[i].value <= row[i + 1].value for i in range(count - 1)):
                break
            frame.move_to((self.x(0.5), -2.3, 0))
            self.one_pass(row, frame, last, pace)
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
        return (place_in_row - (len(DATA["values"]) - 1) / 2) * self.step()

    def step(self) -> float:
        return min(1.6, 12.6 / len(DATA["values"]))

    def letters(self) -> float:
        """One size for all numbers: that in which the longest fits below its bar."""
        longest = max(map(len, DATA["shown"]))
        return BODY * min(1.0, (self.step() - 0.2) / (0.24 * longest))

    def bar(self, number: int) -> VGroup:
        shape = Rectangle(
            width=self.step() - 0.5,
            height=DATA["heights"][number],
            stroke_width=0,
            fill_color=SKY,
            fill_opacity=0.85,
        )
        shape.move_to((0, -1.8, 0), DOWN)
        name = words(DATA["shown"][number], self.letters(), INK, bold=True)
        group = VGroup(shape, name.move_to((0, -2.3, 0)))
        group.value = DATA["values"][number]
        return group
