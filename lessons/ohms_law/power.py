"""Ohm's law: electric power is an area, and grows with the square of the voltage."""

from manim import (
    LEFT,
    RIGHT,
    Create,
    FadeIn,
    Line,
    Rectangle,
    Scene,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)

from lessons.style import (
    BODY,
    INK,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    framed,
    graph,
    place,
    rest,
    say,
    title_bar,
    words,
)

OHMS = 4.0


class Power(Scene):
    def construct(self) -> None:
        title_bar(self, "Power is an area", MINT)
        axes, letters = graph(
            (0, 3.3), (0, 13), 5.6, 4.3, (1, 2, 3), (4, 8, 12), ("amperes", "volts")
        )
        place([axes, letters], (-3.0, -0.1))
        volts = ValueTracker(4)

        def area() -> Rectangle:
            corner, far = (
                axes.c2p(0, 0),
                axes.c2p(volts.get_value() / OHMS, volts.get_value()),
            )
            shape = Rectangle(
                width=far[0] - corner[0],
                height=far[1] - corner[1],
                color=MINT,
                stroke_width=3,
                fill_color=MINT,
                fill_opacity=0.35,
            )
            return shape.move_to((corner + far) / 2)

        def watts() -> float:
            return volts.get_value() ** 2 / OHMS

        shape = always_redraw(area)
        number = always_redraw(
            lambda: words(f"{watts():.0f} W", BODY, INK, bold=True).next_to(shape, RIGHT, buff=0.15)
        )
        line = Line(axes.c2p(0, 0), axes.c2p(3.25, 13), color=SUN, stroke_width=4)
        reading = always_redraw(
            lambda: VGroup(
                words(f"V = {volts.get_value():.0f} V", BODY, SKY).move_to((1.6, 2.1, 0), LEFT),
                words(f"I = {volts.get_value() / OHMS:.1f} A", BODY, SUN).move_to(
                    (4.2, 2.1, 0), LEFT
                ),
            )
        )
        say(self, "A resistor of 4 ohms: at 4 volts it takes 1 ampere.")
        self.play(FadeIn(axes, letters), Create(line), run_time=MOVE)
        self.play(FadeIn(reading), run_time=QUICK)
        say(self, "Voltage times current is power: here 4 watts, the area of the rectangle.")
        law = formula("P = V dot I", 48, MINT).move_to((3.9, 1.0, 0))
        self.play(FadeIn(shape), FadeIn(number), Write(law), run_time=MOVE)
        say(self, "Twice the voltage doubles the current, too: four times the power.")
        self.play(volts.animate.set_value(8), run_time=SLOW)
        say(self, "Three times the voltage: nine times the power, 36 watts.")
        self.play(volts.animate.set_value(12), run_time=SLOW)
        say(self, "With Ohm's law the power is V squared over R, or I squared times R.")
        square = formula("P = V^2/R = I^2 dot R", 48).move_to((3.9, -0.35, 0))
        self.play(Write(square), run_time=MOVE)
        worked = formula('12^2/4 "W" = 3^2 dot 4 "W" = 36 "W"', 36).move_to((3.9, -1.75, 0))
        self.play(Write(worked), Create(framed(square)), run_time=MOVE)
        rest(self, 0.8)
