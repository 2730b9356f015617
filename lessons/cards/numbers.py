"""Numbers: large figures over the words they were given in."""

from manim import UP, FadeIn, Scene, VGroup

from lessons.style import (
    ACCENTS,
    MUTED,
    QUICK,
    SUN,
    fit,
    hold,
    panel,
    paragraph,
    say,
    title_bar,
    words,
)

DATA = {
    "title": "The numbers in it",
    "captions": ["The figures.", "ten of them", "twenty of those"],
    "rows": [["10", "ten of them"], ["20", "twenty of those"]],
    "accent": 0,
}


class Numbers(Scene):
    def construct(self) -> None:
        accent = ACCENTS[DATA["accent"] % 5]
        title_bar(self, DATA["title"], accent)
        rows = DATA["rows"]
        wide = 6.4
        say(self, DATA["captions"][0])
        for number, (value, said) in enumerate(rows):
            card = panel(wide, 2.55, ACCENTS[(number + DATA["accent"]) % 5])
            figure = fit(words(value, 54, SUN, bold=True), wide - 0.6, 0.8)
            figure.move_to((0, 0.6, 0))
            text = paragraph(said, wide - 0.6, 1.1, (24, 22, 20), MUTED, align="center")
            text.move_to((0, -0.55, 0))
            x = 0.0 if len(rows) == 3 and number == 2 else (-3.4, 3.4)[number % 2]
            y = -0.1 if len(rows) == 2 else (1.3, -1.5)[number // 2]
            group = VGroup(card, figure, text).move_to((x, y, 0))
            say(self, DATA["captions"][number + 1])
            self.play(FadeIn(group[0]), FadeIn(figure, scale=0.5), run_time=QUICK)
            self.play(FadeIn(text, shift=0.1 * UP), run_time=QUICK)
        hold(self)
