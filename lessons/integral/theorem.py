"""Integral: the area so far climbs with the height of the graph."""

import numpy as np
from manim import (
    LEFT,
    Create,
    Dot,
    FadeIn,
    Polygon,
    Scene,
    ValueTracker,
    VMobject,
    Write,
    always_redraw,
    linear,
)

from lessons.style import (
    BODY,
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
    rest,
    say,
    title_bar,
    value_of,
    words,
)

DATA = {
    "text": "x²",
    "low": "0",
    "high": "3",
    "total": "9",
    "terms": [[1.0, "power", 2.0]],
    "bounds": [0, 3],
    "window": [[-0.24, 3.24], [0.0, 10.08], [1.0, 2.0, 3.0], [5.0, 10.0]],
    "areas": [
        0.0,
        4.1e-05,
        0.000332,
        0.001123,
        0.002664,
        0.005205,
        0.008996,
        0.014287,
        0.021328,
        0.030369,
        0.04166,
        0.055451,
        0.071992,
        0.091533,
        0.114324,
        0.140615,
        0.170656,
        0.204697,
        0.242988,
        0.285779,
        0.33332,
        0.385861,
        0.443652,
        0.506943,
        0.575984,
        0.651025,
        0.732316,
        0.820107,
        0.914648,
        1.016189,
        1.12498,
        1.241271,
        1.365313,
        1.497354,
        1.637645,
        1.786436,
        1.943977,
        2.110518,
        2.286309,
        2.4716,
        2.666641,
        2.871682,
        3.086973,
        3.312764,
        3.549305,
        3.796846,
        4.055637,
        4.325928,
        4.607969,
        4.90201,
        5.208301,
        5.527092,
        5.858633,
        6.203174,
        6.560965,
        6.932256,
        7.317297,
        7.716338,
        8.129629,
        8.55742,
        8.999961,
    ],
    "area_window": [[0.0, 10.07995632], [5.0]],
    "primitive": "F(x) = (x^(3))/3",
    "difference": "F(3) - F(0) = 9 - 0 = 9",
}


class Theorem(Scene):
    def construct(self) -> None:
        title_bar(self, "The area has a slope", SUN)
        across, upward, x_ticks, _ = DATA["window"]
        upper, upper_letters = graph(across, upward, 6.4, 2.2, (), (), ("", "f"))
        lower, lower_letters = graph(
            across, DATA["area_window"][0], 6.4, 2.1, x_ticks, (), ("x", "area"), edge=True
        )
        place([upper, upper_letters], (-3.1, 1.25))
        place([lower, lower_letters], (-3.1, -1.6))
        shift = upper.c2p(0, 0)[0] - lower.c2p(0, 0)[0]
        for shape in (lower, lower_letters):
            shape.shift(shift * np.array([1.0, 0, 0]))
        low, high = DATA["bounds"]
        places = np.linspace(low, high, len(DATA["areas"]))
        x = ValueTracker(low)

        def height(at: float) -> float:
            return value_of(DATA["terms"], at)

        def swept() -> Polygon:
            end = max(x.get_value(), low + (high - low) / 200)
            xs = np.linspace(low, end, 60)
            top = [upper.c2p(at, height(at)) for at in xs]
            return Polygon(
                upper.c2p(low, 0),
                *top,
                upper.c2p(end, 0),
                stroke_width=0,
                fill_color=MINT,
                fill_opacity=0.5,
            )

        def area(at: float) -> float:
            return float(np.interp(at, places, DATA["areas"]))

        def trace() -> VMobject:
            xs = np.linspace(low, max(x.get_value(), low + (high - low) / 200), 60)
            line = VMobject(color=SUN, stroke_width=5)
            return line.set_points_as_corners([lower.c2p(at, area(at)) for at in xs])

        curve = upper.plot(
            height, x_range=(low, high, (high - low) / 200), color=SKY, stroke_width=5
        )
        shade, line = always_redraw(swept), always_redraw(trace)
        head = always_redraw(lambda: Dot(lower.c2p(x.get_value(), area(x.get_value())), color=SUN))
        say(self, "Sweep out the area under {text}, starting at {low}.", DATA)
        self.play(FadeIn(upper, upper_letters), Create(curve), run_time=MOVE)
        name = fit(words(f"f(x) = {DATA['text']}", BODY, SKY, bold=True), 4.8, 0.5)
        name.move_to((1.9, 2.1, 0), LEFT)
        self.play(FadeIn(lower, lower_letters), FadeIn(name), run_time=QUICK)
        self.add(shade, line, head)
        self.bring_to_front(curve)
        say(self, "Below, the area so far is written down. A high graph makes it climb fast.")
        self.play(x.animate.set_value((low + high) / 2), run_time=SLOW, rate_func=linear)
        slope = formula("A'(x) = f(x)", 44, SUN).move_to((4.3, 1.3, 0))
        say(self, "So the slope of the area is the height: the area is a primitive of f.")
        self.play(Write(slope), run_time=MOVE)
        self.play(x.animate.set_value(high), run_time=SLOW, rate_func=linear)
        found = fit(formula(DATA["primitive"], 40), 5.2, 0.9).move_to((4.3, 0.3, 0))
        self.play(Write(found), run_time=MOVE)
        say(self, "Take it at both ends, and the difference is the integral: {total}.", DATA)
        law = formula("integral_a^b f(x) dif x = F(b) - F(a)", 40, SUN).move_to((4.2, -1.1, 0))
        self.play(Write(law), run_time=MOVE)
        numbers = fit(formula(DATA["difference"], 38, MINT), 5.2, 0.9).move_to((4.2, -2.3, 0))
        self.play(Write(numbers), Create(framed(law, buff=0.15)), run_time=MOVE)
        rest(self, 0.8)
