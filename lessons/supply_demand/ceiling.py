"""Supply and demand: a price ceiling moves gains and destroys some."""

from collections.abc import Callable

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Create,
    DoubleArrow,
    FadeIn,
    GrowFromCenter,
    Indicate,
    Line,
    Polygon,
    Scene,
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
    LILAC,
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


class Ceiling(Scene):
    def construct(self) -> None:
        title_bar(self, "A price ceiling", CORAL)
        axes, letters = graph(
            (0, 10.4), (0, 11), 6.4, 4.6, (2, 4, 6, 8, 10), (2, 4, 6, 8, 10), ("quantity", "price")
        )
        place([axes, letters], (-2.7, -0.1))
        cap = ValueTracker(6)

        def sold() -> float:
            return cap.get_value() - 2

        def area(corners: list[tuple[float, float]], color: str) -> Polygon:
            points = [axes.c2p(*corner) for corner in corners]
            return Polygon(*points, stroke_width=0, fill_color=color, fill_opacity=0.45)

        def areas() -> VGroup:
            price, q = cap.get_value(), sold()
            shapes = VGroup(
                area([(0, 10), (q, 10 - q), (q, price), (0, price)], SKY),
                area([(0, 2), (0, price), (q, price)], SUN),
            )
            if q < 3.99:
                shapes.add(area([(q, 10 - q), (4, 6), (q, price)], CORAL))
            return shapes

        def buyers() -> float:
            # A trapezium: its left side reaches from the price to 10, its right one to 10 - q.
            left, right = 10 - cap.get_value(), 10 - sold() - cap.get_value()
            return sold() * (left + right) / 2

        def sellers() -> float:
            return sold() ** 2 / 2

        demand = Line(axes.c2p(0, 10), axes.c2p(10, 0), color=SKY, stroke_width=5)
        supply = Line(axes.c2p(0, 2), axes.c2p(8.6, 10.6), color=SUN, stroke_width=5)
        fill = always_redraw(areas)
        level = always_redraw(
            lambda: Line(
                axes.c2p(0, cap.get_value()), axes.c2p(9.8, cap.get_value()), color=INK
            ).set_stroke(width=4)
        )
        readings = VGroup(
            self.reading(2.1, "price", INK, cap.get_value),
            self.reading(1.4, "sold", INK, sold),
            self.reading(0.5, "buyers gain", SKY, buyers),
            self.reading(-0.2, "sellers gain", SUN, sellers),
            self.reading(-0.9, "lost", CORAL, lambda: 16 - buyers() - sellers()),
        )
        say(self, "The market price is 6. What if the law allows no more than 4?")
        self.play(FadeIn(axes, letters), Create(demand), Create(supply), run_time=MOVE)
        self.play(FadeIn(fill), FadeIn(level), FadeIn(readings), run_time=QUICK)
        say(self, "At a lower price sellers offer less: only two pieces instead of four.")
        self.play(cap.animate.set_value(4), run_time=SLOW * 1.3)
        say(self, "But six are wanted: four buyers go away with nothing.")
        ends = axes.c2p(2, 4), axes.c2p(6, 4)
        gap = DoubleArrow(*ends, color=LILAC, buff=0, stroke_width=6, tip_length=0.2)
        shortage = words("shortage 4", LABEL, LILAC).next_to(gap, DOWN, buff=0.15)
        self.play(GrowFromCenter(gap), FadeIn(shortage), run_time=MOVE)
        say(self, "Even when the keenest buyers are served, the red triangle is gone.")
        loss = formula(r"1/2 dot 4 dot 2 = 4", 42, CORAL).move_to((4.9, -2.0, 0))
        self.play(Write(loss), run_time=MOVE)
        self.play(Create(framed(loss, CORAL)), run_time=QUICK)
        say(self, "It is what the two trades that no longer happen were worth.")
        self.play(Indicate(loss, color=CORAL, scale_factor=1.1), run_time=MOVE)
        rest(self, 0.8)

    def reading(self, y: float, name: str, color: str, value: Callable[[], float]) -> VGroup:
        label = words(name, BODY, MUTED).move_to((3.3, y, 0), LEFT)
        number = always_redraw(
            lambda: words(f"{abs(value()):.1f}", BODY, color).move_to((6.5, y, 0), RIGHT)
        )
        return VGroup(label, number)
