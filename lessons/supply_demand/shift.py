"""Supply and demand: a curve shifts and takes the equilibrium along."""

import numpy as np
from manim import (
    LEFT,
    DashedLine,
    Dot,
    FadeIn,
    Flash,
    Line,
    Scene,
    TracedPath,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)

from lessons.style import (
    BODY,
    CORAL,
    INK,
    LABEL,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    graph,
    place,
    rest,
    say,
    title_bar,
    words,
)


class Shift(Scene):
    def construct(self) -> None:
        title_bar(self, "When a curve shifts", SUN)
        axes, letters = graph(
            (0, 12.4), (0, 12.8), 6.6, 4.6, (4, 8, 12), (4, 8, 12), ("quantity", "price")
        )
        place([axes, letters], (-2.7, -0.1))
        # Demand is P = a - Q, supply is P = b + Q.
        a, b = ValueTracker(10), ValueTracker(2)

        def meeting() -> np.ndarray:
            return axes.c2p(
                (a.get_value() - b.get_value()) / 2, (a.get_value() + b.get_value()) / 2
            )

        def demand_line() -> Line:
            top = a.get_value()
            return Line(axes.c2p(0, top), axes.c2p(min(top, 12), top - min(top, 12)), color=SKY)

        def supply_line() -> Line:
            foot = b.get_value()
            return Line(axes.c2p(0, foot), axes.c2p(12 - foot, 12), color=SUN)

        demand = always_redraw(lambda: demand_line().set_stroke(width=5))
        supply = always_redraw(lambda: supply_line().set_stroke(width=5))
        point = always_redraw(lambda: Dot(meeting(), color=INK, radius=0.11))
        drops = always_redraw(
            lambda: VGroup(
                DashedLine(meeting(), (meeting()[0], axes.c2p(0, 0)[1], 0), color=MUTED),
                DashedLine(meeting(), (axes.c2p(0, 0)[0], meeting()[1], 0), color=MUTED),
            )
        )
        trace = TracedPath(point.get_center, stroke_color=CORAL, stroke_width=5)
        before = demand_line().set_stroke(SKY, 3, opacity=0.35)
        cost_before = supply_line().set_stroke(SUN, 3, opacity=0.35)
        head = words("equilibrium", LABEL, MUTED)
        table = VGroup(
            head.move_to((3.2, 2.2, 0), LEFT),
            self.row(1.5, "at first", INK, "P = 6,  Q = 4"),
        )
        say(self, "Two curves and their equilibrium: four pieces at a price of 6.")
        self.play(FadeIn(axes, letters), FadeIn(demand, supply), run_time=QUICK)
        self.play(FadeIn(drops), FadeIn(point), FadeIn(table), run_time=QUICK)
        say(self, "Now people want more at every price: the demand curve moves right.")
        self.add(before, trace)
        self.play(a.animate.set_value(12), run_time=SLOW)
        self.play(FadeIn(self.row(0.4, "more demand", SKY, "P = 7,  Q = 5")), run_time=QUICK)
        say(self, "The price rises, and so does the quantity.")
        self.play(Flash(point, color=CORAL, flash_radius=0.3), run_time=MOVE)
        say(self, "Then making it gets cheaper by 2: the supply curve moves down.")
        self.add(cost_before)
        self.play(b.animate.set_value(0), run_time=SLOW)
        self.play(FadeIn(self.row(-0.7, "cheaper to make", SUN, "P = 6,  Q = 6")), run_time=QUICK)
        say(self, "More is sold again, but the price is back at 6.")
        rule = formula("12 - Q = Q quad => quad Q = 6", 36).move_to((4.6, -2.2, 0))
        self.play(Write(rule), run_time=MOVE)
        rest(self, 0.8)

    def row(self, y: float, name: str, color: str, text: str) -> VGroup:
        return VGroup(
            words(name, LABEL, color).move_to((3.2, y, 0), LEFT),
            words(text, BODY, INK, bold=True).move_to((3.2, y - 0.45, 0), LEFT),
        )
