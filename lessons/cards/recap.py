"""Recap: the points once more, ticked off one by one."""

from manim import LEFT, RIGHT, Circle, Create, FadeIn, Scene, VGroup, VMobject

from lessons.style import (
    ACCENTS,
    MINT,
    MOVE,
    QUICK,
    hold,
    paragraph,
    say,
    title_bar,
    wrapped,
)

DATA = {
    "title": "To take away",
    "captions": ["A first point.", "A second point."],
    "points": ["A first point.", "A second point."],
    "accent": 0,
}


class Recap(Scene):
    def construct(self) -> None:
        accent = ACCENTS[DATA["accent"] % 5]
        title_bar(self, DATA["title"], accent)
        points = DATA["points"]
        share = 5.2 / max(len(points), 3)
        # One size for all points: the largest in which the longest has room.
        room = share - 0.3
        size = next(
            (
                size
                for size in (30, 28, 26, 24, 22)
                if all(len(wrapped(text, size, 11.6)) * 0.0157 * size <= room for text in points)
            ),
            20,
        )
        rows = VGroup()
        for text in points:
            ring = Circle(radius=0.24, color=accent, stroke_width=4)
            tick = VMobject(color=MINT, stroke_width=6)
            tick.set_points_as_corners([(-0.13, 0.02, 0), (-0.03, -0.1, 0), (0.16, 0.14, 0)])
            line = paragraph(text, 11.6, room, (size, 20))
            line.move_to((0.85, 0, 0), LEFT)
            rows.add(VGroup(ring, tick, line))
        for number, row in enumerate(rows):
            row.shift((-6.2, (len(points) - 1) / 2 * share - number * share - 0.1, 0))
        # A caption more than points is a first sentence, before any of them.
        captions = DATA["captions"]
        if len(captions) > len(points):
            say(self, captions[0])
            self.play(*[Create(row[0]) for row in rows], run_time=MOVE)
            captions = captions[1:]
        for row, caption in zip(rows, captions, strict=False):
            say(self, caption)
            self.play(FadeIn(row[2], shift=0.2 * RIGHT), Create(row[0]), run_time=QUICK)
            self.play(Create(row[1]), run_time=0.4)
        hold(self)
