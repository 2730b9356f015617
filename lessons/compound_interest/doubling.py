"""Compound interest: doubling in equal times."""

from manim import (
    LEFT,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    Scene,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
    linear,
)

from lessons.style import (
    BODY,
    FAINT,
    LABEL,
    MINT,
    MOVE,
    QUICK,
    SKY,
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
    "rate": "5",
    "doubling": "14.2",
    "rule": "14.4",
    "rule_typst": "72 / 5 = 14.4 approx 14.2",
    "doubling_time": 14.206699082890461,
    "doubling_ticks": [20.0, 40.0],
}


class Doubling(Scene):
    def construct(self) -> None:
        title_bar(self, "How long until it doubles?", MINT)
        period = DATA["doubling_time"]
        axes, letters = graph(
            (0, 4.2 * period),
            (0, 17.5),
            7.0,
            4.6,
            DATA["doubling_ticks"],
            (1, 2, 4, 8, 16),
            ("years", "times the start"),
        )
        place([axes, letters], (-2.7, -0.1))
        t = ValueTracker(0.001)

        def amount(time: float) -> float:
            return 2 ** (time / period)

        curve = always_redraw(
            lambda: axes.plot(
                amount,
                x_range=(0, t.get_value(), max(t.get_value() / 60, 1e-4)),
                color=SKY,
                stroke_width=5,
            )
        )
        head = always_redraw(lambda: Dot(axes.c2p(t.get_value(), amount(t.get_value())), color=SUN))
        say(self, "At {rate} percent, when is it twice as much?", DATA)
        self.play(FadeIn(axes, letters), FadeIn(curve), FadeIn(head), run_time=MOVE)
        self.play(t.animate.set_value(period), run_time=MOVE, rate_func=linear)
        marks = VGroup(self.mark(axes, 1))
        self.play(Create(marks[0]), run_time=QUICK)
        say(self, "After {doubling} years. And after as long again it is four times as much.", DATA)
        for number in (2, 3, 4):
            self.play(t.animate.set_value(number * period), run_time=MOVE, rate_func=linear)
            marks.add(self.mark(axes, number))
            self.play(Create(marks[-1]), run_time=0.4)
        exact = formula("T = (ln 2)/(ln(1 + r))", 44).move_to((4.6, 1.3, 0))
        say(self, "Equal times double it: two, four, eight, sixteen.")
        self.play(Write(exact), run_time=MOVE)
        say(self, "A rule of thumb: 72 over the rate gives {rule} years.", DATA)
        name = words("rule of 72", BODY, SUN, bold=True).move_to((2.9, -0.15, 0), LEFT)
        rule = fit(formula(DATA["rule_typst"], 42, SUN), 4.0, 0.9).move_to((4.6, -1.15, 0))
        self.play(FadeIn(name), Write(rule), run_time=MOVE)
        self.play(Create(framed(rule, buff=0.2)), run_time=QUICK)
        note = words("years to double", LABEL, MINT).move_to((4.6, -2.1, 0))
        self.play(FadeIn(note), run_time=QUICK)
        rest(self, 0.8)

    def mark(self, axes, number: int) -> VGroup:
        time = number * DATA["doubling_time"]
        high = 2**number
        return VGroup(
            DashedLine(axes.c2p(time, 0), axes.c2p(time, high), color=FAINT),
            DashedLine(axes.c2p(0, high), axes.c2p(time, high), color=FAINT),
            Dot(axes.c2p(time, high), color=MINT),
        )
