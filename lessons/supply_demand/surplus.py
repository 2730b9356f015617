"""Supply and demand: what buyers and sellers gain, as areas."""

from manim import (
    DOWN,
    UP,
    Axes,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    Line,
    Polygon,
    Rectangle,
    Scene,
    VGroup,
    Write,
)

from lessons.style import (
    BODY,
    INK,
    MINT,
    MOVE,
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


class Surplus(Scene):
    def construct(self) -> None:
        title_bar(self, "What trade is worth", MINT)
        axes, letters = graph(
            (0, 10.4), (0, 11), 6.4, 4.6, (2, 4, 6, 8, 10), (2, 4, 6, 8, 10), ("quantity", "price")
        )
        place([axes, letters], (-2.7, -0.1))
        demand = Line(axes.c2p(0, 10), axes.c2p(10, 0), color=SKY, stroke_width=5)
        supply = Line(axes.c2p(0, 2), axes.c2p(8.6, 10.6), color=SUN, stroke_width=5)
        level = DashedLine(axes.c2p(0, 6), axes.c2p(9.6, 6), color=INK)
        meeting = Dot(axes.c2p(4, 6), color=INK, radius=0.11)
        buyers = VGroup(*[self.bar(axes, unit, 6, 9.5 - unit, SKY) for unit in range(4)])
        sellers = VGroup(*[self.bar(axes, unit, 2.5 + unit, 6, SUN) for unit in range(4)])
        above = self.area(axes, [(0, 10), (0, 6), (4, 6)], SKY)
        below = self.area(axes, [(0, 2), (0, 6), (4, 6)], SUN)
        say(self, "At a price of 6 four pieces are sold. Who gains by it?")
        self.play(FadeIn(axes, letters), Create(demand), Create(supply), run_time=MOVE)
        self.play(Create(level), FadeIn(meeting), run_time=QUICK)
        say(self, "The first buyer would have paid 9.5, the next 8.5: they save the rest.")
        self.play(
            LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in buyers], lag_ratio=0.5), run_time=SLOW
        )
        say(self, "Together that is the triangle above the price.")
        first = formula(r"1/2 dot 4 dot 4 = 8", 42, SKY).move_to((4.9, 1.3, 0))
        first_name = words("consumer surplus", BODY, SKY).move_to((4.9, 2.15, 0))
        self.play(FadeOut(buyers), FadeIn(above), FadeIn(first_name), Write(first), run_time=MOVE)
        say(self, "Sellers get 6 for what would have cost them less: the triangle below.")
        self.play(
            LaggedStart(*[GrowFromEdge(bar, UP) for bar in sellers], lag_ratio=0.5), run_time=MOVE
        )
        second = formula(r"1/2 dot 4 dot 4 = 8", 42, SUN).move_to((4.9, -0.8, 0))
        second_name = words("producer surplus", BODY, SUN).move_to((4.9, 0.05, 0))
        self.play(
            FadeOut(sellers), FadeIn(below), FadeIn(second_name), Write(second), run_time=MOVE
        )
        say(self, "Both gain: 16 in all, and no other price makes it more.")
        total = formula("8 + 8 = 16", 48, MINT).move_to((4.9, -2.1, 0))
        self.play(Write(total), run_time=MOVE)
        self.play(Create(framed(total, MINT)), run_time=QUICK)
        rest(self, 0.8)

    def bar(self, axes: Axes, unit: int, low: float, high: float, color: str) -> Rectangle:
        """The gain from one piece, a bar between the price and what it was worth or cost."""
        start, end = axes.c2p(unit + 0.06, low), axes.c2p(unit + 0.94, high)
        shape = Rectangle(
            width=end[0] - start[0],
            height=end[1] - start[1],
            color=color,
            stroke_width=2,
            fill_color=color,
            fill_opacity=0.5,
        )
        return shape.move_to((start + end) / 2)

    def area(self, axes: Axes, corners: list[tuple[float, float]], color: str) -> Polygon:
        points = [axes.c2p(*corner) for corner in corners]
        return Polygon(*points, stroke_width=0, fill_color=color, fill_opacity=0.45)
