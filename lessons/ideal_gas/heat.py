"""Ideal gas: hotter means faster; the pressure follows a line to absolute zero."""

import numpy as np
from manim import (
    TAU,
    Circle,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    ManimColor,
    Mobject,
    Scene,
    Square,
    TracedPath,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
    interpolate_color,
)

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
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

LEFT_X, LOW_Y, SIDE = -6.4, -2.2, 4.0
COUNT = 26


class Heat(Scene):
    def construct(self) -> None:
        title_bar(self, "Hotter means faster", CORAL)
        kelvin = ValueTracker(300)
        walls = Square(SIDE, color=INK, stroke_width=5)
        walls.move_to((LEFT_X + SIDE / 2, LOW_Y + SIDE / 2, 0))
        gas = self.gas(kelvin)
        reading = always_redraw(
            lambda: words(
                f"{kelvin.get_value():.0f} K  =  {kelvin.get_value() - 273:.0f} °C".replace(
                    "-", "−"
                ),
                BODY,
                CORAL,
            ).move_to((LEFT_X + SIDE / 2, LOW_Y + SIDE + 0.4, 0))
        )
        axes, letters = graph(
            (0, 640), (0, 225), 6.6, 4.1, (150, 300, 450, 600), (50, 100, 150, 200), ("K", "kPa")
        )
        place([axes, letters], (2.6, -0.15))

        def pressure() -> float:
            return kelvin.get_value() / 3

        point = always_redraw(
            lambda: Dot(axes.c2p(kelvin.get_value(), pressure()), color=SUN, radius=0.11)
        )
        drop = always_redraw(
            lambda: DashedLine(
                axes.c2p(kelvin.get_value(), 0),
                axes.c2p(kelvin.get_value(), pressure()),
                color=FAINT,
            )
        )
        path = TracedPath(point.get_center, stroke_color=SUN, stroke_width=5)
        say(self, "A closed box at room temperature: 300 kelvin and 100 kilopascals.")
        self.play(Create(walls), FadeIn(gas), FadeIn(reading), run_time=QUICK)
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(FadeIn(drop), FadeIn(point), run_time=0.4)
        self.add(path)
        say(self, "Heat it. The particles get faster and knock harder and more often.")
        self.play(kelvin.animate.set_value(600), run_time=SLOW * 1.3)
        say(self, "Twice the temperature in kelvin makes twice the pressure.")
        self.play(kelvin.animate.set_value(300), run_time=MOVE)
        say(self, "Cool it down, and the line points to zero pressure at zero kelvin.")
        self.play(kelvin.animate.set_value(90), run_time=SLOW)
        rest_of_line = DashedLine(axes.c2p(90, 30), axes.c2p(0, 0), color=SUN)
        zero = Circle(radius=0.2, color=CORAL, stroke_width=4).move_to(axes.c2p(0, 0))
        self.play(Create(rest_of_line), Create(zero), run_time=QUICK)
        say(self, "There, at minus 273 degrees Celsius, nothing is left to slow down.")
        law = formula('P / T = "constant"', 44).move_to(axes.c2p(200, 185))
        self.play(Write(law), run_time=MOVE)
        rest(self, 0.8)

    def told(self, kelvin: float) -> str:
        celsius = kelvin - 273
        return f"{kelvin:.0f} K  =  {'−' if celsius < 0 else ''}{abs(celsius):.0f} °C"

    def gas(self, kelvin: ValueTracker) -> VGroup:
        """Particles whose speed goes with the root of the temperature."""
        rng = np.random.default_rng(11)
        at = rng.uniform(0.15, SIDE - 0.15, size=(COUNT, 2))
        turn = rng.uniform(0, TAU, COUNT)
        speed = rng.normal(1.9, 0.4, COUNT)
        velocity = np.column_stack([np.cos(turn), np.sin(turn)]) * speed[:, None]
        dots = VGroup(*[Dot(radius=0.08) for _ in range(COUNT)])

        def show() -> None:
            hot = min(1.0, kelvin.get_value() / 600)
            color = interpolate_color(ManimColor(SKY), ManimColor(CORAL), hot)
            for number, dot in enumerate(dots):
                dot.move_to((LEFT_X + at[number, 0], LOW_Y + at[number, 1], 0)).set_color(color)

        def fly(group: Mobject, dt: float) -> None:
            at[:] = at + velocity * dt * np.sqrt(kelvin.get_value() / 300)
            low, high = at < 0.12, at > SIDE - 0.12
            velocity[low] = np.abs(velocity[low])
            velocity[high] = -np.abs(velocity[high])
            at[:] = np.clip(at, 0.12, SIDE - 0.12)
            show()

        show()
        dots.add_updater(fly)
        return dots
