"""Derivative: the secant becomes the tangent."""

from manim import LEFT, Create, Dot, FadeIn, Line, Scene, ValueTracker, VGroup, Write, always_redraw

from lessons.style import (
    BODY,
    INK,
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    graph,
    place,
    rest,
    say,
    title_bar,
    words,
)


class Secant(Scene):
    def construct(self) -> None:
        title_bar(self, "From secant to tangent")
        axes, letters = graph((0, 4), (0, 5), 6.4, 4.7, (1, 2, 3), (1, 2, 3, 4))
        place([axes, letters], (-3.2, -0.15))

        def f(x: float) -> float:
            return 0.4 * x * x + 0.5

        at = 1.0
        h = ValueTracker(2.0)
        curve = axes.plot(f, x_range=(0, 3.3), color=SKY, stroke_width=5)
        fixed = Dot(axes.c2p(at, f(at)), color=INK)
        moving = always_redraw(
            lambda: Dot(axes.c2p(at + h.get_value(), f(at + h.get_value())), color=SUN)
        )

        def slope() -> float:
            return (f(at + h.get_value()) - f(at)) / h.get_value()

        def secant() -> Line:
            left, right = 0.1, 3.6
            m = slope()
            return Line(
                axes.c2p(left, f(at) + m * (left - at)),
                axes.c2p(right, f(at) + m * (right - at)),
                color=SUN,
                stroke_width=4,
            )

        line = always_redraw(secant)
        numbers = always_redraw(lambda: self.numbers(h.get_value(), slope()))
        say(self, "How steep is a curve at one single point?")
        self.play(FadeIn(axes), FadeIn(letters), run_time=QUICK)
        self.play(Create(curve), FadeIn(fixed), run_time=MOVE)
        say(self, "Take a second point, a step h away. The line through both is a secant.")
        self.play(FadeIn(moving), run_time=QUICK)
        self.play(Create(line), run_time=QUICK)
        quotient = formula("m = (f(x + h) - f(x))/h", 44).move_to((3.8, 1.7, 0))
        self.play(Write(quotient), FadeIn(numbers), run_time=MOVE)
        say(self, "Now let h shrink. The secant turns, and its slope settles.")
        self.play(h.animate.set_value(0.5), run_time=SLOW)
        self.play(h.animate.set_value(0.01), run_time=SLOW)
        say(self, "What it settles at is the slope of the tangent: the derivative.")
        limit = formula("f'(x) = lim_(h -> 0) (f(x + h) - f(x))/h", 44, SUN)
        limit.move_to((3.7, -1.9, 0))
        self.play(Write(limit), run_time=SLOW)
        rest(self, 0.8)

    def numbers(self, h: float, slope: float) -> VGroup:
        rows = VGroup(words(f"h = {h:.2f}"), words(f"slope = {slope:.2f}", BODY, SUN))
        for number, row in enumerate(rows):
            row.move_to((2.6, 0.5 - 0.7 * number, 0), LEFT)
        return rows
