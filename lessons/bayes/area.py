"""Bayes: all people as a square, and what a positive test leaves of it."""

from collections.abc import Callable

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Create,
    FadeIn,
    Line,
    Rectangle,
    Scene,
    Square,
    ValueTracker,
    VGroup,
    always_redraw,
)

from lessons.style import (
    BODY,
    CORAL,
    INK,
    LABEL,
    MOVE,
    MUTED,
    QUICK,
    SLOW,
    SMALL,
    SUN,
    fit,
    rest,
    say,
    title_bar,
    words,
)

SIDE, LEFT_X, LOW_Y = 4.2, -6.0, -2.2

DATA = {
    "prevalence": "1",
    "sensitivity": "90",
    "false": "9",
    "after": "9",
    "half": "91",
    "start": "30",
    "chances": [0.01, 0.9, 0.09],
}


class AreaDiagram(Scene):
    def construct(self) -> None:
        title_bar(self, "Everyone in one square", SUN)
        prior, hit, false = DATA["chances"]
        ill = ValueTracker(float(DATA["start"]) / 100)

        def positive_ill() -> float:
            return ill.get_value() * hit

        def positive_well() -> float:
            return (1 - ill.get_value()) * false

        def share() -> float:
            return positive_ill() / (positive_ill() + positive_well())

        outline = Square(SIDE, color=INK, stroke_width=4)
        outline.move_to((LEFT_X + SIDE / 2, LOW_Y + SIDE / 2, 0))
        split = always_redraw(
            lambda: Line(
                (LEFT_X + SIDE * ill.get_value(), LOW_Y, 0),
                (LEFT_X + SIDE * ill.get_value(), LOW_Y + SIDE, 0),
                color=INK,
                stroke_width=3,
            )
        )
        coral = always_redraw(lambda: self.part(0, ill.get_value(), hit, CORAL))
        yellow = always_redraw(lambda: self.part(ill.get_value(), 1, false, SUN))
        names = always_redraw(
            lambda: VGroup(
                words(f"ill {self.percent(ill.get_value())}", LABEL, CORAL).move_to(
                    (LEFT_X, LOW_Y + SIDE + 0.3, 0), LEFT
                ),
                words(f"healthy {self.percent(1 - ill.get_value())}", LABEL, MUTED).move_to(
                    (LEFT_X + SIDE, LOW_Y + SIDE + 0.3, 0), RIGHT
                ),
            )
        )
        sides = VGroup(
            fit(words(f"{DATA['sensitivity']} %", SMALL, CORAL), 0.75, 0.4).move_to(
                (LEFT_X - 0.1, LOW_Y + min(hit, 0.96) * SIDE, 0), RIGHT
            ),
            words(f"{DATA['false']} %", SMALL, SUN).move_to(
                (LEFT_X + SIDE + 0.1, LOW_Y + max(false, 0.04) * SIDE, 0), LEFT
            ),
        )
        rows = VGroup(
            self.row(1.9, "ill and positive", CORAL, positive_ill),
            self.row(1.2, "healthy and positive", SUN, positive_well),
        )
        bar_name = words("of the positive ones are ill:", BODY, MUTED).move_to((-0.2, 0.1, 0), LEFT)
        back = Rectangle(
            width=6.4, height=0.6, stroke_width=0, fill_color=SUN, fill_opacity=0.8
        ).move_to((-0.2, -0.65, 0), LEFT)
        front = always_redraw(
            lambda: Rectangle(
                width=6.4 * share(), height=0.6, stroke_width=0, fill_color=CORAL, fill_opacity=1
            ).move_to((-0.2, -0.65, 0), LEFT)
        )
        number = always_redraw(
            lambda: words(self.percent(share()), 44, CORAL, bold=True).move_to(
                (-0.2, -1.6, 0), LEFT
            )
        )
        say(self, "The square is everyone; its left part is ill, at first {start} percent.", DATA)
        self.play(Create(outline), run_time=QUICK)
        self.play(FadeIn(split), FadeIn(names), run_time=QUICK)
        say(
            self,
            "Of the ill {sensitivity} percent test positive, of the healthy {false} percent.",
            DATA,
        )
        self.play(FadeIn(coral), FadeIn(sides[0]), run_time=QUICK)
        self.play(FadeIn(yellow), FadeIn(sides[1]), run_time=QUICK)
        self.play(FadeIn(rows), run_time=QUICK)
        say(self, "Positive people stand in a coloured part. How much is red?")
        self.play(FadeIn(bar_name, back, front), FadeIn(number), run_time=MOVE)
        say(self, "With {prevalence} percent ill, that share is {after} percent.", DATA)
        self.play(ill.animate.set_value(prior), run_time=SLOW * 1.3)
        say(self, "Where half of them are ill, the same test gives {half} percent.", DATA)
        self.play(ill.animate.set_value(0.5), run_time=SLOW)
        rest(self, 0.8)

    def percent(self, chance: float) -> str:
        return f"{100 * chance:.{0 if 0.02 < chance < 0.98 else 1}f} %"

    def part(self, start: float, end: float, high: float, color: str) -> Rectangle:
        shape = Rectangle(
            width=SIDE * (end - start),
            height=SIDE * high,
            stroke_width=0,
            fill_color=color,
            fill_opacity=0.75,
        )
        return shape.move_to((LEFT_X + SIDE * start, LOW_Y, 0), DOWN + LEFT)

    def row(self, y: float, name: str, color: str, value: Callable[[], float]) -> VGroup:
        label = words(name, BODY, color).move_to((-0.2, y, 0), LEFT)
        number = always_redraw(
            lambda: words(f"{100 * value():.1f} %", BODY, color).move_to((6.2, y, 0), RIGHT)
        )
        return VGroup(label, number)
