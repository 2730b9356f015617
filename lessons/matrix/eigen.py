"""Matrix: nearly all directions turn; eigenvectors stay on their line."""

import numpy as np
from manim import (
    TAU,
    Arrow,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    Scene,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)

from lessons.style import (
    FAINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SLOW,
    SUN,
    fit,
    formula,
    framed,
    rest,
    say,
    title_bar,
)

CENTRE = np.array([-3.3, -0.1, 0])
SPOKES = 16

DATA = {
    "entries": [2.0, 1.0, 1.0, 2.0],
    "matrix": 'mat(delim: "(", 2, 1; 1, 2)',
    "wheel_unit": 0.8333333333333334,
    "vectors": [
        [0.7071067811865475, 0.7071067811865475],
        [0.7071067811865475, -0.7071067811865475],
    ],
    "eigenvalues": [3.0, 1.0],
    "equation": "lambda^2 - 4 lambda + 3 = 0",
    "found": "lambda_1 = 3, quad lambda_2 = 1",
    "eigen_said": "Two directions stay: one is multiplied by 3, the other by 1.",
}


class Eigen(Scene):
    def construct(self) -> None:
        title_bar(self, "Directions that stay", SUN)
        share = ValueTracker(0)
        angles = [TAU * number / SPOKES for number in range(SPOKES)]
        wheel = always_redraw(
            lambda: VGroup(
                *[self.arrow(np.cos(t), np.sin(t), share.get_value(), MUTED) for t in angles]
            )
        )
        matrix = fit(formula(f"A = {DATA['matrix']}", 46), 5.0, 1.4).move_to((3.9, 1.8, 0))
        say(self, "Arrows of length one, in all directions.")
        self.play(FadeIn(wheel), FadeIn(matrix), run_time=MOVE)
        say(self, "The matrix turns nearly all of them, and stretches them.")
        self.play(share.animate.set_value(1), run_time=SLOW)
        self.play(share.animate.set_value(0), run_time=MOVE)
        say(self, "Which ones keep their line? Those with A v equal to lambda times v.")
        law = formula("A v = lambda v", 48).move_to((3.9, 0.6, 0))
        self.play(Write(law), run_time=MOVE)
        equation = fit(formula(DATA["equation"], 42), 5.4, 0.8).move_to((3.9, -0.5, 0))
        self.play(Write(equation), run_time=MOVE)
        say(self, DATA["eigen_said"])
        rays = VGroup()
        for x, y in DATA["vectors"]:
            along = 2.5 * np.array([x, y, 0])
            rays.add(DashedLine(CENTRE - along, CENTRE + along, color=FAINT))
        own = always_redraw(
            lambda: VGroup(
                *[
                    self.arrow(side * x, side * y, share.get_value(), color, 8)
                    for (x, y), color in zip(DATA["vectors"], (SUN, SKY), strict=False)
                    for side in (1, -1)
                ]
            )
        )
        if len(rays):
            self.play(Create(rays), FadeIn(own), run_time=QUICK)
        self.play(share.animate.set_value(1), run_time=SLOW)
        found = fit(formula(DATA["found"], 44, SUN), 5.4, 0.8).move_to((3.9, -1.7, 0))
        self.play(Write(found), run_time=MOVE)
        self.play(Create(framed(found, buff=0.2)), run_time=QUICK)
        rest(self, 0.8)

    def arrow(self, x: float, y: float, share: float, color: str, width: float = 4):
        a, b, c, d = DATA["entries"]
        image = np.array([a * x + b * y, c * x + d * y, 0])
        tip = DATA["wheel_unit"] * ((1 - share) * np.array([x, y, 0]) + share * image)
        if np.linalg.norm(tip) < 0.12:
            return Dot(CENTRE + tip, color=color, radius=0.05)
        return Arrow(CENTRE, CENTRE + tip, buff=0, color=color, stroke_width=width)
