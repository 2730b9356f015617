"""De Moivre: the fourth power of 1 + i, worked out and seen."""

from manim import (
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Axes,
    Create,
    FadeIn,
    Scene,
    TransformFromCopy,
    VGroup,
    Write,
)

from lessons.style import (
    CORAL,
    MINT,
    MOVE,
    QUICK,
    SKY,
    SUN,
    formula,
    framed,
    graph,
    place,
    rest,
    say,
    title_bar,
)

# The powers of 1 + i, and where their names stand beside them.
POWERS = (
    (1 + 1j, "1 + i", SKY, RIGHT),
    (2j, "2 i", MINT, RIGHT),
    (-2 + 2j, "-2 + 2 i", SUN, UP),
    (-4 + 0j, "-4", CORAL, UP),
)


class FourthPower(Scene):
    def construct(self) -> None:
        title_bar(self, "One power worked out", MINT)
        axes, letters = graph((-4.6, 2.2), (-0.8, 3.2), 6.4, 3.8, (-4, -2, 2), (2,), ("Re", "Im"))
        place([axes, letters], (-3.0, 0.0))
        say(self, "What is the fourth power of one plus i?")
        self.play(FadeIn(axes, letters), run_time=QUICK)
        arrows = [self.pointer(axes, number) for number in range(4)]
        self.play(FadeIn(arrows[0]), run_time=QUICK)
        rows = VGroup(
            formula(r"r = sqrt(1^2 + 1^2) = sqrt(2)", 40, SKY),
            formula(r"theta = 45 degree", 40, SKY),
            formula(r"r^4 = (sqrt(2))^4 = 4", 40, CORAL),
            formula(r"4 theta = 180 degree", 40, CORAL),
            formula(r"(1 + i)^4 = 4 (cos 180 degree + i sin 180 degree)", 36),
            formula(r"= -4", 44, CORAL),
        )
        for number, row in enumerate(rows):
            row.move_to((1.5, 2.2 - 0.78 * number, 0), LEFT)
        rows[5].move_to((3.05, -1.75, 0), LEFT)
        say(self, "Its modulus is the root of two, its angle 45 degrees.")
        self.play(Write(rows[0]), run_time=MOVE)
        self.play(Write(rows[1]), run_time=MOVE)
        say(self, "Each power turns by 45 degrees and grows by the root of two.")
        for number in range(1, 4):
            self.play(TransformFromCopy(arrows[number - 1][0], arrows[number][0]), run_time=QUICK)
            self.play(FadeIn(arrows[number][1]), run_time=0.4)
        say(self, "Four of them: the root of two to the fourth is 4, and 180 degrees.")
        self.play(Write(rows[2]), run_time=MOVE)
        self.play(Write(rows[3]), run_time=MOVE)
        say(self, "The point lies at minus four. No brackets had to be multiplied out.")
        self.play(Write(rows[4]), run_time=MOVE)
        self.play(Write(rows[5]), Create(framed(rows[5], CORAL, 0.18)), run_time=QUICK)
        rest(self, 0.8)

    def pointer(self, axes: Axes, number: int) -> VGroup:
        value, name, color, side = POWERS[number]
        tip = axes.c2p(value.real, value.imag)
        arrow = Arrow(axes.c2p(0, 0), tip, color=color, buff=0, stroke_width=5)
        label = formula(name, 34, color).next_to(tip, side, buff=0.25)
        return VGroup(arrow, label)
