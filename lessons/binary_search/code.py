"""Binary search: the loop, and what its variables do."""

from manim import LEFT, RIGHT, Create, FadeIn, LaggedStart, Line, Rectangle, Scene, Text, VGroup

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    INK,
    LABEL,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    fit,
    framed,
    panel,
    rest,
    say,
    title_bar,
    words,
)

LINES = (
    "low, high = 0, n - 1",
    "while low <= high:",
    "    mid = (low + high) // 2",
    "    if a[mid] == x: return mid",
    "    if a[mid] < x: low = mid + 1",
    "    else: high = mid - 1",
)
LINE_AFTER = {"=": 3, "<": 4, ">": 5}

DATA = {
    "shown": [
        "2",
        "5",
        "8",
        "12",
        "16",
        "21",
        "23",
        "27",
        "31",
        "34",
        "38",
        "42",
        "47",
        "50",
        "56",
    ],
    "x": "38",
    "rows": [[0, 14, 7], [8, 14, 11], [8, 10, 9], [10, 10, 10]],
    "signs": ["<", ">", "<", "="],
    "found": True,
    "loop": [
        "Too small: low jumps behind the middle.",
        "Too large: high jumps before the middle.",
        "Too small: low jumps behind the middle.",
        "Equal: the place 10 is returned.",
    ],
}


class Code(Scene):
    def construct(self) -> None:
        title_bar(self, "The loop, line by line")
        card = panel(6.6, 4.6, FAINT).move_to((-3.3, -0.1, 0))
        lines = VGroup()
        for number, text in enumerate(LINES):
            line = Text(
                text, font="DejaVu Sans Mono", font_size=LABEL, color=INK, disable_ligatures=True
            )
            line = VGroup(*[mark for mark in line if mark.height])
            indent = 0.19 * (len(text) - len(text.lstrip()))
            line.move_to((-6.2 + indent, 1.6 - 0.68 * number, 0), LEFT)
            lines.add(line)
        bar = Rectangle(width=6.3, height=0.56, stroke_width=0, fill_color=SKY, fill_opacity=0.3)
        say(self, "The whole search is one loop. We follow it for x = {x}.", DATA)
        self.play(FadeIn(card), run_time=QUICK)
        self.play(LaggedStart(*[FadeIn(line) for line in lines], lag_ratio=0.2), run_time=MOVE)
        head = self.row(("low", "high", "mid", "a[mid]"), 1.9, MUTED)
        rule = Line((0.6, 1.5, 0), (6.6, 1.5, 0), color=FAINT)
        self.play(FadeIn(head), Create(rule), run_time=QUICK)
        say(self, "Low and high enclose all places where x can still be.")
        bar.move_to((-3.3, lines[0].get_y(), 0))
        self.play(FadeIn(bar), run_time=QUICK)
        for turn, (low, high, middle) in enumerate(DATA["rows"]):
            self.play(bar.animate.set_y(lines[2].get_y()), run_time=0.4)
            texts = (str(low), str(high), str(middle), DATA["shown"][middle])
            written = self.row(texts, 1.0 - 0.75 * turn, INK)
            say(self, DATA["loop"][turn])
            self.play(FadeIn(written, shift=0.2 * RIGHT), run_time=QUICK)
            goal = LINE_AFTER[DATA["signs"][turn]]
            self.play(bar.animate.set_y(lines[goal].get_y()), run_time=QUICK)
        if not DATA["found"]:
            self.play(bar.animate.set_y(lines[1].get_y()), run_time=QUICK)
        color = MINT if DATA["found"] else CORAL
        self.play(Create(framed(written, color, 0.15)), run_time=QUICK)
        rest(self, 0.8)

    def row(self, texts: tuple[str, ...], y: float, color: str) -> VGroup:
        return VGroup(
            *[
                fit(words(text, BODY, color), 1.4, 0.5).move_to((1.3 + 1.55 * i, y, 0))
                for i, text in enumerate(texts)
            ]
        )
