"""Big O: the steps of one loop, and of a loop within a loop, counted on cells."""

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    FadeIn,
    FadeOut,
    LaggedStart,
    Scene,
    Square,
    Text,
    VGroup,
    Write,
)

from lessons.style import BODY, MOVE, QUICK, SKY, SLOW, SUN, formula, rest, say, title_bar, words

UNIT = 0.46
GRID_FOOT = -2.45


class Counting(Scene):
    def construct(self) -> None:
        title_bar(self, "Count the steps")
        single = words("for a in list: look(a)", BODY, SKY).move_to((-3.6, 2.2, 0))
        double = VGroup(
            words("for a in list:", BODY, SUN), words("for b in list: compare(a, b)", BODY, SUN)
        )
        double[0].move_to((1.2, 2.25, 0), LEFT)
        double[1].move_to((1.7, 1.7, 0), LEFT)
        say(self, "Not seconds but steps: one loop over 4 things takes 4.")
        self.play(FadeIn(single), run_time=QUICK)
        row, row_count = self.cells(4, 1, -3.6, SKY)
        self.play(FadeIn(row), FadeIn(row_count), run_time=QUICK)
        self.fill(row, SKY, MOVE)
        say(self, "A loop within a loop takes one for each pair: 16.")
        grid, grid_count = self.cells(4, 4, 3.0, SUN)
        self.play(FadeIn(double), FadeIn(grid), FadeIn(grid_count), run_time=QUICK)
        self.fill(grid, SUN, MOVE)
        say(self, "Double n, and the single loop doubles its steps.")
        longer, longer_count = self.cells(8, 1, -3.6, SKY)
        self.play(FadeOut(row, row_count), FadeIn(longer), FadeIn(longer_count), run_time=QUICK)
        self.fill(longer, SKY, MOVE)
        say(self, "The double loop needs four times as many: 64.")
        larger, larger_count = self.cells(8, 8, 3.0, SUN)
        self.play(FadeOut(grid, grid_count), FadeIn(larger), FadeIn(larger_count), run_time=QUICK)
        self.fill(larger, SUN, SLOW)
        say(self, "We write O of n for the one, O of n squared for the other.")
        names = VGroup(
            formula("O(n)", 52, SKY).move_to((-3.6, 0.9, 0)),
            formula("O(n^2)", 52, SUN).move_to((0.2, -0.6, 0)),
        )
        self.play(Write(names), run_time=MOVE)
        rest(self, 0.8)

    def cells(self, wide: int, high: int, x: float, color: str) -> tuple[VGroup, Text]:
        """Empty cells in reading order, with the number of steps beside or below them."""
        group = VGroup()
        top = GRID_FOOT + UNIT * high if high > 1 else -0.4
        for line in range(high):
            for column in range(wide):
                cell = Square(UNIT, color=color, stroke_width=2, fill_color=color, fill_opacity=0)
                at = (x + (column - (wide - 1) / 2) * UNIT, top - (line + 0.5) * UNIT, 0)
                group.add(cell.move_to(at))
        count = words(f"{wide * high} steps", BODY, color, bold=True)
        if high > 1:
            return group, count.next_to(group, RIGHT, buff=0.25)
        return group, count.next_to(group, DOWN, buff=0.3)

    def fill(self, group: VGroup, color: str, seconds: float) -> None:
        moves = [cell.animate.set_fill(color, 0.6) for cell in group]
        self.play(LaggedStart(*moves, lag_ratio=0.6), run_time=seconds)  # type: ignore[arg-type]
