"""Binary search: a few looks find one number in a list, or find that it is not there."""

from manim import DOWN, UP, FadeIn, FadeOut, Indicate, LaggedStart, Scene, Triangle, VGroup

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
    "n": "15",
    "rows": [[0, 14, 7], [8, 14, 11], [8, 10, 9], [10, 10, 10]],
    "signs": ["<", ">", "<", "="],
    "found": True,
    "turns": [
        "Look in the middle: it is 27, too small. All up to it is out.",
        "The next middle is 42, too large. All from it on is out.",
        "The next middle is 34, too small. All up to it is out.",
        "One is left, and it is 38. Found, with four looks instead of up to 15.",
    ],
}


class Halving(Scene):
    def construct(self) -> None:
        title_bar(self, "Look in the middle")
        cells = VGroup()
        count = len(DATA["shown"])
        size = min(1.0, 13.2 / count - 0.06)
        letters = LABEL * min(1.0, (size - 0.08) / (0.167 * max(map(len, DATA["shown"]))))
        for number, value in enumerate(DATA["shown"]):
            card = panel(size, size, MUTED)
            cell = VGroup(card, words(value, letters))
            cells.add(cell.move_to(((number - (count - 1) / 2) * (size + 0.06), 0.3, 0)))
        wanted = labelled_box(f"wanted: {DATA['x']}", 3.6, 0.8, SUN).move_to((0, 2.0, 0))
        say(self, "{n} numbers stand in order. Is {x} among them, and where?", DATA)
        self.play(LaggedStart(*[FadeIn(cell, shift=0.2 * UP) for cell in cells], lag_ratio=0.06))
        self.play(FadeIn(wanted), run_time=QUICK)

        marks = {
            "low": self.mark("low", SKY, cells[0], -0.75),
            "high": self.mark("high", CORAL, cells[-1], -0.75),
        }
        middle = self.mark("middle", MINT, cells[DATA["rows"][0][2]], -1.55)
        say(self, DATA["turns"][0])
        self.play(*[FadeIn(mark) for mark in marks.values()], run_time=QUICK)
        for turn, (low, high, at) in enumerate(DATA["rows"]):
            if turn:
                say(self, DATA["turns"][turn])
            target = (cells[at].get_x(), middle.get_y(), 0)
            if turn:
                self.play(middle.animate.move_to(target), run_time=QUICK)
            else:
                self.play(FadeIn(middle.move_to(target)), run_time=QUICK)
            self.play(cells[at][0].animate.set_stroke(MINT, 5), run_time=0.4)
            if DATA["signs"][turn] == "=":
                break
            small = DATA["signs"][turn] == "<"
            gone = range(low, at + 1) if small else range(at, high + 1)
            self.play(*[cells[i].animate.set_opacity(0.22) for i in gone], run_time=QUICK)
            if turn + 1 == len(DATA["rows"]):
                continue
            low, high = DATA["rows"][turn + 1][:2]
            # Over one cell both marks stand side by side.
            apart = 0.0 if low < high else 0.42
            self.play(
                marks["low"].animate.set_x(cells[low].get_x() - apart),
                marks["high"].animate.set_x(cells[high].get_x() + apart),
                run_time=MOVE,
            )
        if DATA["found"]:
            self.play(cells[at][0].animate.set_fill(MINT, 0.6), Indicate(cells[at]), run_time=MOVE)
        else:
            gone = VGroup(*marks.values(), middle)
            self.play(FadeOut(gone), wanted[0].animate.set_stroke(CORAL), run_time=MOVE)
        rest(self, 0.8)

    def mark(self, name: str, color: str, cell: VGroup, y: float) -> VGroup:
        arrow = Triangle(color=color, fill_opacity=1).scale(0.12)
        label = words(name, SMALL, color).next_to(arrow, DOWN, buff=0.08)
        return VGroup(arrow, label).move_to((cell.get_x(), y, 0))
