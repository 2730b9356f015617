"""Compound interest: paid more and more often, up to every moment."""

from manim import LEFT, RIGHT, Create, FadeIn, GrowFromEdge, Rectangle, Scene, Write

from lessons.style import (
    BODY,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SUN,
    fit,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

LEFT_X, WIDE = -2.7, 6.2

DATA = {
    "principal": "1 000",
    "rate": "5",
    "years": "20",
    "names": ["yearly", "quarterly", "monthly", "daily", "at every moment"],
    "amounts": [
        2653.2977051444223,
        2701.4849407533275,
        2712.6402854819885,
        2718.095668147556,
        2718.2818284590453,
    ],
    "amounts_said": ["2 653", "2 701", "2 713", "2 718", "2 718"],
    "most": "2 718",
    "extra": "64.98",
    "limit": "lim_(n -> infinity) (1 + 0.05/n)^n = e^(0.05) approx 1.05127",
}


class Often(Scene):
    def construct(self) -> None:
        title_bar(self, "Interest more often", SUN)
        least, most = DATA["amounts"][0], DATA["amounts"][-1]
        say(self, "{principal} for {years} years at {rate} percent, paid once a year.", DATA)
        for number, name in enumerate(DATA["names"]):
            if number == 1:
                say(self, "Paid in four parts, each part earns interest within the year.")
            elif number == 2:
                say(self, "Monthly, then daily: it is more each time, but by less and less.")
            elif number == 4:
                say(self, "At every moment it is {most}: only {extra} more than yearly.", DATA)
            color = SUN if number == 4 else MINT
            y = 1.95 - 0.68 * number
            label = words(name, BODY, MUTED if number < 4 else SUN).move_to((-2.95, y, 0), RIGHT)
            # Bars from a common start that is cut off: only the differences are of interest.
            share = 0.35 + 0.65 * (DATA["amounts"][number] - least) / (most - least)
            bar = Rectangle(
                width=WIDE * share,
                height=0.42,
                stroke_width=0,
                fill_color=color,
                fill_opacity=0.8,
            ).move_to((LEFT_X, y, 0), LEFT)
            amount = fit(words(DATA["amounts_said"][number], BODY, color, bold=True), 2.4, 0.5)
            amount.next_to(bar, RIGHT, buff=0.2)
            self.play(FadeIn(label), GrowFromEdge(bar, LEFT), FadeIn(amount), run_time=MOVE)
        say(self, "Ever more payments, each ever smaller: the factor tends to a power of e.")
        limit = fit(formula(DATA["limit"], 44, SUN), 11.0, 1.0).move_to((0, -2.1, 0))
        self.play(Write(limit), run_time=MOVE)
        self.play(Create(framed(limit, buff=0.15)), run_time=QUICK)
        rest(self, 0.8)
