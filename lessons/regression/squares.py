"""Regression: the line turns until its squares are smallest."""

from manim import (
    LEFT,
    Create,
    Dot,
    FadeIn,
    LaggedStart,
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
    CORAL,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SLOW,
    SUN,
    fit,
    formula,
    framed,
    graph,
    number,
    place,
    rest,
    say,
    title_bar,
    words,
)

DATA = {
    "points": [[1, 1.5], [2, 3.2], [3, 2.8], [4, 4.6], [5, 4.2], [6, 6.1], [7, 6.0]],
    "n": "7",
    "across": [0.28, 7.72],
    "upward": [0.35, 7.25],
    "x_ticks": [2.0, 4.0, 6.0],
    "y_ticks": [2.0, 4.0, 6.0],
    "mean": [4.0, 4.057142857142857],
    "slope": 0.7392857142857142,
    "guess": 0.27016147592192197,
    "rest": "1.81",
    "rest_value": 1.8139285714285713,
    "spread": 28.0,
    "line": "y = 1.1 + 0.739 x",
    "line_said": "y = 1.1 + 0.739 x",
}


class Squares(Scene):
    def construct(self) -> None:
        title_bar(self, "The line with the least squares")
        axes, letters = graph(
            DATA["across"],
            DATA["upward"],
            6.2,
            4.5,
            DATA["x_ticks"],
            DATA["y_ticks"],
            edge=True,
        )
        place([axes, letters], (-3.1, -0.1))
        dots = VGroup(*[Dot(axes.c2p(x, y), color=SKY, radius=0.09) for x, y in DATA["points"]])
        slope = ValueTracker(DATA["guess"])

        def total() -> float:
            return DATA["rest_value"] + DATA["spread"] * (slope.get_value() - DATA["slope"]) ** 2

        line = always_redraw(lambda: self.line(axes, slope.get_value()))
        boxes = always_redraw(lambda: self.squares(axes, slope.get_value(), CORAL))
        shown = always_redraw(
            lambda: fit(words(self.rounded(total()), 34, CORAL, bold=True), 4.0, 0.6).move_to(
                (1.7, 0.9, 0), LEFT
            )
        )
        say(self, "{n} points seem to follow a line. But which one?", DATA)
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(
            LaggedStart(*[FadeIn(dot, scale=2) for dot in dots], lag_ratio=0.1), run_time=MOVE
        )
        say(self, "Try this one. It misses each point by a vertical step, the residual.")
        self.play(Create(line), run_time=MOVE)
        say(self, "Put a square on each of them. Large misses count most.")
        name = words("sum of squares", BODY, MUTED).move_to((1.7, 1.55, 0), LEFT)
        self.play(FadeIn(boxes), FadeIn(name), FadeIn(shown), run_time=MOVE)
        self.bring_to_front(dots)
        say(self, "Now turn the line until the squares together are as small as possible.")
        self.play(
            slope.animate.set_value(1.35 * DATA["slope"] - 0.35 * DATA["guess"]), run_time=SLOW
        )
        self.play(slope.animate.set_value(DATA["slope"]), run_time=MOVE)
        say(self, "The smallest sum is {rest}. The line is {line_said}.", DATA)
        law = fit(formula(DATA["line"], 46, SUN), 5.0, 0.8).move_to((4.3, -0.5, 0))
        self.play(Write(law), run_time=MOVE)
        rule = formula("sum_i (y_i - a - b x_i)^2 -> min", 40, MINT).move_to((4.3, -1.9, 0))
        self.play(Write(rule), Create(framed(law)), run_time=MOVE)
        rest(self, 0.8)

    def rounded(self, value: float) -> str:
        return number(value, 0 if value >= 1000 else 1 if value >= 10 else 2)

    def line(self, axes, slope: float, color: str = SUN) -> Line:
        """The line through the means with this slope, cut at the window."""
        (left, right), (bottom, top) = DATA["across"], DATA["upward"]
        x, y = DATA["mean"]
        if abs(slope) > 1e-12:
            ends = sorted((x + (bottom - y) / slope, x + (top - y) / slope))
            left, right = max(left, ends[0]), min(right, ends[1])
        return Line(
            axes.c2p(left, y + slope * (left - x)),
            axes.c2p(right, y + slope * (right - x)),
            color=color,
            stroke_width=5,
        )

    def squares(self, axes, slope: float, color: str) -> VGroup:
        """A square on every residual, on the side where there is room."""
        group = VGroup()
        x0, y0 = DATA["mean"]
        for x, y in DATA["points"]:
            at, foot = axes.c2p(x, y), axes.c2p(x, y0 + slope * (x - x0))
            size = abs(at[1] - foot[1])
            side = 1 if at[0] < axes.get_center()[0] else -1
            shape = Rectangle(
                width=max(size, 0.001),
                height=max(size, 0.001),
                color=color,
                stroke_width=2,
                fill_opacity=0.3,
            )
            group.add(shape.move_to((at[0] + side * size / 2, (at[1] + foot[1]) / 2, 0)))
        return group
