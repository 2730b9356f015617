"""Bubble sort: two nested loops, and the list after each pass."""

from manim import DOWN, LEFT, Create, FadeIn, LaggedStart, Rectangle, Scene, Text, VGroup, Write

from lessons.style import (
    BODY,
    FAINT,
    INK,
    LABEL,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SUN,
    formula,
    framed,
    panel,
    rest,
    say,
    title_bar,
    words,
)

LINES = (
    "for i in range(n):",
    "    for j in range(n - 1 - i):",
    "        if a[j] > a[j + 1]:",
    "            swap(a, j, j + 1)",
)
DATA = {
    "passes": [
        ["4", "2", "7", "1", "6", "3", "5"],
        ["2", "4", "1", "6", "3", "5", "7"],
        ["2", "1", "4", "3", "5", "6", "7"],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["1", "2", "3", "4", "5", "6", "7"],
    ],
    "count": 7,
}
MOST_ROWS = 7


class Code(Scene):
    def construct(self) -> None:
        title_bar(self, "Two nested loops")
        card = panel(6.6, 3.4, FAINT).move_to((-3.3, 0.6, 0))
        lines = VGroup()
        for number_of_line, text in enumerate(LINES):
            letters = Text(
                text, font="DejaVu Sans Mono", font_size=LABEL, color=INK, disable_ligatures=True
            )
            line = VGroup(*[mark for mark in letters if mark.height])
            indent = 0.19 * (len(text) - len(text.lstrip()))
            line.move_to((-6.2 + indent, 1.7 - 0.72 * number_of_line, 0), LEFT)
            lines.add(line)
        say(self, "The whole method is two loops, one inside the other.")
        self.play(FadeIn(card), run_time=QUICK)
        self.play(LaggedStart(*[FadeIn(line) for line in lines], lag_ratio=0.2), run_time=MOVE)
        bar = Rectangle(width=6.3, height=1.95, stroke_width=0, fill_color=SKY, fill_opacity=0.22)
        bar.move_to((-3.3, lines[2].get_y(), 0))
        say(self, "The inner loop is one pass over the neighbours.")
        self.play(FadeIn(bar), run_time=QUICK)
        count = DATA["count"]
        row = self.row(0)
        self.play(FadeIn(row, shift=0.2 * DOWN), run_time=QUICK)
        say(self, "The outer loop repeats it. Each time the sorted end has grown by one.")
        self.play(bar.animate.stretch_to_fit_height(0.62).set_y(lines[0].get_y()), run_time=QUICK)
        for turn in range(1, min(count, MOST_ROWS)):
            self.play(FadeIn(self.row(turn), shift=0.2 * DOWN), run_time=QUICK)
        say(self, "That is why the inner loop may stop earlier: j runs below n minus one minus i.")
        law = formula("j < n - 1 - i", 46, SUN).move_to((-3.3, -2.0, 0))
        self.play(bar.animate.set_y(lines[1].get_y()), Write(law), run_time=MOVE)
        self.play(Create(framed(law)), run_time=QUICK)
        rest(self, 0.8)

    def row(self, turn: int) -> VGroup:
        """The list after `turn` passes; its sorted end is as long as there were passes."""
        cells = VGroup()
        step = min(0.9, 6.6 / DATA["count"])
        longest = max(map(len, DATA["passes"][0]))
        size = BODY * min(1.0, (step - 0.06) / (0.2 * longest))
        for i, value in enumerate(DATA["passes"][turn]):
            done = i >= DATA["count"] - turn
            text = words(value, size, MINT if done else INK, bold=done)
            cells.add(text.move_to((0.3 + step * (i + 0.5), 2.1 - 0.75 * turn, 0)))
        return cells
