"""Supply and demand: the price moves until both quantities agree."""

from collections.abc import Callable

from manim import (
    LEFT,
    RIGHT,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    Line,
    Scene,
    Text,
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
    LABEL,
    LILAC,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SLOW,
    SUN,
    formula,
    framed,
    graph,
    place,
    rest,
    say,
    title_bar,
    words,
)


class Curves(Scene):
    def construct(self) -> None:
        title_bar(self, "Where two plans meet")
        axes, letters = graph(
            (0, 10.4), (0, 11), 6.4, 4.6, (2, 4, 6, 8, 10), (2, 4, 6, 8, 10), ("quantity", "price")
        )
        place([axes, letters], (-2.7, -0.1))
        price = ValueTracker(8)
        demand = Line(axes.c2p(0, 10), axes.c2p(10, 0), color=SKY, stroke_width=5)
        supply = Line(axes.c2p(0, 2), axes.c2p(8.6, 10.6), color=SUN, stroke_width=5)
        demand_name = words("demand", LABEL, SKY).move_to(axes.c2p(9.5, 2.7))
        supply_name = words("supply", LABEL, SUN).move_to(axes.c2p(9.4, 9.6))

        def wanted() -> float:
            return 10 - price.get_value()

        def offered() -> float:
            return price.get_value() - 2

        def gap() -> VGroup:
            y = price.get_value()
            color = CORAL if y > 6 else LILAC
            ends = VGroup(Dot(axes.c2p(wanted(), y)), Dot(axes.c2p(offered(), y)))
            level = DashedLine(axes.c2p(0, y), axes.c2p(9.6, y), color=FAINT)
            if abs(wanted() - offered()) < 0.05:
                return VGroup(level, ends)
            between = Line(ends[0].get_center(), ends[1].get_center(), color=color, stroke_width=9)
            return VGroup(level, between, ends)

        def verdict() -> Text:
            difference = offered() - wanted()
            if abs(difference) < 0.05:
                return words("market clears", BODY, MINT, bold=True).move_to((5.0, -0.2, 0))
            text = f"surplus {difference:.1f}" if difference > 0 else f"shortage {-difference:.1f}"
            color = CORAL if difference > 0 else LILAC
            return words(text, BODY, color, bold=True).move_to((5.0, -0.2, 0))

        level = always_redraw(gap)
        readings = VGroup(
            self.reading(2.1, "price", INK, price.get_value),
            self.reading(1.4, "demanded", SKY, wanted),
            self.reading(0.7, "supplied", SUN, offered),
            always_redraw(verdict),
        )
        say(self, "The cheaper it is, the more people want: demand falls with the price.")
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(Create(demand), FadeIn(demand_name), run_time=MOVE)
        say(self, "The dearer it is, the more is offered: supply rises.")
        self.play(Create(supply), FadeIn(supply_name), run_time=MOVE)
        say(self, "At a price of 8, six are offered but two are wanted: a surplus.")
        self.play(FadeIn(level), FadeIn(readings), run_time=QUICK)
        say(self, "At 4 it is the other way round: a shortage.")
        self.play(price.animate.set_value(4), run_time=SLOW)
        say(self, "Shortage drives the price up, surplus down: they meet at 6.")
        self.play(price.animate.set_value(6), run_time=SLOW)
        equal = formula("10 - P = P - 2", 42).move_to((5.0, -1.2, 0))
        law = formula("P = 6", 48, MINT).move_to((5.0, -2.15, 0))
        self.play(Write(equal), run_time=MOVE)
        self.play(Write(law), Create(framed(law, MINT, 0.2)), run_time=QUICK)
        rest(self, 0.8)

    def reading(self, y: float, name: str, color: str, value: Callable[[], float]) -> VGroup:
        label = words(name, BODY, MUTED).move_to((3.3, y, 0), LEFT)
        number = always_redraw(
            lambda: words(f"{value():.1f}", BODY, color).move_to((6.5, y, 0), RIGHT)
        )
        return VGroup(label, number)
