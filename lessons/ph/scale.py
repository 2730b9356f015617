"""pH: a ruler from 0 to 14, and things on it."""

from manim import (
    DOWN,
    UP,
    Create,
    FadeIn,
    Line,
    ManimColor,
    Rectangle,
    Scene,
    Triangle,
    VGroup,
    Write,
    interpolate_color,
)

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    INK,
    LILAC,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SLOW,
    SMALL,
    SUN,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

LEFT_X, STEP, LEVEL = -6.3, 0.9, 0.35

DATA = {
    "ph": "3",
    "value": 3,
    "kind": "acidic",
    "near": "vinegar",
    "things": [
        [1.0, "stomach acid"],
        [2.2, "lemon juice"],
        [3.0, "vinegar"],
        [5.0, "coffee"],
        [6.5, "milk"],
        [7.4, "blood"],
        [8.2, "sea water"],
        [9.5, "soap"],
        [11.5, "ammonia"],
        [13.0, "bleach"],
    ],
    "hydrogen": "0.001",
}


class Scale(Scene):
    def construct(self) -> None:
        title_bar(self, "A ruler for acids", CORAL)
        ruler = VGroup()
        for number in range(14):
            middle = ManimColor(MINT)
            ends = (ManimColor(CORAL), middle) if number < 7 else (middle, ManimColor(LILAC))
            share = (number % 7) / 6 if number < 7 else (number - 7) / 6
            cell = Rectangle(
                width=STEP - 0.03,
                height=0.55,
                stroke_width=0,
                fill_color=interpolate_color(*ends, share),
                fill_opacity=0.9,
            )
            ruler.add(cell.move_to((LEFT_X + STEP * (number + 0.5), LEVEL, 0)))
        marks = VGroup()
        for number in range(15):
            x = LEFT_X + STEP * number
            marks.add(words(str(number), SMALL, MUTED).move_to((x, LEVEL - 0.55, 0)))
        say(self, "The pH tells how acidic something is, from zero to fourteen.")
        self.play(Create(ruler), FadeIn(marks), run_time=MOVE)
        say(self, "Lemon juice and vinegar are acids, soap and bleach are bases.")
        for turn, (value, name) in enumerate(DATA["things"]):
            x = LEFT_X + STEP * value
            high = (1.05, 1.6)[turn % 2]
            stalk = Line((x, LEVEL + 0.3, 0), (x, LEVEL + high - 0.2, 0), color=FAINT)
            label = words(name, SMALL, INK).move_to((x, LEVEL + high, 0))
            if label.get_left()[0] < -6.7:
                label.shift((-6.7 - label.get_left()[0], 0, 0))
            self.play(Create(stalk), FadeIn(label, shift=0.1 * UP), run_time=0.4)
        marker = Triangle(color=SUN, fill_opacity=1).scale(0.16)
        marker.move_to((LEFT_X + STEP * 7, LEVEL - 1.0, 0))
        say(self, "pH {ph} is {kind}, close to {near}.", DATA)
        self.play(FadeIn(marker), run_time=QUICK)
        self.play(marker.animate.set_x(LEFT_X + STEP * DATA["value"]), run_time=SLOW)
        shown = words(f"pH {DATA['ph']}", BODY, SUN, bold=True).next_to(marker, DOWN, buff=0.12)
        if shown.get_left()[0] < -6.7:
            shown.shift((-6.7 - shown.get_left()[0], 0, 0))
        self.play(FadeIn(shown), run_time=QUICK)
        say(self, "It counts powers of ten: one step down means ten times as many hydrogen ions.")
        law = formula('"pH" = -log_(10) ["H"^+]', 46, SUN).move_to((0.6, -2.25, 0))
        self.play(Write(law), run_time=MOVE)
        self.play(Create(framed(law, buff=0.18)), run_time=QUICK)
        rest(self, 0.8)
