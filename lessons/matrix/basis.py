"""Matrix: the basis vectors go to the columns, and the whole plane follows."""

import numpy as np
from manim import (
    LEFT,
    Arrow,
    Create,
    Dot,
    FadeIn,
    Line,
    Scene,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    INK,
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

CENTRE = np.array([-3.1, -0.1, 0])
WIDE, HIGH = 3.5, 2.6

DATA = {
    "entries": [2.0, 1.0, 1.0, 2.0],
    "matrix": 'mat(delim: "(", 2, 1; 1, 2)',
    "first": "(2, 1)",
    "second": "(1, 2)",
    "unit": 0.565685424949238,
}


class Basis(Scene):
    def construct(self) -> None:
        title_bar(self, "Where the basis goes")
        share = ValueTracker(0)
        grid = always_redraw(lambda: self.grid(share.get_value()))
        first = always_redraw(lambda: self.arrow(1, 0, share.get_value(), MINT))
        second = always_redraw(lambda: self.arrow(0, 1, share.get_value(), CORAL))
        say(self, "Two arrows span the plane: one step to the right, one step up.")
        self.play(FadeIn(grid), run_time=MOVE)
        self.play(FadeIn(first), FadeIn(second), run_time=QUICK)
        say(self, "A matrix moves every point of the plane. Watch where these two go.")
        matrix = fit(formula(f"A = {DATA['matrix']}", 52), 5.0, 1.6).move_to((3.9, 1.6, 0))
        self.play(Write(matrix), run_time=MOVE)
        self.play(share.animate.set_value(1), run_time=SLOW)
        say(self, "One lands at {first}, the other at {second}: the columns of the matrix.", DATA)
        rows = VGroup(
            words(f"first column  {DATA['first']}", BODY, MINT),
            words(f"second column  {DATA['second']}", BODY, CORAL),
        )
        for number, row in enumerate(rows):
            fit(row, 5.0, 0.5).move_to((1.6, 0.25 - 0.65 * number, 0), LEFT)
        self.play(FadeIn(rows), run_time=QUICK)
        say(self, "All others follow: the point x, y is x times the first plus y times the second.")
        start = share.get_value()
        point = always_redraw(lambda: Dot(self.at(1, 1, share.get_value()), color=SUN, radius=0.12))
        self.play(FadeIn(point, scale=2), run_time=QUICK)
        self.play(share.animate.set_value(0), run_time=MOVE)
        self.play(share.animate.set_value(start), run_time=MOVE)
        law = formula("A vec(x, y) = x A e_1 + y A e_2", 40, SUN).move_to((4.1, -1.75, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law, buff=0.18)), run_time=QUICK)
        rest(self, 0.8)

    def at(self, x: float, y: float, share: float) -> np.ndarray:
        """The place of a point on its way from itself to its image."""
        a, b, c, d = DATA["entries"]
        image = np.array([a * x + b * y, c * x + d * y, 0])
        own = np.array([x, y, 0])
        return CENTRE + DATA["unit"] * ((1 - share) * own + share * image)

    def arrow(self, x: float, y: float, share: float, color: str):
        tip = self.at(x, y, share)
        if np.linalg.norm(tip - CENTRE) < 0.15:
            return Dot(tip, color=color, radius=0.09)
        return Arrow(CENTRE, tip, buff=0, color=color, stroke_width=7)

    def grid(self, share: float) -> VGroup:
        lines = VGroup()
        count = 8
        for number in range(-count, count + 1):
            color = INK if number == 0 else FAINT
            for start, end in (
                ((-count, number), (count, number)),
                ((number, -count), (number, count)),
            ):
                cut = self.cut(self.at(*start, share), self.at(*end, share))
                if cut is not None:
                    lines.add(Line(*cut, color=color, stroke_width=2))
        return lines

    def cut(self, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
        """The part of a line inside the left half of the stage."""
        low, high = 0.0, 1.0
        along = end - start
        for axis, reach in ((0, WIDE), (1, HIGH)):
            if abs(along[axis]) < 1e-9:
                if abs(start[axis] - CENTRE[axis]) > reach:
                    return None
                continue
            ends = [(CENTRE[axis] + side * reach - start[axis]) / along[axis] for side in (-1, 1)]
            low, high = max(low, min(ends)), min(high, max(ends))
        if high - low < 1e-3:
            return None
        return start + low * along, start + high * along
