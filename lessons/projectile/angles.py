"""Projectile: 45 degrees throws farthest."""

import numpy as np
from manim import (
    DEGREES,
    DOWN,
    LEFT,
    RIGHT,
    Create,
    Dot,
    FadeIn,
    Line,
    ParametricFunction,
    Scene,
    Write,
)

from lessons.style import (
    CORAL,
    LABEL,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SLOW,
    SUN,
    fit,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

DATA = {
    "pairs": [(15.0, 75.0), [30, 60]],
    "pair_names": [["15", "75"], ["30", "60"]],
    "other_said": "15 degrees is flatter, 75 steeper: both land at one place.",
    "own_said": "So do 30 and 60: each pair adds up to ninety degrees.",
    "range_worked": 'R = (20^2 sin 120 degree)/9.81 approx 35.3 thin "m"',
    "speed": "20",
    "best": "40.8",
}


class Angles(Scene):
    def construct(self) -> None:
        title_bar(self, "Which angle throws farthest?")
        origin = np.array([-6.2, -2.3, 0])
        reach = 8.6
        ground = Line(origin + 0.3 * LEFT, origin + 9.6 * RIGHT, color=MUTED)

        def arc(degrees: float, color: str) -> ParametricFunction:
            angle = degrees * DEGREES
            # With g = 1 the speed squared is the range at 45 degrees.
            speed = np.sqrt(reach)
            end = 2 * speed * np.sin(angle)

            def at(t: float) -> np.ndarray:
                x = speed * np.cos(angle) * t
                return origin + np.array([x, speed * np.sin(angle) * t - t * t / 2, 0])

            return ParametricFunction(at, t_range=(0, end, end / 60), color=color, stroke_width=5)

        say(self, "Always the same speed, only the angle changes. Which throw goes farthest?")
        self.play(Create(ground), run_time=QUICK)
        law = formula("R = (v^2 sin(2 theta))/g", 48).move_to((4.6, 1.9, 0))
        spots = []
        for turn, color in enumerate((CORAL, MINT)):
            low, high = DATA["pairs"][turn]
            if turn == 0:
                say(self, DATA["other_said"])
            else:
                say(self, DATA["own_said"])
            flat, steep = arc(low, color), arc(high, color)
            self.play(Create(flat), run_time=MOVE)
            self.play(Create(steep), run_time=MOVE)
            spot = Dot(flat.get_end(), color=color, radius=0.12)
            name = words("°, ".join(DATA["pair_names"][turn]) + "°", LABEL, color).next_to(
                spot, DOWN, buff=0.12 if turn == 0 else 0.34
            )
            self.play(FadeIn(spot), FadeIn(name), run_time=QUICK)
            spots.append(spot)
        say(self, "In the middle, at 45 degrees, it goes farthest: here {best} metres.", DATA)
        best = arc(45, SUN).set_stroke(width=8)
        self.play(Create(best), run_time=SLOW)
        spot = Dot(best.get_end(), color=SUN, radius=0.14)
        name = words("45°", LABEL, SUN, bold=True).next_to(spot, DOWN, buff=0.12)
        self.play(FadeIn(spot), FadeIn(name), Write(law), run_time=MOVE)
        worked = fit(formula(DATA["range_worked"], 36), 4.6, 1.0).move_to((4.6, 0.35, 0))
        self.play(Create(framed(law)), Write(worked), run_time=MOVE)
        rest(self, 0.8)
