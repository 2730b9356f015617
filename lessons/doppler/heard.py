"""Doppler: the tone in front and the tone behind."""

import numpy as np
from manim import (
    LEFT,
    Create,
    FadeIn,
    Line,
    Scene,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    always_redraw,
    linear,
)

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SUN,
    fit,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

LEFT_X, WIDE, WAVES = -6.4, 6.4, 6.0

DATA = {
    "f": "440",
    "speed": "60",
    "behind": "374.5",
    "front_said": "In front the waves are pushed together: 533.3 hertz.",
    "front_name": "533.3 Hz",
    "frequencies": [440, 533.2862190812721, 374.49131513647643],
    "share": 0.1749271137026239,
    "ahead_typst": 'f_"front" = 440 dot 343/(343 - 60) approx 533.3 thin "Hz"',
    "behind_typst": 'f_"behind" = 440 dot 343/(343 + 60) approx 374.5 thin "Hz"',
}


class Heard(Scene):
    def construct(self) -> None:
        title_bar(self, "What two listeners hear", SUN)
        time = ValueTracker(0)
        own, ahead, behind = DATA["frequencies"]
        unit = WAVES / own
        loud = DATA["share"] < 1
        rows = (
            (1.75, own * unit, SKY, f"the source: {DATA['f']} Hz", 0.42),
            (
                0.0,
                min(ahead * unit, 40),
                MINT,
                f"in front: {DATA['front_name']}",
                0.42 if loud else 0,
            ),
            (-1.75, behind * unit, CORAL, f"behind: {DATA['behind']} Hz", 0.42),
        )
        waves, names = [], []
        for y, count, color, name, high in rows:
            waves.append(
                always_redraw(
                    lambda y=y, count=count, color=color, high=high: self.wave(
                        y, count, color, high, time.get_value()
                    )
                )
            )
            names.append(words(name, BODY, color, bold=True).move_to((LEFT_X, y + 0.72, 0), LEFT))
        say(self, "The source makes {f} hertz: so many waves a second.", DATA)
        self.play(FadeIn(waves[0]), FadeIn(names[0]), run_time=QUICK)
        self.play(time.animate.set_value(1), run_time=2.0, rate_func=linear)
        say(self, DATA["front_said"])
        self.play(FadeIn(waves[1]), FadeIn(names[1]), run_time=QUICK)
        self.play(time.animate.set_value(2), run_time=2.0, rate_func=linear)
        law = fit(formula(DATA["ahead_typst"], 38, MINT), 6.0, 1.1).move_to((3.75, 0.3, 0))
        self.play(Write(law), run_time=MOVE)
        say(self, "Behind, they are drawn apart: {behind} hertz.", DATA)
        self.play(FadeIn(waves[2]), FadeIn(names[2]), run_time=QUICK)
        self.play(time.animate.set_value(3), run_time=2.0, rate_func=linear)
        other = fit(formula(DATA["behind_typst"], 38, CORAL), 6.0, 1.1).move_to((3.75, -1.4, 0))
        self.play(Write(other), run_time=MOVE)
        say(self, "When it passes by, the pitch drops from the one to the other.")
        rule = formula("f' = f c/(c minus.plus v)", 48, SUN).move_to((3.75, 1.9, 0))
        self.play(Write(rule), time.animate.set_value(3.6), run_time=MOVE)
        self.play(Create(framed(rule)), run_time=QUICK)
        rest(self, 0.8)

    def wave(self, y: float, count: float, color: str, high: float, time: float) -> VGroup:
        """`count` waves over the row, running to the right."""
        xs = np.linspace(0, 1, 400)
        heights = high * np.sin(2 * np.pi * count * (xs - 0.5 * time))
        points = [(LEFT_X + WIDE * x, y + h, 0) for x, h in zip(xs, heights, strict=True)]
        ground = Line((LEFT_X, y, 0), (LEFT_X + WIDE, y, 0), color=FAINT, stroke_width=2)
        curve = VMobject(color=color, stroke_width=4).set_points_as_corners(points)
        return VGroup(ground, curve)
