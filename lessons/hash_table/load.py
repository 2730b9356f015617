"""Hash table: chains grow with the load factor, and a larger table shortens them."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    Create,
    DashedLine,
    FadeIn,
    FadeOut,
    Line,
    Rectangle,
    Scene,
    Transform,
    VGroup,
    Write,
)

from lessons.style import (
    BODY,
    CORAL,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SLOW,
    SUN,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

LEFT_X, WIDE, GROUND, UNIT = -6.2, 7.4, -2.3, 0.19

DATA = {
    "m": 7,
    "count": "7",
    "buckets": "7",
    "homes": [1, 4, 6, 1, 5, 4, 1],
    "load": "1",
    "load_typst": "alpha = n/m = 7/7 = 1",
}


class Load(Scene):
    def construct(self) -> None:
        title_bar(self, "When it gets crowded", CORAL)
        m = DATA["m"]
        ground = Line((LEFT_X, GROUND, 0), (LEFT_X + WIDE, GROUND, 0), color=MUTED)
        own = np.bincount(DATA["homes"], minlength=m)
        # Seeded, so that every render shows the same further keys.
        more = np.random.default_rng(3).integers(0, 2 * m, 12 * m)
        bars = self.bars(own)
        law = formula(DATA["load_typst"], 44).move_to((4.3, 1.9, 0))
        say(self, "{count} keys in {buckets} buckets: the load factor is {load}.", DATA)
        self.play(Create(ground), FadeIn(bars), Write(law), run_time=MOVE)
        say(self, "That is the average length of a chain, and the cost of a lookup.")
        level = self.level(len(DATA["homes"]) / m, bars)
        self.play(Create(level), run_time=QUICK)
        say(self, "Many more keys come, and the chains grow.")
        full = own + np.bincount(more % m, minlength=m)
        count = int(full.sum())
        share = count / m
        note = self.note(count, m)
        self.play(Transform(bars, self.bars(full)), FadeIn(note), run_time=SLOW)
        self.play(Transform(level, self.level(share, bars)), run_time=QUICK)
        say(self, "So the table doubles its buckets and puts every key in anew.")
        spread = np.bincount(more, minlength=2 * m)
        for home in DATA["homes"]:
            spread[home] += 1
        fresh = self.note(count, 2 * m)
        self.play(FadeOut(note), Transform(bars, self.bars(spread)), FadeIn(fresh), run_time=SLOW)
        self.play(Transform(level, self.level(count / (2 * m), bars)), run_time=QUICK)
        say(self, "Doubling is rare, so on average each key still costs a constant time.")
        result = words("average cost: constant", BODY, SUN, bold=True).move_to((4.3, -1.7, 0))
        self.play(FadeIn(result), Create(framed(result, buff=0.2)), run_time=MOVE)
        rest(self, 0.8)

    def bars(self, counts: np.ndarray) -> VGroup:
        step = WIDE / len(counts)
        group = VGroup()
        for number, count in enumerate(counts):
            shape = Rectangle(
                width=0.8 * step,
                height=max(0.01, UNIT * float(count)),
                stroke_width=0,
                fill_color=MINT,
                fill_opacity=0.85,
            )
            group.add(shape.move_to((LEFT_X + step * (number + 0.5), GROUND, 0), DOWN))
        return group

    def level(self, average: float, bars: VGroup) -> DashedLine:
        y = GROUND + UNIT * average
        return DashedLine((LEFT_X, y, 0), (LEFT_X + WIDE, y, 0), color=SUN)

    def note(self, count: int, buckets: int) -> VGroup:
        rows = VGroup(
            words(f"{count} keys", BODY),
            words(f"{buckets} buckets", BODY, MUTED),
            words(f"load {count / buckets:.1f}", BODY, SUN, bold=True),
        )
        for number, row in enumerate(rows):
            row.move_to((2.6, 0.9 - 0.6 * number, 0), LEFT)
        return rows
