"""Balancing: the masses of both sides reach the same height."""

from manim import (
    DOWN,
    UP,
    Create,
    DashedLine,
    FadeIn,
    GrowFromEdge,
    Line,
    Rectangle,
    Scene,
    VGroup,
    Write,
)

from lessons.style import (
    ACCENTS,
    BACKGROUND,
    BODY,
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

GROUND, HIGH, WIDE = -2.3, 3.5, 4.0

DATA = {
    "left": ["CH4", "O2"],
    "coefficients": [1, 2, 1, 2],
    "masses": [16.04, 64.0, 44.01, 36.03],
    "names": ["CH₄", "O₂", "CO₂", "H₂O"],
    "mass_texts": ["16.04 g", "64 g", "44.01 g", "36.03 g"],
    "total": "80.04",
    "typst": '"CH"_4 + 2 "O"_2 -> "CO"_2 + 2 "H"_2 "O"',
}


class Mass(Scene):
    def construct(self) -> None:
        title_bar(self, "Nothing is lost", SUN)
        split = len(DATA["left"])
        total = sum(DATA["masses"][:split])
        equation = fit(formula(DATA["typst"], 46), 11.0, 0.7).move_to((0, 2.2, 0))
        ground = Line((-6.2, GROUND, 0), (2.4, GROUND, 0), color=MUTED, stroke_width=4)
        say(self, "Take as many moles as the numbers say, and weigh them.")
        self.play(Write(equation), Create(ground), run_time=MOVE)
        heights = [GROUND, GROUND]
        for number, (mass, text) in enumerate(zip(DATA["masses"], DATA["mass_texts"], strict=True)):
            side = 0 if number < split else 1
            if number == 0:
                say(self, "What goes in, stacked by its mass.")
            elif number == split:
                say(self, "And what comes out.")
            high = HIGH * mass / total
            block = Rectangle(
                width=WIDE,
                height=max(high - 0.03, 0.02),
                stroke_width=0,
                fill_color=ACCENTS[number % 5],
                fill_opacity=0.9,
            ).move_to((-4.1 if side == 0 else 0.3, heights[side], 0), DOWN)
            count = DATA["coefficients"][number]
            name = DATA["names"][number]
            label = words(f"{count} {name}: {text}", BODY, BACKGROUND, bold=True)
            label = fit(label, WIDE - 0.2, max(high - 0.12, 0.08)).move_to(block)
            heights[side] += high
            self.play(GrowFromEdge(block, DOWN), FadeIn(label), run_time=MOVE)
        top = GROUND + HIGH
        level = DashedLine((-6.3, top, 0), (2.5, top, 0), color=SUN)
        say(self, "Both stacks reach the same height: {total} grams before and after.", DATA)
        self.play(Create(level), run_time=QUICK)
        value = words(f"{DATA['total']} g", 34, SUN, bold=True).move_to((4.6, 1.2, 0))
        self.play(FadeIn(value, shift=0.2 * UP), run_time=QUICK)
        say(self, "So the equation tells how much to weigh out, and how much to expect.")
        law = formula('m_"before" = m_"after"', 46, SUN).move_to((4.6, -0.6, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(VGroup(law))), run_time=QUICK)
        rest(self, 0.8)
