"""Formula: one formula, framed and read out."""

from manim import UP, Create, FadeIn, Scene, Write

from lessons.style import (
    ACCENTS,
    MOVE,
    MUTED,
    QUICK,
    SLOW,
    SUN,
    fit,
    formula,
    framed,
    hold,
    paragraph,
    say,
    title_bar,
)

DATA = {
    "title": "The formula",
    "captions": ["The formula.", "What it says."],
    "typst": "",
    "plain": "a = b",
    "note": "What it says.",
    "accent": 0,
}


class Formula(Scene):
    def construct(self) -> None:
        accent = ACCENTS[DATA["accent"] % 5]
        title_bar(self, DATA["title"], accent)
        if DATA["typst"]:
            shape = fit(formula(DATA["typst"], 72), 11.0, 2.2)
        else:
            shape = paragraph(DATA["plain"], 11.0, 2.0, (48, 40, 32, 26), align="center")
        shape.move_to((0, 0.9, 0))
        frame = framed(shape, SUN, 0.45)
        note = paragraph(DATA["note"], 11.0, 1.9, (28, 26, 24, 22), MUTED, align="center")
        note.move_to((0, -1.85, 0))
        say(self, DATA["captions"][0])
        self.play(Write(shape), run_time=SLOW)
        self.play(Create(frame), run_time=MOVE)
        say(self, DATA["captions"][1])
        self.play(FadeIn(note, shift=0.2 * UP), run_time=QUICK)
        self.play(shape.animate.set_color(SUN), run_time=MOVE)
        hold(self)
