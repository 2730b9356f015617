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
    fit,
    formula,
    framed,
    graph,
    place,
    reading,
    rest,
    say,
    title_bar,
    words,
)

DATA = {
    "r": "4",
    "v1": "4",
    "i1": "1",
    "p1": "4",
    "p": "36",
    "values": [12.0, 4.0],
    "v_ticks": [5.0, 10.0],
    "i_power_ticks": [1.0, 2.0, 3.0],
    "worked": 'P = (12 thin "V")^2 / (4 thin Omega) = 36 thin "W"',
}


class Power(Scene):
    def construct(self) -> None:
        title_bar(self, "Power is an area", MINT)
        v, r = DATA["values"]
        axes, letters = graph(
            (0, 1.1 * v / r),
            (0, 1.08 * v),
            5.4,
            4.3,
            DATA["i_power_ticks"],
            DATA["v_ticks"],
            ("amperes", "volts"),
        )
        place([axes, letters], (-3.0, -0.1))
        volts = ValueTracker(v / 3)

        def area() -> Rectangle:
            corner, far = (
                axes.c2p(0, 0),
                axes.c2p(volts.get_value() / r, volts.get_value()),
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
            return volts.get_value() ** 2 / r

        shape = always_redraw(area)
        number = always_redraw(
            lambda: words(reading(watts(), "W"), BODY, INK, bold=True).next_to(
                shape, RIGHT, buff=0.15
            )
        )
        line = Line(axes.c2p(0, 0), axes.c2p(1.08 * v / r, 1.08 * v), color=SUN, stroke_width=4)
        readings = always_redraw(
            lambda: VGroup(
                words(f"V = {reading(volts.get_value(), 'V')}", BODY, SKY).move_to(
                    (1.6, 2.1, 0), LEFT
                ),
                words(f"I = {reading(volts.get_value() / r, 'A')}", BODY, SUN).move_to(
                    (4.3, 2.1, 0), LEFT
                ),
            )
        )
        say(self, "A resistor of {r} ohms: at {v1} volts it takes {i1} amperes.", DATA)
        self.play(FadeIn(axes, letters), Create(line), run_time=MOVE)
        self.play(FadeIn(readings), run_time=QUICK)
        say(self, "Voltage times current is power: {p1} watts, the area of the rectangle.", DATA)
        law = formula("P = V dot I", 48, MINT).move_to((3.9, 1.0, 0))
        self.play(FadeIn(shape), FadeIn(number), Write(law), run_time=MOVE)
        say(self, "Twice the voltage doubles the current, too: four times the power.")
        self.play(volts.animate.set_value(2 * v / 3), run_time=SLOW)
        say(self, "Three times the voltage: nine times the power, {p} watts.", DATA)
        self.play(volts.animate.set_value(v), run_time=SLOW)
        say(self, "With Ohm's law the power is V squared over R, or I squared times R.")
        square = formula("P = V^2/R = I^2 dot R", 48).move_to((3.9, -0.35, 0))
        self.play(Write(square), run_time=MOVE)
        worked = fit(formula(DATA["worked"], 36), 5.4, 1.1).move_to((3.9, -1.75, 0))
        self.play(Write(worked), Create(framed(square)), run_time=MOVE)
        rest(self, 0.8)
