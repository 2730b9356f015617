"""Big O: the definition, as a race of two lines."""

from manim import (
    LEFT,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    Line,
    Polygon,
    Scene,
    ValueTracker,
    Write,
    always_redraw,
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


class Bound(Scene):
    def construct(self) -> None:
        title_bar(self, "What O(n) means", MINT)
        axes, letters = graph(
            (0, 15.5), (0, 47), 6.6, 4.6, (3, 6, 9, 12, 15), (15, 30, 45), ("n", "steps")
        )
        place([axes, letters], (-2.8, -0.1))
        factor = ValueTracker(1.5)
        cost = Line(axes.c2p(0, 6), axes.c2p(15, 36), color=SKY, stroke_width=5)
        bound = always_redraw(
            lambda: Line(
                axes.c2p(0, 0),
                axes.c2p(15, 15 * factor.get_value()),
                color=SUN,
                stroke_width=5,
            )
        )
        cost_name = formula("f(n) = 2n + 6", 42, SKY).move_to((2.2, 2.1, 0), LEFT)
        bound_name = always_redraw(
            lambda: words(f"c · n  with c = {factor.get_value():.1f}", BODY, SUN).move_to(
                (2.2, 1.3, 0), LEFT
            )
        )
        say(self, "A program takes 2 n plus 6 steps. Is that of order n?")
        self.play(FadeIn(axes, letters), run_time=QUICK)
        self.play(Create(cost), Write(cost_name), run_time=MOVE)
        say(self, "One and a half times n stays below it.")
        self.play(FadeIn(bound), FadeIn(bound_name), run_time=MOVE)
        say(self, "With the factor 3 the line overtakes f at n equal to 6.")
        self.play(factor.animate.set_value(3), run_time=SLOW)
        drop = DashedLine(axes.c2p(6, 18), axes.c2p(6, 0), color=INK)
        cross = Dot(axes.c2p(6, 18), color=INK, radius=0.1)
        start = formula("n_0 = 6", 40).move_to((2.2, 0.45, 0), LEFT)
        self.play(FadeIn(cross), Create(drop), Write(start), run_time=MOVE)
        say(self, "From there on f never gets ahead again.")
        between = Polygon(
            axes.c2p(6, 18),
            axes.c2p(15, 36),
            axes.c2p(15, 45),
            stroke_width=0,
            fill_color=MINT,
            fill_opacity=0.4,
        )
        self.play(FadeIn(between), run_time=QUICK)
        say(self, "Order n means: from some point on, at most a multiple of n.")
        law = formula('f(n) <= c dot n quad "for all" n >= n_0', 40).move_to((4.1, -1.0, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law)), run_time=QUICK)
        rest(self, 0.8)
