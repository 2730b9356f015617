"""Ideal gas: the rectangle under an isotherm keeps its area."""

from collections.abc import Callable

from manim import (
    LEFT,
    Create,
    Dot,
    FadeIn,
    Rectangle,
    Scene,
    Text,
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
    MINT,
    MOVE,
    MUTED,
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

GAS_CONSTANT = 8.314


class Isotherms(Scene):
    def construct(self) -> None:
        title_bar(self, "Pressure against volume", SUN)
        axes, letters = graph(
            (0, 62), (0, 265), 6.8, 4.5, (20, 40, 60), (50, 100, 150, 200, 250), ("V in L", "kPa")
        )
        place([axes, letters], (-2.7, -0.1))
        kelvin, volume = ValueTracker(300), ValueTracker(12)

        def pressure(litres: float, temperature: float) -> float:
            return GAS_CONSTANT * temperature / litres

        def area() -> Rectangle:
            low = axes.c2p(0, 0)
            high = axes.c2p(volume.get_value(), pressure(volume.get_value(), kelvin.get_value()))
            return Rectangle(
                width=high[0] - low[0],
                height=high[1] - low[1],
                color=MINT,
                stroke_width=3,
                fill_color=MINT,
                fill_opacity=0.3,
            ).move_to((low + high) / 2)

        def isotherm(temperature: float, color: str) -> VMobject:
            start = GAS_CONSTANT * temperature / 255
            curve = axes.plot(
                lambda v: pressure(v, temperature), x_range=(start, 60, 1), color=color
            )
            return curve.set_stroke(width=5)

        cool = isotherm(300, SKY)
        moving = always_redraw(lambda: isotherm(kelvin.get_value(), CORAL))
        shape = always_redraw(area)
        point = always_redraw(
            lambda: Dot(
                axes.c2p(volume.get_value(), pressure(volume.get_value(), kelvin.get_value())),
                color=INK,
                radius=0.1,
            )
        )
        readings = VGroup(
            self.reading(2.2, SKY, lambda: f"V = {volume.get_value():.0f} L"),
            self.reading(
                1.5,
                SUN,
                lambda: f"P = {pressure(volume.get_value(), kelvin.get_value()):.0f} kPa",
            ),
            self.reading(0.8, CORAL, lambda: f"T = {kelvin.get_value():.0f} K"),
            self.reading(0.1, MINT, lambda: f"P · V = {GAS_CONSTANT * kelvin.get_value():.0f} J"),
        )
        say(self, "One mole of gas at 300 kelvin: pressure over volume is a hyperbola.")
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(Create(cool), run_time=MOVE)
        say(self, "The rectangle under a point of it has the area P times V.")
        self.play(FadeIn(shape), FadeIn(point), FadeIn(readings), run_time=QUICK)
        say(self, "Slide along: it gets wide and low, but its area stays.")
        self.play(volume.animate.set_value(40), run_time=SLOW)
        say(self, "Heat the gas to twice the temperature, and the area doubles.")
        self.add(moving)
        self.bring_to_front(point)
        self.play(kelvin.animate.set_value(600), run_time=SLOW)
        say(self, "So P times V grows with T and with the amount n.")
        law = formula("P V = n R T", 56).move_to((4.3, -1.1, 0))
        self.play(Write(law), run_time=MOVE)
        constant = formula('R = 8.314 thin "J" \\/ ("mol" dot "K")', 34, MUTED)
        self.play(Create(framed(law)), FadeIn(constant.move_to((4.3, -2.3, 0))), run_time=QUICK)
        rest(self, 0.8)

    def reading(self, y: float, color: str, value: Callable[[], str]) -> Text:
        return always_redraw(lambda: words(value(), BODY, color).move_to((3.0, y, 0), LEFT))
