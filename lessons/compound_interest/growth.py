"""Compound interest: bars of simple and of compound interest, year by year."""

from manim import (
    DOWN,
    LEFT,
    Create,
    FadeIn,
    GrowFromEdge,
    LaggedStart,
    Line,
    Rectangle,
    Scene,
    VGroup,
    Write,
)

from lessons.style import (
    LABEL,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SLOW,
    SMALL,
    SUN,
    fit,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

LEFT_X, RIGHT_X, GROUND, HIGH = -6.3, 0.9, -2.25, 4.2

DATA = {
    "principal": "1 000",
    "rate": "5",
    "years": "20",
    "end": "2 653",
    "simple": "2 000",
    "gain": "653.30",
    "first_interest": "50.00",
    "second_interest": "52.50",
    "bar_years": [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20],
    "compound": [
        1000.0,
        1102.5,
        1215.5062500000001,
        1340.0956406250004,
        1477.455443789063,
        1628.894626777442,
        1795.8563260221301,
        1979.9315994393987,
        2182.874588381937,
        2406.619233691086,
        2653.2977051444223,
    ],
    "linear": [
        1000.0,
        1100.0,
        1200.0,
        1300.0,
        1400.0,
        1500.0,
        1600.0,
        1700.0000000000002,
        1800.0,
        1900.0,
        2000.0,
    ],
    "start": 1000,
    "law": "K_n = 1000 dot 1.05^(20) approx 2653.3",
}


class Growth(Scene):
    def construct(self) -> None:
        title_bar(self, "Interest earns interest")
        years, top = DATA["bar_years"], max(DATA["compound"])
        step = (RIGHT_X - LEFT_X) / len(years)
        ground = Line((LEFT_X, GROUND, 0), (RIGHT_X, GROUND, 0), color=MUTED, stroke_width=3)
        capital, interest, more, names = VGroup(), VGroup(), VGroup(), VGroup()
        for number, year in enumerate(years):
            x = LEFT_X + step * (number + 0.5)
            parts = (DATA["start"], DATA["linear"][number], DATA["compound"][number])
            heights = [HIGH * part / top for part in parts]
            capital.add(self.bar(x, step, GROUND, heights[0], SKY))
            interest.add(self.bar(x, step, GROUND + heights[0], heights[1] - heights[0], MINT))
            more.add(self.bar(x, step, GROUND + heights[1], heights[2] - heights[1], SUN))
            names.add(words(str(year), SMALL, MUTED).move_to((x, GROUND - 0.3, 0)))
        rows = [
            ("capital", DATA["principal"], SKY),
            ("simple interest", DATA["simple"], MINT),
            ("with compound interest", DATA["end"], SUN),
        ]
        legend = VGroup()
        for number, (name, amount, color) in enumerate(rows):
            text = fit(words(f"{name}: {amount}", LABEL, color), 5.0, 0.5)
            legend.add(text.move_to((1.6, 2.1 - 0.55 * number, 0), LEFT))
        say(self, "{principal} are put aside for {years} years at {rate} percent.", DATA)
        self.play(Create(ground), FadeIn(names), run_time=QUICK)
        bars = [GrowFromEdge(bar, DOWN) for bar in capital]
        self.play(LaggedStart(*bars, lag_ratio=0.1), FadeIn(legend[0]), run_time=MOVE)
        say(self, "Simple interest adds {first_interest} every year: a straight line.", DATA)
        bars = [GrowFromEdge(bar, DOWN) for bar in interest[1:]]
        self.play(LaggedStart(*bars, lag_ratio=0.1), FadeIn(legend[1]), run_time=SLOW)
        say(
            self,
            "Left in the account, it earns interest: {second_interest} in the second year.",
            DATA,
        )
        bars = [GrowFromEdge(bar, DOWN) for bar in more[1:]]
        self.play(LaggedStart(*bars, lag_ratio=0.1), FadeIn(legend[2]), run_time=SLOW)
        say(self, "Each year multiplies by the same factor. In the end that is {gain} more.", DATA)
        law = formula("K_n = K_0 (1 + r)^n", 48).move_to((4.0, 0.0, 0))
        self.play(Write(law), run_time=MOVE)
        worked = fit(formula(DATA["law"], 40, SUN), 5.2, 0.8).move_to((4.0, -1.3, 0))
        self.play(Write(worked), Create(framed(law)), run_time=MOVE)
        rest(self, 0.8)

    def bar(self, x: float, step: float, low: float, height: float, color: str) -> Rectangle:
        shape = Rectangle(
            width=0.72 * step,
            height=max(height, 0.001),
            stroke_width=0,
            fill_color=color,
            fill_opacity=0.85,
        )
        return shape.move_to((x, low, 0), DOWN)
