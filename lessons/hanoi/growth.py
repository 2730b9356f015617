"""Hanoi: every further disc doubles the number of moves."""

from manim import (
    DOWN,
    LEFT,
    UP,
    Create,
    FadeIn,
    GrowFromEdge,
    Line,
    Rectangle,
    Scene,
    VGroup,
    Write,
)

from lessons.style import (
    BODY,
    CORAL,
    INK,
    LABEL,
    LILAC,
    MOVE,
    MUTED,
    QUICK,
    SUN,
    formula,
    framed,
    paragraph,
    rest,
    say,
    title_bar,
    words,
)

LEFT_X, GROUND, HIGH, STEP = -6.2, -2.2, 4.3, 0.85

DATA = {
    "n": 3,
    "counts": [1, 3, 7, 15, 31, 63, 127, 255],
    "power": "T_3 = 2^3 - 1 = 7",
    "centuries": "584",
    "ages": "42",
}


class Growth(Scene):
    def construct(self) -> None:
        title_bar(self, "One disc more, twice the work", LILAC)
        ground = Line((LEFT_X, GROUND, 0), (LEFT_X + 8 * STEP, GROUND, 0), color=MUTED)
        say(self, "One disc takes one move, two discs three, three discs seven.")
        self.play(Create(ground), run_time=QUICK)
        top = DATA["counts"][-1]
        for number, count in enumerate(DATA["counts"]):
            if number == 3:
                say(self, "Each time it is twice as much, and one more.")
            x = LEFT_X + STEP * (number + 0.5)
            bar = Rectangle(
                width=0.6,
                height=max(0.02, HIGH * count / top),
                stroke_width=0,
                fill_color=SUN if number + 1 == DATA["n"] else LILAC,
                fill_opacity=0.9,
            ).move_to((x, GROUND, 0), DOWN)
            value = words(str(count), LABEL, INK).next_to(bar, UP, buff=0.1)
            name = words(str(number + 1), LABEL, MUTED).move_to((x, GROUND - 0.3, 0))
            self.play(GrowFromEdge(bar, DOWN), FadeIn(value, name), run_time=QUICK)
        rule = formula("T_n = 2 T_(n-1) + 1", 46).move_to((4.0, 1.9, 0))
        self.play(Write(rule), run_time=MOVE)
        say(self, "Add one to each, and the numbers are the powers of two.")
        law = formula("T_n = 2^n - 1", 52, SUN).move_to((4.0, 0.85, 0))
        own = formula(DATA["power"], 40).move_to((4.0, -0.25, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law)), Write(own), run_time=MOVE)
        say(
            self,
            "The legend tells of 64 discs. At one a second they take {centuries} billion years.",
            DATA,
        )
        lines = VGroup(
            words(f"64 discs: {DATA['centuries']} billion years", BODY, CORAL, bold=True),
            paragraph(f"{DATA['ages']} times the age of the universe", 5.3, 0.9, (22,), MUTED),
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.2)
        lines.move_to((1.5, -1.75, 0), LEFT)
        self.play(FadeIn(lines, shift=0.2 * UP), run_time=MOVE)
        rest(self, 0.8)
