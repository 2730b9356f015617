"""Ideal gas: particles knock on the walls, more often in a smaller box."""

from collections.abc import Callable

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    TAU,
    Create,
    Dot,
    FadeIn,
    Mobject,
    Rectangle,
    Scene,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    always_redraw,
)

from lessons.style import (
    BODY,
    CORAL,
    INK,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    panel,
    rest,
    say,
    title_bar,
    words,
)

LEFT_X, LOW_Y, HIGH_Y = -6.3, -2.4, 2.1
WIDE, COUNT = 5.6, 36
FLASH = 0.25


class Box(Scene):
    def construct(self) -> None:
        title_bar(self, "Pressure is many small knocks")
        wide = ValueTracker(WIDE)
        walls = VMobject(color=INK, stroke_width=5).set_points_as_corners(
            [
                (LEFT_X + WIDE + 0.35, HIGH_Y, 0),
                (LEFT_X, HIGH_Y, 0),
                (LEFT_X, LOW_Y, 0),
                (LEFT_X + WIDE + 0.35, LOW_Y, 0),
            ]
        )
        piston = always_redraw(
            lambda: Rectangle(
                width=0.3, height=HIGH_Y - LOW_Y - 0.1, color=MUTED, fill_opacity=1
            ).move_to((LEFT_X + wide.get_value() + 0.15, (LOW_Y + HIGH_Y) / 2, 0))
        )
        gas = self.gas(wide)

        def volume() -> float:
            return 12 * wide.get_value() / WIDE

        readings = VGroup(
            self.reading(1.9, "volume", SKY, lambda: f"{volume():.1f} L"),
            self.reading(1.1, "pressure", CORAL, lambda: f"{1200 / volume():.0f} kPa"),
        )
        gauge_back = panel(4.6, 0.5).move_to((3.9, 0.25, 0))
        gauge = always_redraw(
            lambda: Rectangle(
                width=4.4 * 1200 / volume() / 320,
                height=0.3,
                stroke_width=0,
                fill_color=CORAL,
                fill_opacity=0.9,
            ).move_to((1.7, 0.25, 0), LEFT)
        )
        say(self, "A gas is many fast particles with a lot of room between them.")
        self.play(Create(walls), FadeIn(piston), FadeIn(gas), run_time=QUICK)
        self.wait(1.5)
        say(self, "Each knock on a wall is a tiny push. Together they are the pressure.")
        self.play(FadeIn(readings), FadeIn(gauge_back), FadeIn(gauge), run_time=QUICK)
        say(self, "Halve the volume: the knocks come twice as often, the pressure doubles.")
        self.play(wide.animate.set_value(WIDE / 2), run_time=SLOW)
        say(self, "At the same temperature their product stays the same.")
        law = formula('P dot V = "constant"', 48).move_to((3.9, -1.0, 0))
        self.play(Write(law), run_time=MOVE)
        numbers = formula(r"100 dot 12 = 200 dot 6", 40, SUN).move_to((3.9, -2.0, 0))
        self.play(Write(numbers), run_time=MOVE)
        say(self, "Let it expand again, and the pressure falls back.")
        self.play(wide.animate.set_value(WIDE), run_time=SLOW)
        rest(self, 0.8)

    def reading(self, y: float, name: str, color: str, value: Callable[[], str]) -> VGroup:
        label = words(name, BODY, MUTED).move_to((1.6, y, 0), LEFT)
        number = always_redraw(lambda: words(value(), BODY, color).move_to((6.2, y, 0), RIGHT))
        return VGroup(label, number)

    def gas(self, wide: ValueTracker) -> VGroup:
        """Particles that fly straight, bounce off the walls, and flash when they do."""
        rng = np.random.default_rng(3)
        room = np.array([WIDE, HIGH_Y - LOW_Y])
        at = rng.uniform(0.15, 0.95, size=(COUNT, 2)) * room
        turn = rng.uniform(0, TAU, COUNT)
        speed = rng.normal(2.4, 0.5, COUNT)
        velocity = np.column_stack([np.cos(turn), np.sin(turn)]) * speed[:, None]
        glow = np.zeros(COUNT)
        dots = VGroup(*[Dot(radius=0.08, color=SKY) for _ in range(COUNT)])

        def show() -> None:
            for number, dot in enumerate(dots):
                dot.move_to((LEFT_X + at[number, 0], LOW_Y + at[number, 1], 0))
                dot.set_color(SUN if glow[number] > 0 else SKY)

        def fly(group: Mobject, dt: float) -> None:
            at[:] = at + velocity * dt
            glow[:] = glow - dt
            most = np.array([wide.get_value(), room[1]]) - 0.12
            for beyond, sign in ((at < 0.12, 1), (at > most, -1)):
                velocity[beyond] = sign * np.abs(velocity[beyond])
                glow[beyond.any(axis=1)] = FLASH
            at[:] = np.clip(at, 0.12, most)
            show()

        show()
        dots.add_updater(fly)
        return dots
