"""Balancing: one molecule of each substance, its atoms counted."""

from manim import DOWN, Arrow, Circle, FadeIn, Indicate, LaggedStart, Scene, VGroup, Write

from lessons.style import (
    ACCENTS,
    BACKGROUND,
    BODY,
    CORAL,
    LABEL,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    fit,
    formula,
    rest,
    say,
    title_bar,
    words,
)

DATA = {
    "left": ["CH4", "O2"],
    "right": ["CO2", "H2O"],
    "elements": ["C", "H", "O"],
    "atoms": [[1, 4, 0], [0, 0, 2], [1, 0, 2], [0, 2, 1]],
    "bare": [[1, 1], [4, 2], [2, 3]],
    "bare_typst": '"CH"_4 + "O"_2 -> "CO"_2 + "H"_2 "O"',
    "bare_text": "CH₄ + O₂ → CO₂ + H₂O",
    "off_said": "Hydrogen and oxygen on the left and on the right do not agree.",
}


class Count(Scene):
    def construct(self) -> None:
        title_bar(self, "Count the atoms")
        equation = fit(formula(DATA["bare_typst"], 48), 10.0, 0.8).move_to((0, 2.2, 0))
        say(self, "A reaction in symbols: what goes in, and what comes out.")
        self.play(Write(equation), run_time=MOVE)
        split, count = len(DATA["left"]), len(DATA["atoms"])
        step = min(2.6, 12.0 / (count + 1))
        places = [(n + (n >= split)) for n in range(count)]
        middle = count / 2
        molecules = VGroup(
            *[
                self.molecule(DATA["atoms"][n], step - 0.35).move_to(
                    ((places[n] - middle) * step, 0.55, 0)
                )
                for n in range(count)
            ]
        )
        x = (split - middle) * step
        arrow = Arrow((x - 0.5, 0.55, 0), (x + 0.5, 0.55, 0), buff=0, color=MUTED)
        say(self, "Look at one molecule of each. Every disc is an atom.")
        self.play(LaggedStart(*[FadeIn(m, scale=0.7) for m in molecules], lag_ratio=0.3))
        self.play(FadeIn(arrow), run_time=QUICK)
        say(self, "Atoms are only put together anew. None is made, and none is lost.")
        rows = VGroup()
        columns = len(DATA["elements"])
        wide = min(3.0, 12.4 / columns)
        for number, (element, (before, after)) in enumerate(
            zip(DATA["elements"], DATA["bare"], strict=True)
        ):
            at = (number - (columns - 1) / 2) * wide
            same = before == after
            sign = words("=" if same else "≠", BODY, MINT if same else CORAL, bold=True)
            name = VGroup(self.atom(number, element, 0.26))
            row = VGroup(name.move_to((at, -1.35, 0)), sign.move_to((at, -2.15, 0)))
            row.add(
                words(str(before), BODY).move_to((at - 0.55, -2.15, 0)),
                words(str(after), BODY).move_to((at + 0.55, -2.15, 0)),
            )
            rows.add(row)
        say(self, "So count each kind, on the left and on the right.")
        note = words("left, right", LABEL, MUTED).next_to(rows, DOWN, buff=0.15)
        for row in rows:
            self.play(FadeIn(row, shift=0.15 * DOWN), run_time=QUICK)
        self.play(FadeIn(note), run_time=QUICK)
        say(self, DATA["off_said"])
        pairs = zip(rows, DATA["bare"], strict=True)
        off = [row[1] for row, (before, after) in pairs if before != after]
        lit = off or [row[1] for row in rows]
        self.play(*[Indicate(sign, scale_factor=1.5) for sign in lit], run_time=MOVE)
        rest(self, 0.8)

    def atom(self, number: int, element: str, radius: float) -> VGroup:
        disc = Circle(radius=radius, stroke_width=0, fill_color=ACCENTS[number], fill_opacity=1)
        letters = words(element, 44 * radius / 0.5, BACKGROUND, bold=True)
        return VGroup(disc, fit(letters, 1.4 * radius, 1.2 * radius).move_to(disc))

    def molecule(self, counts: list[int], wide: float) -> VGroup:
        """The atoms in a block, each kind in its own colour."""
        total = sum(counts)
        columns = 1
        while columns * columns < total:
            columns += 1
        radius = min(0.3, 0.46 * min(wide, 2.0) / columns)
        group = VGroup()
        for number, count in enumerate(counts):
            for _ in range(count):
                atom = self.atom(number, DATA["elements"][number], radius)
                row, column = divmod(len(group), columns)
                group.add(atom.move_to((2.1 * radius * column, -2.1 * radius * row, 0)))
        return group
