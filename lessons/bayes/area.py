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
    SUN,
    rest,
    say,
    title_bar,
    words,
)

SIDE, LEFT_X, LOW_Y = 4.2, -6.0, -2.2
HIT, FALSE_HIT = 0.9, 0.09


class AreaDiagram(Scene):
    def construct(self) -> None:
        title_bar(self, "Everyone in one square", SUN)
        ill = ValueTracker(0.3)

        def positive_ill() -> float:
            return ill.get_value() * HIT

        def positive_well() -> float:
            return (1 - ill.get_value()) * FALSE_HIT

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
        coral = always_redraw(lambda: self.part(0, ill.get_value(), HIT, CORAL))
        yellow = always_redraw(lambda: self.part(ill.get_value(), 1, FALSE_HIT, SUN))
        names = always_redraw(
            lambda: VGroup(
                words(f"ill {100 * ill.get_value():.0f} %", LABEL, CORAL).move_to(
                    (LEFT_X, LOW_Y + SIDE + 0.3, 0), LEFT
                ),
                words(f"healthy {100 - 100 * ill.get_value():.0f} %", LABEL, MUTED).move_to(
                    (LEFT_X + SIDE, LOW_Y + SIDE + 0.3, 0), RIGHT
                ),
            )
        )
        sides = VGroup(
            words("90 %", LABEL, CORAL).move_to((LEFT_X - 0.1, LOW_Y + 0.9 * SIDE, 0), RIGHT),
            words("9 %", LABEL, SUN).move_to((LEFT_X + SIDE + 0.1, LOW_Y + 0.09 * SIDE, 0), LEFT),
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
            lambda: words(f"{100 * share():.0f} %", 44, CORAL, bold=True).move_to(
                (-0.2, -1.6, 0), LEFT
            )
        )
        say(self, "The square is everyone; its left part, say 30 percent, is ill.")
        self.play(Create(outline), run_time=QUICK)
        self.play(FadeIn(split), FadeIn(names), run_time=QUICK)
        say(self, "Of the ill 90 percent test positive, of the healthy 9 percent.")
        self.play(FadeIn(coral), FadeIn(sides[0]), run_time=QUICK)
        self.play(FadeIn(yellow), FadeIn(sides[1]), run_time=QUICK)
        self.play(FadeIn(rows), run_time=QUICK)
        say(self, "Positive people stand in a coloured part. How much is red?")
        self.play(FadeIn(bar_name, back, front), FadeIn(number), run_time=MOVE)
        say(self, "The rarer the illness, the smaller that share: 9 percent here.")
        self.play(ill.animate.set_value(0.01), run_time=SLOW * 1.3)
        say(self, "Where half of them are ill, a positive test is almost certain.")
        self.play(ill.animate.set_value(0.5), run_time=SLOW)
        rest(self, 0.8)

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
