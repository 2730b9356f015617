"""Statement: one sentence in large type, whose key words light up."""

from manim import DOWN, LEFT, RIGHT, UP, FadeIn, GrowFromEdge, Line, Scene

from lessons.style import ACCENTS, MOVE, QUICK, SUN, hold, paragraph, say, title_bar

DATA = {
    "title": "A statement",
    "captions": ["One sentence at a time."],
    "text": "One sentence at a time.",
    "emphasis": ["sentence"],
    "note": "",
    "accent": 0,
}


class Statement(Scene):
    def construct(self) -> None:
        accent = ACCENTS[DATA["accent"] % 5]
        title_bar(self, DATA["title"], accent)
        text = paragraph(DATA["text"], 11.6, 4.6, (42, 36, 32, 28, 24))
        text.move_to((-5.9, -0.1, 0), LEFT)
        bar = Line(UP, DOWN, color=accent, stroke_width=8)
        bar.stretch_to_fit_height(text.height + 0.5).next_to(text, LEFT, buff=0.35)
        say(self, DATA["captions"][0])
        self.play(GrowFromEdge(bar, UP), run_time=QUICK)
        for row in text:
            self.play(FadeIn(row, shift=0.15 * RIGHT), run_time=QUICK)
        lit = [part for term in DATA["emphasis"] for part in text.find(term)]
        if lit:
            self.play(*[part.animate.set_color(SUN) for part in lit], run_time=MOVE)
        hold(self)
