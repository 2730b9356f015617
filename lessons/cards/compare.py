"""Compare: two things side by side."""

from manim import DOWN, LEFT, RIGHT, UL, UP, FadeIn, Indicate, Scene, VGroup

from lessons.style import (
    ACCENTS,
    MOVE,
    QUICK,
    SKY,
    SUN,
    fit,
    hold,
    panel,
    paragraph,
    rest,
    say,
    title_bar,
)

DATA = {
    "title": "This and that",
    "captions": ["On one side: this.", "On the other side: that."],
    "left": "This",
    "right": "That",
    "left_lines": ["What is it?"],
    "right_lines": ["What is it?"],
    "accent": 0,
}


class Compare(Scene):
    def construct(self) -> None:
        title_bar(self, DATA["title"], ACCENTS[DATA["accent"] % 5])
        sides = [
            self.side(DATA["left"], DATA["left_lines"], SKY, -3.45),
            self.side(DATA["right"], DATA["right_lines"], SUN, 3.45),
        ]
        for number, (card, head, lines) in enumerate(sides):
            say(self, DATA["captions"][number])
            shift = (RIGHT if number == 0 else LEFT) * 0.4
            self.play(FadeIn(card, shift=shift), FadeIn(head, shift=shift), run_time=MOVE)
            for line in lines:
                self.play(FadeIn(line, shift=0.15 * UP), run_time=QUICK)
        rest(self)
        self.play(*[Indicate(side[1], scale_factor=1.06) for side in sides], run_time=MOVE)
        hold(self)

    def side(self, name: str, lines: list[str], color: str, x: float) -> VGroup:
        card = panel(6.3, 5.3, color).move_to((x, -0.1, 0))
        head = paragraph(name, 5.7, 0.9, (32, 28, 24), color, bold=True, align="center")
        head.move_to(card.get_top() + (0, -0.65, 0))
        column = VGroup(*[paragraph(line, 5.5, 1.3, (26, 24, 22, 20)) for line in lines])
        column.arrange(DOWN, buff=0.35, aligned_edge=LEFT)
        fit(column, 5.6, 3.7)
        column.move_to(card.get_corner(UL) + (0.4, -1.35, 0), UL)
        return VGroup(card, head, column)
