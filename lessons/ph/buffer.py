"""pH: the Henderson-Hasselbalch curve is flat where base and acid are about equal."""

import numpy as np
from manim import (
    LEFT,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    Scene,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    always_redraw,
)

from lessons.style import (
    BODY,
    FAINT,
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
    number,
    place,
    rest,
    say,
    title_bar,
    words,
)

DATA = {
    "pka": "4.76",
    "pka_value": 4.76,
    "ratio": "2",
    "ratio_value": 2,
    "buffer": "5.06",
    "worked": '"pH" = 4.76 + log_(10) 2 approx 5.06',
}


class Buffer(Scene):
    def construct(self) -> None:
        title_bar(self, "A buffer holds the line", SKY)
        pka = DATA["pka_value"]
        low, high = np.floor(pka - 2.4), np.ceil(pka + 2.4)
        ticks = [float(y) for y in np.arange(low + 1, high)]
        axes, letters = graph(
            (0, 100), (low, high), 6.4, 4.5, (25, 50, 75, 100), ticks, ("% base", "pH")
        )
        place([axes, letters], (-3.0, -0.1))
        shares = np.linspace(0.5, 99.5, 200)
        points = [axes.c2p(s, pka + np.log10(s / (100 - s))) for s in shares]
        curve = VMobject(color=SKY, stroke_width=5).set_points_as_corners(points)
        share = ValueTracker(50)

        def ph() -> float:
            return pka + np.log10(share.get_value() / (100 - share.get_value()))

        point = always_redraw(
            lambda: Dot(axes.c2p(share.get_value(), ph()), color=SUN, radius=0.12)
        )
        lines = always_redraw(
            lambda: VGroup(
                DashedLine(axes.c2p(share.get_value(), low), point.get_center(), color=FAINT),
                DashedLine(axes.c2p(0, ph()), point.get_center(), color=FAINT),
            )
        )
        reading = always_redraw(
            lambda: words(f"pH {number(ph(), 2)}", BODY, SUN, bold=True).move_to(
                (1.6, -0.55, 0), LEFT
            )
        )
        say(self, "A weak acid and its base in one solution. How does the pH depend on both?")
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(Create(curve), run_time=MOVE)
        say(self, "With as much base as acid, the pH is the pKa: {pka}.", DATA)
        self.play(FadeIn(point), FadeIn(lines), FadeIn(reading), run_time=MOVE)
        law = formula('"pH" = "p"K_a + log_(10) (["A"^-])/(["HA"])', 42).move_to((4.3, 1.6, 0))
        say(self, "Henderson and Hasselbalch: add the logarithm of base over acid.")
        self.play(Write(fit(law, 5.2, 1.2)), run_time=MOVE)
        say(self, "At a ratio of {ratio} to one it is {buffer}.", DATA)
        ratio = DATA["ratio_value"]
        self.play(share.animate.set_value(100 * ratio / (1 + ratio)), run_time=SLOW)
        worked = fit(formula(DATA["worked"], 40, SUN), 4.8, 0.8).move_to((4.2, 0.3, 0))
        self.play(Write(worked), run_time=MOVE)
        say(self, "In the middle the curve is flat: added acid or base hardly moves the pH.")
        self.play(share.animate.set_value(35), run_time=MOVE)
        self.play(share.animate.set_value(65), run_time=MOVE)
        note = words("35 % to 65 %: half a step", BODY, MINT).move_to((1.6, -1.4, 0), LEFT)
        self.play(FadeIn(note), Create(framed(worked, buff=0.18)), run_time=QUICK)
        rest(self, 0.8)
