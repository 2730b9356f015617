"""Bayes: the formula, made of the pieces of the square."""

from manim import DOWN, LEFT, PI, Create, FadeIn, Line, Rectangle, Scene, Square, VGroup, Write

from lessons.style import (
    BACKGROUND,
    BODY,
    CORAL,
    INK,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SLOW,
    SUN,
    fit,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

SIDE, LEFT_X, LOW_Y = 3.9, -6.3, -2.1
ILL, HIT, FALSE_HIT = 0.35, 0.9, 0.3


DATA = {
    "prevalence": "1",
    "sensitivity": "90",
    "false": "9",
    "worked": "(0.9 dot 0.01)/(0.9 dot 0.01 + 0.09 dot 0.99) = 0.009/0.0981 approx 0.0917",
}


class Rule(Scene):
    def construct(self) -> None:
        title_bar(self, "The formula is a fraction of areas", MINT)
        outline = Square(SIDE, color=INK, stroke_width=4)
        outline.move_to((LEFT_X + SIDE / 2, LOW_Y + SIDE / 2, 0))
        coral = self.piece(ILL * SIDE, HIT * SIDE, CORAL)
        coral.move_to((LEFT_X, LOW_Y, 0), DOWN + LEFT)
        yellow = self.piece((1 - ILL) * SIDE, FALSE_HIT * SIDE, SUN)
        yellow.move_to((LEFT_X + ILL * SIDE, LOW_Y, 0), DOWN + LEFT)
        heads = VGroup(
            formula("P(A)", 34, CORAL).move_to((LEFT_X + ILL * SIDE / 2, LOW_Y + SIDE + 0.3, 0)),
            formula("P(not A)", 34, MUTED).move_to(
                (LEFT_X + (1 + ILL) * SIDE / 2, LOW_Y + SIDE + 0.3, 0)
            ),
        )
        inside = VGroup(
            formula(r"P(B|A)", 30).rotate(PI / 2).move_to(coral),
            formula(r"P(B|not A)", 30, BACKGROUND).move_to(yellow),
        )
        say(self, "A: being ill. B: a positive test. Width times height is the chance of both.")
        self.play(Create(outline), FadeIn(heads), run_time=MOVE)
        self.play(FadeIn(coral, yellow), FadeIn(inside), run_time=QUICK)
        say(self, "The chance of A once B is known: the red part of all that is coloured.")
        top, red, sand = coral.copy(), coral.copy(), yellow.copy()
        bar = Line((0.85, 1.4, 0), (3.35, 1.4, 0), color=INK, stroke_width=4)
        plus = words("+", BODY).move_to((1.85, 0.75, 0))
        self.play(top.animate.scale(0.3).move_to((2.1, 2.06, 0)), Create(bar), run_time=MOVE)
        self.play(
            red.animate.scale(0.3).move_to((1.4, 0.75, 0)),
            sand.animate.scale(0.3).move_to((2.6, 0.75, 0)),
            FadeIn(plus),
            run_time=MOVE,
        )
        law = formula(r"P(A|B) = (P(B|A) P(A))/(P(B|A) P(A) + P(B|not A) P(not A))", 38)
        say(self, "Written out, that is Bayes' theorem.")
        self.play(Write(law.move_to((2.3, -0.6, 0))), run_time=SLOW)
        self.play(Create(framed(law, buff=0.15)), run_time=QUICK)
        say(
            self,
            "With {prevalence} percent ill, {sensitivity} found and {false} percent false alarms:",
            DATA,
        )
        numbers = fit(formula(DATA["worked"], 38, MINT), 8.6, 1.2)
        self.play(Write(numbers.move_to((2.3, -2.2, 0))), run_time=SLOW)
        rest(self, 0.8)

    def piece(self, wide: float, high: float, color: str) -> Rectangle:
        return Rectangle(
            width=wide, height=high, stroke_width=0, fill_color=color, fill_opacity=0.75
        )
