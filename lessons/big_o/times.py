"""Big O: how long a computer of a million steps a second would take."""

from collections.abc import Callable

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    FadeIn,
    Line,
    Rectangle,
    Scene,
    ValueTracker,
    VGroup,
    always_redraw,
)

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    LABEL,
    LILAC,
    MINT,
    MOVE,
    MUTED,
    SKY,
    SLOW,
    SMALL,
    SUN,
    formula,
    rest,
    say,
    title_bar,
    words,
)

ROWS: tuple[tuple[str, str, Callable[[float], float]], ...] = (
    ("log_2 n", LILAC, lambda n: np.log2(n)),
    ("n", SKY, lambda n: n),
    ("n log_2 n", MINT, lambda n: n * np.log2(n)),
    ("n^2", SUN, lambda n: n * n),
    ("2^n", CORAL, lambda n: 2.0**n),
)
# The axis is logarithmic: one unit of it is a factor of ten, and zero is a microsecond.
MARKS = (
    (0, "1 µs"),
    (3, "1 ms"),
    (6, "1 s"),
    (10.94, "1 day"),
    (13.5, "1 year"),
    (16.5, "1000 years"),
)
START, PER_FACTOR = -4.9, 0.46
UNITS = (
    (31_557_600e6, "years"),
    (86_400e6, "days"),
    (1e6, "s"),
    (1e3, "ms"),
    (1, "µs"),
)


class Times(Scene):
    def construct(self) -> None:
        title_bar(self, "A million steps a second", CORAL)
        n = ValueTracker(10)
        grid = VGroup()
        for power, name in MARKS:
            x = START + PER_FACTOR * power
            line = Line((x, 1.55, 0), (x, -2.75, 0), color=FAINT, stroke_width=2)
            grid.add(line, words(name, SMALL, MUTED).next_to(line, UP, buff=0.12))
        names = VGroup(
            *[
                formula(name, 38, color).move_to((-5.2, self.level(number), 0), RIGHT)
                for number, (name, color, _) in enumerate(ROWS)
            ]
        )
        bars = VGroup(*[self.bar(number, n) for number in range(len(ROWS))])
        head = always_redraw(
            lambda: words(f"n = {n.get_value():.0f}", BODY, bold=True).move_to((4.0, 1.9, 0), LEFT)
        )
        say(self, "Let a computer take a million steps each second. Every line is a time.")
        self.play(FadeIn(grid), FadeIn(names), run_time=MOVE)
        say(self, "For ten things everything is done in about a millisecond.")
        self.play(FadeIn(head), FadeIn(bars), run_time=MOVE)
        say(self, "For 20 things, two to the n takes a second.")
        self.play(n.animate.set_value(20), run_time=SLOW)
        say(self, "For 40 it takes almost two weeks.")
        self.play(n.animate.set_value(40), run_time=SLOW)
        say(self, "For 60: thirty-six thousand years. All others stay below four milliseconds.")
        self.play(n.animate.set_value(60), run_time=SLOW)
        rest(self, 0.8)

    def level(self, number: int) -> float:
        return 1.1 - 0.85 * number

    def bar(self, number: int, n: ValueTracker) -> VGroup:
        """A bar as long as the order of magnitude of the time, and the time itself."""
        _, color, law = ROWS[number]
        y = self.level(number)

        def drawn() -> VGroup:
            steps = law(n.get_value())
            length = PER_FACTOR * np.log10(steps)
            shape = Rectangle(
                width=length, height=0.46, stroke_width=0, fill_color=color, fill_opacity=0.85
            )
            shape.move_to((START, y, 0), LEFT)
            time = words(self.told(steps), LABEL, color).move_to((4.0, y, 0), LEFT)
            return VGroup(shape, time)

        return always_redraw(drawn)

    def told(self, microseconds: float) -> str:
        size, unit = next(pair for pair in UNITS if microseconds >= pair[0])
        number = microseconds / size
        return f"{number:,.0f} {unit}" if number >= 10 else f"{number:.1f} {unit}"
