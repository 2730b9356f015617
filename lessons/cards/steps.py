"""Steps: what is listed, as numbered boxes that light up one after the other."""

from manim import UL, UP, Arrow, Create, Dot, FadeIn, Scene, VGroup

from lessons.style import (
    ACCENTS,
    BODY,
    FAINT,
    MOVE,
    MUTED,
    QUICK,
    STAGE_WIDTH,
    hold,
    panel,
    paragraph,
    rest,
    say,
    title_bar,
    words,
)

DATA = {
    "title": "Step by step",
    "captions": ["First", "Second", "Third"],
    "items": ["First", "Second", "Third"],
    "ordered": True,
    "start": 1,
    "accent": 0,
}


class Steps(Scene):
    def construct(self) -> None:
        accent = ACCENTS[DATA["accent"] % 5]
        title_bar(self, DATA["title"], accent)
        items = DATA["items"]
        columns = len(items) if len(items) <= 3 else (len(items) + 1) // 2
        rows = -(-len(items) // columns)
        width = (STAGE_WIDTH - 0.7 * (columns - 1)) / columns
        height = 3.2 if rows == 1 else 2.25
        boxes = VGroup()
        for number, item in enumerate(items):
            row, column = divmod(number, columns)
            box = self.box(number, item, min(width, 5.5), height, accent)
            across = (column - (columns - 1) / 2) * (min(width, 5.5) + 0.7)
            box.move_to((across, -0.1 + ((rows - 1) / 2 - row) * (height + 0.55), 0))
            boxes.add(box)
        for number, box in enumerate(boxes):
            say(self, DATA["captions"][number])
            coming = [FadeIn(box, shift=0.2 * UP)]
            if number:
                coming.append(boxes[number - 1][0].animate.set_stroke(FAINT))
                if DATA["ordered"] and number % columns:
                    coming.append(Create(self.arrow(boxes[number - 1], box)))
            self.play(*coming, run_time=QUICK)
        rest(self)
        self.play(*[box[0].animate.set_stroke(accent) for box in boxes], run_time=MOVE)
        hold(self)

    def box(self, number: int, item: str, width: float, height: float, accent: str) -> VGroup:
        card = panel(width, height, accent)
        mark = words(str(DATA["start"] + number), BODY, accent, bold=True)
        if not DATA["ordered"]:
            mark = Dot(radius=0.11, color=accent)
        mark.move_to(card.get_corner(UL) + (0.4, -0.4, 0))
        text = paragraph(item, width - 0.5, height - 1.0, (28, 26, 24, 22, 20), align="center")
        text.move_to(card.get_center() + (0, -0.25, 0))
        return VGroup(card, mark, text)

    def arrow(self, left: VGroup, right: VGroup) -> Arrow:
        return Arrow(
            left.get_right(),
            right.get_left(),
            buff=0.08,
            color=MUTED,
            stroke_width=4,
            max_tip_length_to_length_ratio=0.4,
        )
