"""pH: hydrogen and hydroxide ions trade places."""

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Create,
    FadeIn,
    Line,
    Rectangle,
    Scene,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    LILAC,
    MOVE,
    MUTED,
    QUICK,
    SLOW,
    SMALL,
    SUN,
    fit,
    formula,
    framed,
    number,
    rest,
    say,
    title_bar,
    words,
)

GROUND, UNIT = -2.2, 0.3

DATA = {
    "ph": "3",
    "value": 3,
    "ion_said": "Here there are 10 000 times more hydrogen ions than in pure water.",
    "hydrogen_typst": '["H"^+] = 10^(-3) "mol/l"',
    "hydroxide_typst": '["OH"^-] = 10^(-11) "mol/l"',
}


class Ions(Scene):
    def construct(self) -> None:
        title_bar(self, "Two ions on a seesaw", LILAC)
        ph = ValueTracker(7)
        scale = VGroup(Line((-6.0, GROUND, 0), (0.2, GROUND, 0), color=MUTED, stroke_width=4))
        for power in range(-14, 1, 2):
            y = GROUND + UNIT * (power + 14)
            scale.add(Line((-6.0, y, 0), (-5.8, y, 0), color=FAINT, stroke_width=3))
            low = str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
            scale.add(words(f"10{low}", SMALL, MUTED).move_to((-6.15, y, 0), RIGHT))
        first = always_redraw(lambda: self.bar(-4.3, 14 - ph.get_value(), CORAL, "H⁺"))
        second = always_redraw(lambda: self.bar(-1.6, ph.get_value(), LILAC, "OH⁻"))
        shown = always_redraw(
            lambda: words(f"pH {number(ph.get_value(), 1)}", 34, SUN, bold=True).move_to(
                (1.4, 2.1, 0), LEFT
            )
        )
        say(self, "Water always holds two ions: hydrogen and hydroxide. At pH 7 they are equal.")
        self.play(FadeIn(scale), run_time=QUICK)
        self.play(FadeIn(first), FadeIn(second), FadeIn(shown), run_time=MOVE)
        say(self, "More of the one leaves less of the other, on this scale by the same step.")
        self.play(ph.animate.set_value(3 if DATA["value"] > 7 else 11), run_time=SLOW)
        self.play(ph.animate.set_value(DATA["value"]), run_time=SLOW)
        rows = VGroup(
            fit(formula(DATA["hydrogen_typst"], 40, CORAL), 5.2, 0.7),
            fit(formula(DATA["hydroxide_typst"], 40, LILAC), 5.2, 0.7),
        )
        for place, row in enumerate(rows):
            row.move_to((1.4, 1.1 - 0.85 * place, 0), LEFT)
        say(self, DATA["ion_said"])
        self.play(Write(rows), run_time=MOVE)
        say(self, "Multiplied, they always give ten to the minus fourteen.")
        law = formula('["H"^+] dot ["OH"^-] = 10^(-14)', 44, SUN).move_to((3.9, -1.3, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law)), run_time=QUICK)
        rest(self, 0.8)

    def bar(self, x: float, steps: float, color: str, name: str) -> VGroup:
        shape = Rectangle(
            width=1.5,
            height=max(0.02, UNIT * steps),
            stroke_width=0,
            fill_color=color,
            fill_opacity=0.85,
        ).move_to((x, GROUND, 0), DOWN)
        return VGroup(shape, words(name, BODY, color, bold=True).next_to(shape, UP, buff=0.12))
