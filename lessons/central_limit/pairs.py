"""Central limit: the 36 pairs of two dice, sorted by their sum."""

from manim import Create, FadeIn, LaggedStart, Line, Scene, Square, VGroup, VMobject, Write

from lessons.style import (
    CORAL,
    INK,
    LABEL,
    LILAC,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    rest,
    say,
    title_bar,
    words,
)

UNIT = 0.56
GRID_X, GRID_TOP = -6.0, 1.75
BAR_X, BAR_FOOT = -0.5, -2.0
COLORS = (CORAL, SUN, MINT, SKY, LILAC)


class Pairs(Scene):
    def construct(self) -> None:
        title_bar(self, "Two dice, 36 pairs")
        numbers = VGroup()
        for face in range(1, 7):
            at = (face - 0.5) * UNIT
            numbers.add(words(str(face), LABEL, MUTED).move_to((GRID_X + at, GRID_TOP + 0.3, 0)))
            numbers.add(words(str(face), LABEL, MUTED).move_to((GRID_X - 0.3, GRID_TOP - at, 0)))
        cells = {
            (first, second): self.cell(first + second).move_to(
                (GRID_X + (first - 0.5) * UNIT, GRID_TOP - (second - 0.5) * UNIT, 0)
            )
            for first in range(1, 7)
            for second in range(1, 7)
        }
        foot = Line((BAR_X - 0.1, BAR_FOOT, 0), (BAR_X + 11 * UNIT + 0.1, BAR_FOOT, 0), color=MUTED)
        sums = VGroup(
            *[
                words(str(total), LABEL, MUTED).move_to((self.column(total), BAR_FOOT - 0.3, 0))
                for total in range(2, 13)
            ]
        )
        say(self, "One die shows each of its faces equally often. What about the sum of two?")
        self.play(FadeIn(numbers), run_time=QUICK)
        self.play(
            LaggedStart(*[FadeIn(cell, scale=0.6) for cell in cells.values()], lag_ratio=0.04),
            run_time=MOVE,
        )
        say(self, "There are 36 pairs, all equally likely. Each slanting line has one sum.")
        self.play(Create(foot), FadeIn(sums), run_time=QUICK)
        say(self, "Sort them: only one pair gives 2, but six give 7.")
        moves = []
        for total in range(2, 13):
            pairs = [pair for pair in cells if sum(pair) == total]
            for high, pair in enumerate(pairs):
                spot = (self.column(total), BAR_FOOT + (high + 0.5) * UNIT, 0)
                moves.append(cells[pair].copy().animate.move_to(spot))
        self.play(LaggedStart(*moves, lag_ratio=0.06), run_time=2 * SLOW)  # type: ignore[arg-type]
        say(self, "Flat plus flat makes a roof: the middle can be reached in more ways.")
        roof = VMobject(color=INK, stroke_width=5)
        roof.set_points_as_corners(
            [
                (self.column(2), BAR_FOOT + 1.3 * UNIT, 0),
                (self.column(7), BAR_FOOT + 6.3 * UNIT, 0),
                (self.column(12), BAR_FOOT + 1.3 * UNIT, 0),
            ]
        )
        chance = formula("P(7) = 6/36 = 1/6", 42, CORAL).move_to((4.9, 1.9, 0))
        self.play(Create(roof), run_time=MOVE)
        self.play(Write(chance), run_time=MOVE)
        rest(self, 0.8)

    def column(self, total: int) -> float:
        return BAR_X + (total - 1.5) * UNIT

    def cell(self, total: int) -> Square:
        color = COLORS[(total - 2) % 5]
        return Square(UNIT * 0.9, color=color, stroke_width=2, fill_color=color, fill_opacity=0.6)
