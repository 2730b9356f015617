"""Ohm's law: cover what you look for, and read off how to find it."""

from manim import LEFT, Circle, Create, FadeIn, FadeOut, Line, Polygon, Scene, VGroup, Write

from lessons.style import (
    CORAL,
    INK,
    MOVE,
    MUTED,
    PANEL,
    QUICK,
    SKY,
    SUN,
    formula,
    rest,
    say,
    title_bar,
    words,
)

# Name, where its part of the triangle is, what is read when it is covered, a worked example.
QUESTIONS = (
    ("V", (-4.0, 0.75), "V = I dot R", '0.5 "A" dot 12 thin Omega = 6 "V"', SKY),
    ("I", (-4.95, -1.2), "I = V/R", '(9 "V") / (450 thin Omega) = 0.02 "A"', SUN),
    ("R", (-3.05, -1.2), "R = V/I", '(230 "V") / (2 "A") = 115 thin Omega', CORAL),
)
ROWS = (1.75, 0.0, -1.75)


class Cover(Scene):
    def construct(self) -> None:
        title_bar(self, "One law, three questions", CORAL)
        outline = Polygon((-6.5, -2.1, 0), (-1.5, -2.1, 0), (-4.0, 2.1, 0), color=INK)
        across = Line((-5.36, -0.2, 0), (-2.64, -0.2, 0), color=INK, stroke_width=4)
        down = Line((-4.0, -0.2, 0), (-4.0, -2.1, 0), color=INK, stroke_width=4)
        letters = VGroup(
            *[formula(name, 64, color).move_to((*at, 0)) for name, at, _, _, color in QUESTIONS]
        )
        say(self, "Write the law as a triangle: V above, I and R side by side below.")
        self.play(Create(outline), run_time=MOVE)
        self.play(Create(across), Create(down), FadeIn(letters), run_time=QUICK)
        cover = Circle(radius=0.6, color=MUTED, fill_color=PANEL, fill_opacity=1, stroke_width=3)
        mark = words("?", 40, MUTED)
        lid = VGroup(cover, mark)
        say(self, "Cover V. I stands beside R, so the two are multiplied.")
        self.play(
            FadeIn(lid.move_to(letters[0]), scale=1.3),
            letters[0].animate.set_opacity(0),
            run_time=QUICK,
        )
        self.answer(0)
        say(self, "Cover I. V stands over R: divide the voltage by the resistance.")
        self.play(
            lid.animate.move_to(letters[1]),
            letters[0].animate.set_opacity(1),
            letters[1].animate.set_opacity(0),
            run_time=QUICK,
        )
        self.answer(1)
        say(self, "Cover R. V stands over I: two amperes at 230 volts mean 115 ohms.")
        self.play(
            lid.animate.move_to(letters[2]),
            letters[1].animate.set_opacity(1),
            letters[2].animate.set_opacity(0),
            run_time=QUICK,
        )
        self.answer(2)
        rest(self, 0.4)
        self.play(FadeOut(lid), letters[2].animate.set_opacity(1), run_time=QUICK)
        rest(self, 0.6)

    def answer(self, number: int) -> None:
        """Write what is read from the triangle, and an example of it."""
        _, _, rule, example, color = QUESTIONS[number]
        law = formula(rule, 46, color).move_to((-0.2, ROWS[number], 0), LEFT)
        worked = formula(example, 40).move_to((2.6, ROWS[number], 0), LEFT)
        self.play(Write(law), run_time=MOVE)
        self.play(Write(worked), run_time=MOVE)
