"""Regression: squares about the mean, and squares about the line."""

from manim import (
    DOWN,
    UP,
    Create,
    Dot,
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
    LABEL,
    LILAC,
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
    place,
    rest,
    say,
    title_bar,
    words,
)

GROUND, HIGH = -0.9, 2.6

DATA = {
    "points": [[1, 1.5], [2, 3.2], [3, 2.8], [4, 4.6], [5, 4.2], [6, 6.1], [7, 6.0]],
    "across": [0.28, 7.72],
    "upward": [0.35, 7.25],
    "x_ticks": [2.0, 4.0, 6.0],
    "y_ticks": [2.0, 4.0, 6.0],
    "mean": [4.0, 4.057142857142857],
    "slope": 0.7392857142857142,
    "total": "17.1",
    "total_value": 17.11714285714286,
    "rest": "1.81",
    "rest_value": 1.8139285714285713,
    "spread": 28.0,
    "percent": "89",
    "r2_typst": "R^2 = 1 - (1.81)/(17.1) approx 0.89",
}


class Share(Scene):
    def construct(self) -> None:
        title_bar(self, "How much is explained?", LILAC)
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
        slope = ValueTracker(0.0)

        def total() -> float:
            return DATA["rest_value"] + DATA["spread"] * (slope.get_value() - DATA["slope"]) ** 2

        line = always_redraw(lambda: self.line(axes, slope.get_value()))
        boxes = always_redraw(lambda: self.squares(axes, slope.get_value(), LILAC))
        whole = self.bar(2.6, DATA["total_value"], MUTED)
        left = always_redraw(lambda: self.bar(4.9, total(), LILAC))
        names = VGroup(
            words("about the mean", LABEL, MUTED).move_to((2.6, GROUND - 0.3, 0)),
            words("about the line", LABEL, LILAC).move_to((5.1, GROUND - 0.3, 0)),
        )
        say(self, "Without x, the best guess for every y is the mean: a level line.")
        self.play(FadeIn(axes, letters), FadeIn(dots), run_time=QUICK)
        self.play(Create(line), run_time=MOVE)
        say(self, "The squares about it sum up to {total}. That is what there is to explain.", DATA)
        self.play(FadeIn(boxes), FadeIn(whole), FadeIn(names[0]), run_time=MOVE)
        value = fit(words(DATA["total"], LABEL, MUTED), 2.0, 0.4).next_to(whole, UP, buff=0.1)
        self.play(FadeIn(value), run_time=QUICK)
        say(self, "Let the line follow x, and only {rest} is left.", DATA)
        self.play(FadeIn(left), FadeIn(names[1]), run_time=QUICK)
        self.play(slope.animate.set_value(DATA["slope"]), run_time=SLOW)
        remaining = fit(words(DATA["rest"], LABEL, LILAC), 2.0, 0.4).next_to(left, UP, buff=0.1)
        self.play(FadeIn(remaining), run_time=QUICK)
        say(
            self,
            "So the line explains {percent} percent of it. That share is called R squared.",
            DATA,
        )
        law = fit(formula(DATA["r2_typst"], 42, SUN), 5.2, 1.1).move_to((4.1, -2.1, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law, buff=0.15)), run_time=QUICK)
        rest(self, 0.8)

    def bar(self, x: float, value: float, color: str) -> Rectangle:
        shape = Rectangle(
            width=1.4,
            height=max(0.02, HIGH * value / DATA["total_value"]),
            stroke_width=0,
            fill_color=color,
            fill_opacity=0.85,
        )
        return shape.move_to((x, GROUND, 0), DOWN)

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
