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

DATA = {
    "sensitivity": "90",
    "false": "9",
    "odds_first": "1 : 99",
    "ratio": "10",
    "ratio_worked": "0.9 / 0.09 = 10",
    "beliefs": [0.01, 0.09174311926605506, 0.5025125628140703, 0.9099181073703366],
    "odds": ["1 : 99", "1 : 9.9", "1.01 : 1", "10.1 : 1"],
    "steps": [
        "So it multiplies the odds by 10: now 9 percent.",
        "A second, independent positive: 50 percent.",
        "A third one: 91 percent of such people are ill.",
    ],
}


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
                words(self.percent(belief.get_value()), BODY, CORAL, bold=True).move_to(
                    (LEFT_X + WIDE * belief.get_value(), LEVEL + 0.5, 0)
                ),
            )
        )
        boxes = VGroup(*[self.box(number) for number in range(4)])
        say(self, "Before any test the odds are {odds_first}: ill against healthy.", DATA)
        self.play(FadeIn(axis, marks), FadeIn(filled), FadeIn(head), run_time=QUICK)
        self.play(FadeIn(boxes[0]), run_time=QUICK)
        say(
            self,
            "A positive is {ratio} times likelier for the ill: {sensitivity} to {false} percent.",
            DATA,
        )
        ratio = formula(DATA["ratio_worked"], 44, SUN).move_to((2.0, -0.1, 0))
        told = words("ill against healthy:", BODY, MUTED).move_to((-1.6, -0.1, 0))
        self.play(FadeIn(told), Write(ratio), run_time=MOVE)
        for number in range(1, 4):
            say(self, DATA["steps"][number - 1])
            arrow = Arrow(
                boxes[number - 1][0].get_right(), boxes[number][0].get_left(), color=SUN, buff=0.08
            )
            times = words(f"× {DATA['ratio']}", LABEL, SUN).next_to(arrow, UP, buff=0.12)
            self.play(GrowArrow(arrow), FadeIn(times), FadeIn(boxes[number]), run_time=QUICK)
            self.play(belief.animate.set_value(self.chance(number)), run_time=MOVE)
        rest(self, 0.4)

    def chance(self, number: int) -> float:
        return DATA["beliefs"][number]

    def percent(self, chance: float) -> str:
        return f"{100 * chance:.{0 if 0.02 < chance < 0.98 else 2}f} %"

    def box(self, number: int) -> VGroup:
        name = ("before", "1st positive", "2nd positive", "3rd positive")[number]
        box = labelled_box(DATA["odds"][number], 2.2, 0.9, CORAL)
        box.move_to((-5.3 + 3.53 * number, 1.3, 0))
        return VGroup(*box, words(name, LABEL, MUTED).next_to(box, UP, buff=0.15))
