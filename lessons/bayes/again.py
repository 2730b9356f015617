"""Bayes: a second test, and how odds are multiplied."""

from manim import (
    DOWN,
    UP,
    Arrow,
    Dot,
    FadeIn,
    GrowArrow,
    Line,
    Scene,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)

from lessons.style import (
    BODY,
    CORAL,
    LABEL,
    LILAC,
    MOVE,
    MUTED,
    QUICK,
    SUN,
    formula,
    labelled_box,
    rest,
    say,
    title_bar,
    words,
)

LEFT_X, WIDE, LEVEL = -6.0, 12.0, -1.6
STEPS = ((1, 99), (10, 99), (100, 99), (1000, 99))


class Again(Scene):
    def construct(self) -> None:
        title_bar(self, "And if you test again?", LILAC)
        axis = Line((LEFT_X, LEVEL, 0), (LEFT_X + WIDE, LEVEL, 0), color=MUTED, stroke_width=4)
        marks = VGroup()
        for percent in (0, 25, 50, 75, 100):
            x = LEFT_X + WIDE * percent / 100
            tick = Line((x, LEVEL - 0.1, 0), (x, LEVEL + 0.1, 0), color=MUTED, stroke_width=3)
            marks.add(tick, words(f"{percent} %", LABEL, MUTED).next_to(tick, DOWN, buff=0.12))
        belief = ValueTracker(self.chance(0))
        filled = always_redraw(
            lambda: Line(
                (LEFT_X, LEVEL, 0),
                (LEFT_X + WIDE * belief.get_value(), LEVEL, 0),
                color=CORAL,
                stroke_width=12,
            )
        )
        head = always_redraw(
            lambda: VGroup(
                Dot((LEFT_X + WIDE * belief.get_value(), LEVEL, 0), radius=0.14, color=CORAL),
                words(f"{100 * belief.get_value():.0f} %", BODY, CORAL, bold=True).move_to(
                    (LEFT_X + WIDE * belief.get_value(), LEVEL + 0.5, 0)
                ),
            )
        )
        boxes = VGroup(*[self.box(number) for number in range(4)])
        say(self, "Before any test: one ill for 99 healthy. Those are the odds.")
        self.play(FadeIn(axis, marks), FadeIn(filled), FadeIn(head), run_time=QUICK)
        self.play(FadeIn(boxes[0]), run_time=QUICK)
        say(self, "A positive test is ten times likelier for the ill: 90 percent to 9.")
        ratio = formula("0.90 / 0.09 = 10", 44, SUN).move_to((2.0, -0.1, 0))
        told = words("ill against healthy:", BODY, MUTED).move_to((-1.6, -0.1, 0))
        self.play(FadeIn(told), Write(ratio), run_time=MOVE)
        for number in range(1, 4):
            if number == 1:
                say(self, "So it multiplies the odds by ten: 10 to 99, about 9 percent.")
            elif number == 2:
                say(self, "A second, independent positive: 100 to 99, an even chance.")
            else:
                say(self, "A third one: 1000 to 99. Now 91 of 100 such people are ill.")
            arrow = Arrow(
                boxes[number - 1][0].get_right(), boxes[number][0].get_left(), color=SUN, buff=0.08
            )
            times = words("× 10", LABEL, SUN).next_to(arrow, UP, buff=0.12)
            self.play(GrowArrow(arrow), FadeIn(times), FadeIn(boxes[number]), run_time=QUICK)
            self.play(belief.animate.set_value(self.chance(number)), run_time=MOVE)
        rest(self, 0.4)

    def chance(self, number: int) -> float:
        ill, well = STEPS[number]
        return ill / (ill + well)

    def box(self, number: int) -> VGroup:
        ill, well = STEPS[number]
        name = ("before", "1st positive", "2nd positive", "3rd positive")[number]
        box = labelled_box(f"{ill} : {well}", 2.2, 0.9, CORAL)
        box.move_to((-5.3 + 3.53 * number, 1.3, 0))
        return VGroup(*box, words(name, LABEL, MUTED).next_to(box, UP, buff=0.15))
