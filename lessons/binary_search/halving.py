"""Binary search: three looks find one number among fifteen."""

from manim import DOWN, UP, FadeIn, Indicate, LaggedStart, Scene, Triangle, VGroup

from lessons.style import (
    CORAL,
    LABEL,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SMALL,
    SUN,
    labelled_box,
    panel,
    rest,
    say,
    title_bar,
    words,
)

NUMBERS = (2, 5, 8, 12, 16, 21, 23, 27, 31, 34, 38, 42, 47, 50, 56)
WANTED = 38

SAID = (
    "Look in the middle. 27 is too small: the left half is out.",
    "Of what is left, the middle is 42: too large.",
    "The next middle is 34: too small again.",
    "One is left, and it is 38. Four looks instead of up to fifteen.",
)


class Halving(Scene):
    def construct(self) -> None:
        title_bar(self, "Look in the middle")
        cells = VGroup()
        for number, value in enumerate(NUMBERS):
            card = panel(0.82, 0.82, MUTED)
            cell = VGroup(card, words(str(value), LABEL))
            cells.add(cell.move_to(((number - 7) * 0.88, 0.3, 0)))
        wanted = labelled_box(f"wanted: {WANTED}", 3.2, 0.8, SUN).move_to((0, 2.0, 0))
        say(self, "Fifteen numbers stand in order. Is 38 among them, and where?")
        self.play(LaggedStart(*[FadeIn(cell, shift=0.2 * UP) for cell in cells], lag_ratio=0.06))
        self.play(FadeIn(wanted), run_time=QUICK)

        low, high = 0, len(NUMBERS) - 1
        marks = {
            "low": self.mark("low", SKY, cells[low], -0.75),
            "high": self.mark("high", CORAL, cells[high], -0.75),
        }
        middle = self.mark("middle", MINT, cells[7], -1.55)
        say(self, SAID[0])
        self.play(*[FadeIn(mark) for mark in marks.values()], run_time=QUICK)
        for turn in range(4):
            at = (low + high) // 2
            if turn:
                say(self, SAID[turn])
            target = (cells[at].get_x(), middle.get_y(), 0)
            if turn:
                self.play(middle.animate.move_to(target), run_time=QUICK)
            else:
                self.play(FadeIn(middle.move_to(target)), run_time=QUICK)
            self.play(cells[at][0].animate.set_stroke(MINT, 5), run_time=0.4)
            if NUMBERS[at] == WANTED:
                break
            if NUMBERS[at] < WANTED:
                gone, low = range(low, at + 1), at + 1
            else:
                gone, high = range(at, high + 1), at - 1
            self.play(
                *[cells[i].animate.set_opacity(0.22) for i in gone],
                marks["low"].animate.set_x(cells[low].get_x() - (0.0 if low < high else 0.42)),
                marks["high"].animate.set_x(cells[high].get_x() + (0.0 if low < high else 0.42)),
                run_time=MOVE,
            )
        self.play(cells[at][0].animate.set_fill(MINT, 0.6), Indicate(cells[at]), run_time=MOVE)
        rest(self, 0.8)

    def mark(self, name: str, color: str, cell: VGroup, y: float) -> VGroup:
        arrow = Triangle(color=color, fill_opacity=1).scale(0.12)
        label = words(name, SMALL, color).next_to(arrow, DOWN, buff=0.08)
        return VGroup(arrow, label).move_to((cell.get_x(), y, 0))
