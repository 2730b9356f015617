"""Matrix: areas are multiplied by the determinant."""

import numpy as np
from manim import (
    LEFT,
    TAU,
    Arrow,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Polygon,
    Scene,
    ValueTracker,
    Write,
    always_redraw,
)

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    INK,
    LILAC,
    MINT,
    MOVE,
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

CENTRE = np.array([-3.3, -0.1, 0])

DATA = {
    "entries": [2.0, 1.0, 1.0, 2.0],
    "matrix": 'mat(delim: "(", 2, 1; 1, 2)',
    "area_unit": 1.4666666666666668,
    "det": "3",
    "det_typst": "det A = 2 dot 2 - 1 dot 1 = 3",
    "area_said": "Here every area is multiplied by 3.",
}


class Area(Scene):
    def construct(self) -> None:
        title_bar(self, "The determinant is an area", SUN)
        share = ValueTracker(0)
        a, b, c, d = DATA["entries"]
        # The figure and its image together stand in the middle of their room.
        across, upward = (0, 1, a, b, a + b), (0, 1, c, d, c + d)
        middle = (min(across) + max(across), min(upward) + max(upward), 0)
        self.shift = -0.5 * DATA["area_unit"] * np.array(middle)
        square = ((0, 0), (1, 0), (1, 1), (0, 1))
        own = self.shape(square, 0, FAINT, 0.0)
        figure = always_redraw(lambda: self.shape(square, share.get_value(), SUN, 0.4))
        first = always_redraw(lambda: self.arrow(1, 0, share.get_value(), MINT))
        second = always_redraw(lambda: self.arrow(0, 1, share.get_value(), CORAL))
        matrix = fit(formula(f"A = {DATA['matrix']}", 46), 5.0, 1.4).move_to((3.9, 1.75, 0))
        say(self, "The unit square has the area one.")
        self.play(Create(own), FadeIn(matrix), run_time=MOVE)
        self.play(FadeIn(figure), FadeIn(first), FadeIn(second), run_time=QUICK)
        say(self, "The matrix makes a parallelogram of it, spanned by its columns.")
        self.play(share.animate.set_value(1), run_time=SLOW)
        say(self, "Its area is the determinant: product of the diagonal, minus the other one.")
        rule = formula("det A = a d - b c", 44).move_to((3.9, 0.45, 0))
        self.play(Write(rule), run_time=MOVE)
        worked = fit(formula(DATA["det_typst"], 40, SUN), 5.4, 0.8).move_to((3.9, -0.55, 0))
        self.play(Write(worked), run_time=MOVE)
        say(self, DATA["area_said"])
        note = words(f"areas × {DATA['det'].lstrip('−')}", BODY, LILAC, bold=True)
        note.move_to((1.9, -1.6, 0), LEFT)
        circle = [
            (0.5 + 0.5 * np.cos(t), 0.5 + 0.5 * np.sin(t)) for t in np.linspace(0, TAU, 60)[:-1]
        ]
        other = always_redraw(lambda: self.shape(circle, share.get_value(), LILAC, 0.5))
        self.play(share.animate.set_value(0), FadeOut(first, second), run_time=MOVE)
        self.play(FadeIn(other), FadeIn(note), run_time=QUICK)
        self.play(share.animate.set_value(1), run_time=SLOW)
        self.play(Create(framed(worked, buff=0.2)), run_time=QUICK)
        rest(self, 0.8)

    def at(self, x: float, y: float, share: float) -> np.ndarray:
        a, b, c, d = DATA["entries"]
        image = np.array([a * x + b * y, c * x + d * y, 0])
        own = np.array([x, y, 0])
        return CENTRE + self.shift + DATA["area_unit"] * ((1 - share) * own + share * image)

    def shape(self, points, share: float, color: str, fill: float) -> Polygon:
        return Polygon(
            *[self.at(x, y, share) for x, y in points],
            color=INK if fill == 0 else color,
            stroke_width=3,
            fill_color=color,
            fill_opacity=fill,
        )

    def arrow(self, x: float, y: float, share: float, color: str):
        start, tip = self.at(0, 0, share), self.at(x, y, share)
        if np.linalg.norm(tip - start) < 0.15:
            return Dot(tip, color=color, radius=0.09)
        return Arrow(start, tip, buff=0, color=color, stroke_width=7)
