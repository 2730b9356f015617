"""Weights: how often the main words are used, as bars."""

from manim import LEFT, RIGHT, FadeIn, GrowFromEdge, Rectangle, Scene

from lessons.style import (
    ACCENTS,
    BODY,
    FAINT,
    INK,
    MOVE,
    QUICK,
    fit,
    hold,
    say,
    title_bar,
    words,
)

DATA = {
    "title": "The words that carry it",
    "captions": ["How often is each word used?", "Most of all the first."],
    "rows": [["word", 3], ["other", 2], ["last", 1]],
    "accent": 0,
}


class Weights(Scene):
    def construct(self) -> None:
        accent = ACCENTS[DATA["accent"] % 5]
        title_bar(self, DATA["title"], accent)
        rows = DATA["rows"]
        share = 5.2 / len(rows)
        most = max(count for _, count in rows)
        say(self, DATA["captions"][0])
        bars = []
        for number, (word, count) in enumerate(rows):
            y = (len(rows) - 1) / 2 * share - number * share - 0.1
            name = fit(words(word, BODY), 3.6, 0.6)
            name.move_to((-2.7, y, 0), RIGHT)
            bar = Rectangle(
                width=7.6 * count / most,
                height=min(0.6, share * 0.6),
                fill_color=FAINT,
                fill_opacity=1,
                stroke_width=0,
            ).move_to((-2.4, y, 0), LEFT)
            figure = words(str(count), BODY, INK, bold=True).next_to(bar, RIGHT, buff=0.2)
            self.play(FadeIn(name), GrowFromEdge(bar, LEFT), FadeIn(figure), run_time=QUICK)
            bars.append(bar)
        say(self, DATA["captions"][1])
        self.play(bars[0].animate.set_fill(accent), run_time=MOVE)
        hold(self)
