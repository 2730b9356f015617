"""Definition: a term, and what is meant by it."""

from manim import DOWN, RIGHT, Arrow, FadeIn, GrowArrow, Scene

from lessons.style import ACCENTS, MOVE, QUICK, SUN, hold, panel, paragraph, say, title_bar

DATA = {
    "title": "What is meant",
    "captions": ["The term: its meaning."],
    "term": "The term",
    "meaning": "its meaning",
    "accent": 0,
}


class Definition(Scene):
    def construct(self) -> None:
        accent = ACCENTS[DATA["accent"] % 5]
        title_bar(self, DATA["title"], accent)
        term = paragraph(DATA["term"], 11.0, 1.0, (46, 38, 32, 26), SUN, bold=True, align="center")
        term.move_to((0, 1.85, 0))
        card = panel(12.0, 2.9, accent).move_to((0, -1.35, 0))
        meaning = paragraph(DATA["meaning"], 11.2, 2.4, (34, 30, 26, 24), align="center")
        meaning.move_to(card)
        arrow = Arrow((0, 1.25, 0), (0, 0.15, 0), buff=0, color=accent, stroke_width=6)
        say(self, DATA["captions"][0])
        self.play(FadeIn(term, scale=0.8), run_time=MOVE)
        self.play(GrowArrow(arrow), run_time=QUICK)
        self.play(FadeIn(card, shift=0.2 * DOWN), run_time=QUICK)
        for row in meaning:
            self.play(FadeIn(row, shift=0.15 * RIGHT), run_time=QUICK)
        hold(self)
