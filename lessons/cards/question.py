"""Question: a question, a moment to think, an answer."""

from manim import (
    LEFT,
    RIGHT,
    TAU,
    UP,
    Arc,
    Circle,
    Create,
    FadeIn,
    FadeOut,
    Scene,
    ValueTracker,
    VMobject,
    always_redraw,
    linear,
)

from lessons.style import (
    ACCENTS,
    FAINT,
    MINT,
    MOVE,
    QUICK,
    hold,
    labelled_box,
    paragraph,
    say,
    title_bar,
    words,
)

DATA = {
    "title": "Your turn",
    "captions": ["The question?", "Take a moment to think.", "The answer."],
    "question": "The question?",
    "answer": "The answer.",
    "accent": 0,
}


class Question(Scene):
    def construct(self) -> None:
        accent = ACCENTS[DATA["accent"] % 5]
        title_bar(self, DATA["title"], accent)
        asked = paragraph(DATA["question"], 9.4, 2.4, (36, 32, 28, 24))
        asked.move_to((-6.3, 1.2, 0), LEFT)
        left = ValueTracker(1.0)
        ground = Circle(radius=0.85, color=FAINT, stroke_width=6).move_to((5.2, 1.2, 0))
        ring = always_redraw(
            lambda: Arc(
                0.85, TAU / 4, -TAU * left.get_value(), color=accent, stroke_width=8
            ).move_arc_center_to(ground.get_center())
        )
        mark = words("?", 48, accent, bold=True).move_to(ground)
        say(self, DATA["captions"][0])
        self.play(FadeIn(asked, shift=0.2 * RIGHT), run_time=MOVE)
        self.play(Create(ground), FadeIn(mark), run_time=QUICK)
        say(self, DATA["captions"][1])
        self.add(ring)
        self.play(left.animate.set_value(0.001), run_time=3.0, rate_func=linear)
        ring.clear_updaters()
        self.remove(ring)
        answer = labelled_box(DATA["answer"], 12.6, 1.9, MINT, 32).move_to((0, -1.75, 0))
        tick = VMobject(color=MINT, stroke_width=9)
        tick.set_points_as_corners([(-0.35, 0.05, 0), (-0.08, -0.25, 0), (0.4, 0.35, 0)])
        tick.move_to(ground)
        say(self, DATA["captions"][2])
        self.play(
            FadeOut(mark),
            Create(tick),
            ground.animate.set_color(MINT),
            FadeIn(answer, shift=0.2 * UP),
            run_time=MOVE,
        )
        hold(self)
