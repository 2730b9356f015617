"""Balancing: coefficients are set until the bars of both sides are level."""

from manim import (
    DOWN,
    UP,
    Create,
    FadeIn,
    FadeOut,
    Indicate,
    Rectangle,
    Scene,
    Transform,
    VGroup,
    Write,
)

from lessons.style import (
    BODY,
    CORAL,
    LABEL,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SKY,
    SMALL,
    SUN,
    fit,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

GROUND, HIGH = -2.2, 3.2

DATA = {
    "left": ["CH4", "O2"],
    "coefficients": [1, 2, 1, 2],
    "elements": ["C", "H", "O"],
    "atoms": [[1, 4, 0], [0, 0, 2], [1, 0, 2], [0, 2, 1]],
    "full": [[1, 1], [4, 4], [4, 4]],
    "typst": '"CH"_4 + 2 "O"_2 -> "CO"_2 + 2 "H"_2 "O"',
    "bare_typst": '"CH"_4 + "O"_2 -> "CO"_2 + "H"_2 "O"',
    "names": ["CH₄", "O₂", "CO₂", "H₂O"],
    "coefficients_said": "1, 2, 1 and 2",
}


class Balance(Scene):
    def construct(self) -> None:
        title_bar(self, "Whole numbers put it right", MINT)
        most = max(max(pair) for pair in DATA["full"])
        self.unit = HIGH / most
        current = [1] * len(DATA["coefficients"])
        equation = fit(formula(DATA["bare_typst"], 48), 11.0, 0.8).move_to((0, 2.15, 0))
        bars = self.bars(current)
        names = VGroup(
            *[
                words(element, BODY, MUTED, bold=True).move_to((self.x(n), GROUND - 0.35, 0))
                for n, element in enumerate(DATA["elements"])
            ]
        )
        say(self, "For each element two bars: its atoms on the left, and on the right.")
        self.play(FadeIn(equation), FadeIn(names), run_time=QUICK)
        self.play(FadeIn(bars), run_time=MOVE)
        say(self, "A number before a formula says how many of these molecules take part.")
        split = len(DATA["left"])
        changes = [n for n, goal in enumerate(DATA["coefficients"]) if goal > 1]
        # Large molecules first: they leave the fewest choices.
        changes.sort(key=lambda n: -len([count for count in DATA["atoms"][n] if count]))
        for turn, number in enumerate(changes):
            if turn == 1:
                say(self, "Set them one by one, and watch the bars.")
            current[number] = DATA["coefficients"][number]
            side = "left" if number < split else "right"
            text = f"{current[number]} of {DATA['names'][number]} on the {side}"
            note = words(text, LABEL, SUN).move_to((0, 1.45, 0))
            self.play(Transform(bars, self.bars(current)), FadeIn(note), run_time=MOVE)
            self.wait(0.3)
            self.play(FadeOut(note), run_time=0.3)
        if not changes:
            say(self, "Here one of each is enough.")
        say(self, "With {coefficients_said} both sides have the same atoms: it is balanced.", DATA)
        done = fit(formula(DATA["typst"], 48, SUN), 11.0, 0.8).move_to(equation)
        self.play(FadeOut(equation), Write(done), run_time=MOVE)
        self.play(*[Indicate(pair, color=MINT, scale_factor=1.05) for pair in bars], run_time=MOVE)
        self.play(Create(framed(done, buff=0.2)), run_time=QUICK)
        rest(self, 0.8)

    def x(self, number: int) -> float:
        count = len(DATA["elements"])
        return (number - (count - 1) / 2) * min(3.2, 12.0 / count)

    def bars(self, coefficients: list[int]) -> VGroup:
        split = len(DATA["left"])
        pairs = VGroup()
        for number in range(len(DATA["elements"])):
            counts = [
                n * atoms[number] for n, atoms in zip(coefficients, DATA["atoms"], strict=True)
            ]
            sides = (sum(counts[:split]), sum(counts[split:]))
            pair = VGroup()
            for side, count in enumerate(sides):
                color = MINT if sides[0] == sides[1] else (SKY, CORAL)[side]
                bar = Rectangle(
                    width=0.75,
                    height=max(0.02, self.unit * count),
                    stroke_width=0,
                    fill_color=color,
                    fill_opacity=0.85,
                ).move_to((self.x(number) + (side - 0.5) * 0.85, GROUND, 0), DOWN)
                pair.add(bar, words(f"{count:>2}", SMALL, color).next_to(bar, UP, buff=0.08))
            pairs.add(pair)
        return pairs
