"""Hanoi: all the moves, one by one."""

from manim import (
    DOWN,
    LEFT,
    Create,
    FadeIn,
    Indicate,
    LaggedStart,
    Line,
    RoundedRectangle,
    Scene,
    VGroup,
    Write,
)

from lessons.style import (
    ACCENTS,
    BODY,
    MOVE,
    MUTED,
    QUICK,
    SUN,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

PEGS, GROUND = (-4.4, 0.0, 4.4), -2.0
ALL_MOVES = 12.0

DATA = {
    "n": 3,
    "name": "three",
    "moves": [[1, 0, 2], [2, 0, 1], [1, 2, 1], [3, 0, 2], [1, 1, 0], [2, 1, 2], [1, 0, 2]],
    "total": "7",
    "half": "3",
    "fewer_discs": "two discs",
    "sum": "3 + 1 + 3 = 7",
}


class Moves(Scene):
    def construct(self) -> None:
        title_bar(self, "Every single move", SUN)
        self.thick = min(0.5, 2.6 / DATA["n"])
        pegs = VGroup()
        for x in PEGS:
            pegs.add(Line((x, GROUND, 0), (x, GROUND + 3.0, 0), color=MUTED, stroke_width=6))
        pegs.add(Line((-6.6, GROUND, 0), (6.6, GROUND, 0), color=MUTED, stroke_width=6))
        discs = {size: self.disc(size) for size in range(1, DATA["n"] + 1)}
        towers = [list(range(DATA["n"], 0, -1)), [], []]
        for number, size in enumerate(towers[0]):
            discs[size].move_to((PEGS[0], self.level(number), 0))
        count = words("0 moves", BODY, SUN, bold=True).move_to((4.4, 2.2, 0), LEFT)
        say(self, "Now the plan is followed down to single discs.")
        self.play(FadeIn(pegs), run_time=QUICK)
        coming = [FadeIn(discs[size], shift=0.3 * DOWN) for size in towers[0]]
        self.play(LaggedStart(*coming, lag_ratio=0.2), FadeIn(count), run_time=MOVE)
        pace = min(0.4, ALL_MOVES / (3 * len(DATA["moves"])))
        middle = len(DATA["moves"]) // 2
        for turn, (size, start, goal) in enumerate(DATA["moves"]):
            if turn == 0:
                say(self, "First {fewer_discs} go to the middle, in {half} moves.", DATA)
            elif turn == middle:
                say(self, "The largest one moves just once.")
            elif turn == middle + 1:
                say(self, "And {half} moves more bring the others on top.", DATA)
            towers[start].pop()
            disc = discs[size]
            self.play(disc.animate.set_y(GROUND + 3.35), run_time=pace)
            self.play(disc.animate.set_x(PEGS[goal]), run_time=pace)
            fresh = words(f"{turn + 1} moves", BODY, SUN, bold=True).move_to((4.4, 2.2, 0), LEFT)
            self.remove(count)
            self.add(fresh)
            count = fresh
            self.play(disc.animate.set_y(self.level(len(towers[goal]))), run_time=pace)
            towers[goal].append(size)
        say(self, "Twice as many as for {fewer_discs}, and one more: {total} moves.", DATA)
        law = formula(DATA["sum"], 46, SUN).move_to((-3.4, 2.15, 0))
        self.play(Write(law), Indicate(count), run_time=MOVE)
        self.play(Create(framed(law, buff=0.18)), run_time=QUICK)
        rest(self, 0.8)

    def level(self, number: int) -> float:
        return GROUND + 0.05 + self.thick * (number + 0.5)

    def disc(self, size: int) -> RoundedRectangle:
        return RoundedRectangle(
            width=0.8 + 2.9 * size / DATA["n"],
            height=self.thick - 0.06,
            corner_radius=0.12,
            stroke_width=0,
            fill_color=ACCENTS[size % 5],
            fill_opacity=0.95,
        )
