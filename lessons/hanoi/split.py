"""Hanoi: move all but the largest, then the largest, then the others."""

from manim import (
    DOWN,
    LEFT,
    UP,
    FadeIn,
    LaggedStart,
    Line,
    Rectangle,
    RoundedRectangle,
    Scene,
    Text,
    VGroup,
)

from lessons.style import (
    ACCENTS,
    FAINT,
    INK,
    LABEL,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SMALL,
    panel,
    rest,
    say,
    title_bar,
    words,
)

LINES = (
    "def hanoi(n, a, c, b):",
    "    if n == 0: return",
    "    hanoi(n - 1, a, b, c)",
    "    move(n, a, c)",
    "    hanoi(n - 1, b, c, a)",
)
PEGS, GROUND, THICK = (-5.6, -3.3, -1.0), -1.9, 0.42

DATA = {
    "n": 3,
    "name": "three",
    "Name": "Three",
    "fewer_discs": "two discs",
}


class Split(Scene):
    def construct(self) -> None:
        title_bar(self, "Trust the smaller tower")
        pegs = VGroup()
        for x, name in zip(PEGS, "abc", strict=True):
            pegs.add(Line((x, GROUND, 0), (x, GROUND + 3.1, 0), color=MUTED, stroke_width=6))
            pegs.add(words(name, SMALL, MUTED).move_to((x, GROUND - 0.3, 0)))
        pegs.add(Line((-6.7, GROUND, 0), (0.1, GROUND, 0), color=MUTED, stroke_width=6))
        discs = VGroup(*[self.disc(size) for size in range(DATA["n"], 0, -1)])
        for number, disc in enumerate(discs):
            disc.move_to((PEGS[0], GROUND + 0.05 + THICK * (number + 0.5), 0))
        say(
            self,
            "{Name} discs shall go from a to c, one at a time, never a large one on a small.",
            DATA,
        )
        self.play(FadeIn(pegs), run_time=QUICK)
        self.play(LaggedStart(*[FadeIn(disc, shift=0.3 * DOWN) for disc in discs], lag_ratio=0.2))
        card = panel(5.8, 3.7, FAINT).move_to((3.8, 0.2, 0))
        code = VGroup()
        for number, text in enumerate(LINES):
            letters = Text(
                text, font="DejaVu Sans Mono", font_size=LABEL, color=INK, disable_ligatures=True
            )
            line = VGroup(*[mark for mark in letters if mark.height])
            indent = 0.19 * (len(text) - len(text.lstrip()))
            code.add(line.move_to((1.2 + indent, 1.55 - 0.66 * number, 0), LEFT))
        bar = Rectangle(width=5.5, height=0.56, stroke_width=0, fill_color=SKY, fill_opacity=0.3)
        largest, others = discs[0], VGroup(*discs[1:])
        say(self, "Trust that {fewer_discs} can be moved somehow: set them aside, on b.", DATA)
        self.play(FadeIn(card), FadeIn(code), run_time=MOVE)
        self.play(FadeIn(bar.move_to((3.8, code[2].get_y(), 0))), run_time=0.4)
        self.travel(others, PEGS[1], GROUND + 0.05)
        say(self, "Now the largest one is free to go.")
        self.play(bar.animate.set_y(code[3].get_y()), run_time=0.4)
        self.travel(largest, PEGS[2], GROUND + 0.05)
        say(self, "Then the others go on top of it, in the same way.")
        self.play(bar.animate.set_y(code[4].get_y()), run_time=0.4)
        self.travel(others, PEGS[2], GROUND + 0.05 + THICK)
        say(self, "The plan calls itself for a smaller tower. With no disc left, it ends.")
        self.play(bar.animate.set_y(code[1].get_y()), run_time=MOVE)
        rest(self, 0.8)

    def travel(self, block: VGroup, x: float, low: float) -> None:
        up = GROUND + 3.0 - block.get_bottom()[1]
        self.play(block.animate.shift(up * UP), run_time=QUICK)
        self.play(block.animate.set_x(x), run_time=QUICK)
        down = block.get_bottom()[1] - low
        self.play(block.animate.shift(down * DOWN), run_time=QUICK)

    def disc(self, size: int) -> RoundedRectangle:
        color = ACCENTS[size % 5]
        return RoundedRectangle(
            width=0.5 + 1.55 * size / DATA["n"],
            height=THICK - 0.05,
            corner_radius=0.12,
            stroke_width=0,
            fill_color=color,
            fill_opacity=0.95,
        )
