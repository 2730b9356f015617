"""Opening: a title, what follows, and a rosette that no other prompt has."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    TAU,
    UL,
    Circle,
    Create,
    Dot,
    FadeIn,
    Line,
    ManimColor,
    ParametricFunction,
    Rotate,
    Scene,
    VGroup,
    interpolate_color,
)

from lessons.style import (
    ACCENTS,
    BACKGROUND,
    FAINT,
    FLOOR,
    LABEL,
    MOVE,
    MUTED,
    QUICK,
    SLOW,
    fit,
    hold,
    paragraph,
    say,
    words,
)

DATA = {
    "title": "The title of the lesson",
    "captions": ["What the lesson is about.", "Which way it goes."],
    "kicker": "Mathematics",
    "lines": ["A first point", "A second point", "A third point"],
    "seed": [3, 7, 2, 9, 4, 1, 8, 5],
    "accent": 0,
}


class Opening(Scene):
    def construct(self) -> None:
        self.camera.background_color = BACKGROUND
        accent = ACCENTS[DATA["accent"] % 5]
        kicker = fit(words(DATA["kicker"], LABEL, accent, bold=True), 8.0, 0.5)
        title = paragraph(DATA["title"], 8.2, 2.2, (44, 38, 32, 26), bold=True)
        kicker.move_to((-6.6, 3.2, 0), LEFT)
        title.next_to(kicker, DOWN, buff=0.35, aligned_edge=LEFT)
        rule = Line((-6.6, 0, 0), (-5.2, 0, 0), color=accent, stroke_width=5)
        rule.next_to(title, DOWN, buff=0.35, aligned_edge=LEFT)
        rosette = self.rosette(accent)
        say(self, DATA["captions"][0])
        self.play(FadeIn(kicker), FadeIn(title, shift=0.2 * RIGHT), Create(rule), run_time=MOVE)
        self.play(Create(rosette), run_time=SLOW)
        lines = self.lines(accent, rule.get_bottom()[1] - 0.35)
        say(self, DATA["captions"][1])
        for line in lines:
            self.play(FadeIn(line, shift=0.2 * RIGHT), run_time=QUICK)
        self.play(Rotate(rosette, TAU / 12), run_time=SLOW)
        hold(self)

    def lines(self, accent: str, top: float) -> VGroup:
        column = VGroup()
        for text in DATA["lines"]:
            row = paragraph(text, 7.6, 0.75, (24, 22, 20), MUTED)
            dot = Dot(radius=0.07, color=accent)
            dot.next_to(row[0], LEFT, buff=0.25)
            column.add(VGroup(dot, row))
        column.arrange(DOWN, buff=0.28, aligned_edge=LEFT)
        fit(column, 8.2, top - FLOOR)
        return column.move_to((-6.6, top, 0), UL)

    def rosette(self, accent: str) -> VGroup:
        seed = [*DATA["seed"], 3, 7, 2, 9, 4, 1, 8, 5]
        turns, petals = 2 + seed[1] % 3, 5 + seed[2] % 6
        depth, twist = 0.35 + 0.05 * (seed[3] % 9), 0.12 * (seed[4] % 9)
        rings = VGroup()
        for number in range(turns):
            size = 1.75 - 0.42 * number

            def point(t: float, size: float = size, number: int = number) -> np.ndarray:
                wave = 1 + depth * 0.5 * np.sin(petals * t + twist * number * 5 + seed[5] % 7)
                return size * wave * np.array([np.cos(t), np.sin(t), 0])

            color = interpolate_color(ManimColor(accent), ManimColor(FAINT), number / turns)
            rings.add(ParametricFunction(point, t_range=(0, TAU, 0.05), color=color))
        rings.add(Circle(radius=0.12 + 0.02 * (seed[6] % 6), color=accent, fill_opacity=1))
        return fit(rings, 4.2, 4.2).move_to((4.6, 0.2, 0))
