"""Regression: the sum of squares is a parabola in the slope."""

from manim import (
    DOWN,
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
    CORAL,
    LABEL,
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
    words,
)

DATA = {
    "points": [[1, 1.5], [2, 3.2], [3, 2.8], [4, 4.6], [5, 4.2], [6, 6.1], [7, 6.0]],
    "across": [0.28, 7.72],
    "upward": [0.35, 7.25],
    "mean": [4.0, 4.057142857142857],
    "mean_said": "(4, 4.06)",
    "slope": 0.7392857142857142,
    "guess": 0.27016147592192197,
    "rest_value": 1.8139285714285713,
    "spread": 28.0,
    "b": "0.739",
    "slope_typst": "b = (20.7)/(28) approx 0.739",
}


class Valley(Scene):
    def construct(self) -> None:
        title_bar(self, "Down to the bottom of the valley", MINT)
        axes, letters = graph(DATA["across"], DATA["upward"], 6.0, 3.5)
        place([axes, letters], (-3.5, 0.55))
        best, guess = DATA["slope"], DATA["guess"]
        reach = abs(guess - best)
        most = DATA["rest_value"] + DATA["spread"] * (1.1 * reach) ** 2
        valley, names = graph(
            (best - 1.15 * reach, best + 1.15 * reach),
            (0, 1.08 * most),
            4.9,
            3.3,
            (),
            (),
            ("slope", "sum of squares"),
        )
        place([valley, names], (3.6, 0.65))
        dots = VGroup(*[Dot(axes.c2p(x, y), color=SKY, radius=0.08) for x, y in DATA["points"]])
        middle = Dot(axes.c2p(*DATA["mean"]), color=MINT, radius=0.13)
        slope = ValueTracker(guess)

        def total(at: float) -> float:
            return DATA["rest_value"] + DATA["spread"] * (at - best) ** 2

        line = always_redraw(lambda: self.line(axes, slope.get_value()))
        point = always_redraw(
            lambda: Dot(
                valley.c2p(slope.get_value(), total(slope.get_value())), color=SUN, radius=0.12
            )
        )
        say(self, "The best line goes through the point of the means, {mean_said}.", DATA)
        self.play(FadeIn(axes, letters), FadeIn(dots), run_time=MOVE)
        self.play(FadeIn(middle, scale=2), Create(line), run_time=QUICK)
        say(self, "Only its slope is left to choose. Plot the sum of squares over it.")
        self.play(FadeIn(valley, names), FadeIn(point), run_time=QUICK)
        curve = valley.plot(
            total, x_range=(best - 1.1 * reach, best + 1.1 * reach), color=CORAL, stroke_width=5
        )
        self.play(slope.animate.set_value(2 * best - guess), Create(curve), run_time=SLOW)
        say(self, "A parabola. Its lowest point belongs to the best slope, {b}.", DATA)
        self.play(slope.animate.set_value(best), run_time=SLOW)
        mark = words(f"b = {DATA['b']}", LABEL, SUN).next_to(valley.c2p(best, 0), DOWN, buff=0.15)
        self.play(FadeIn(mark), run_time=QUICK)
        say(self, "It can be computed at once, from the deviations of x and y.")
        rule = formula(
            "b = (sum (x_i - overline(x)) (y_i - overline(y)))/(sum (x_i - overline(x))^2)", 38
        ).move_to((-3.2, -2.15, 0))
        worked = fit(formula(DATA["slope_typst"], 40, SUN), 5.2, 1.1).move_to((3.4, -2.15, 0))
        self.play(Write(rule), run_time=MOVE)
        self.play(Write(worked), run_time=MOVE)
        self.play(Create(framed(worked, buff=0.15)), run_time=QUICK)
        rest(self, 0.8)

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
