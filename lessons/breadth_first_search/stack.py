"""Breadth-first search: a queue goes broad, a stack goes deep."""

import numpy as np
from manim import (
    Animation,
    Circle,
    Create,
    DashedLine,
    FadeIn,
    FadeOut,
    Line,
    Scene,
    Transform,
    VGroup,
    Write,
)

from lessons.style import (
    CORAL,
    FAINT,
    INK,
    LABEL,
    MOVE,
    MUTED,
    PANEL,
    QUICK,
    SKY,
    SUN,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

# A tree with its nodes numbered line by line; each has up to two children.
CHILDREN = {0: (1, 2), 1: (3, 4), 2: (5, 6), 3: (), 4: (7,), 5: (), 6: (8,), 7: (), 8: ()}
SPOTS = {
    0: (0.0, 0),
    1: (-1.5, 1),
    2: (1.5, 1),
    3: (-2.25, 2),
    4: (-0.75, 2),
    5: (0.75, 2),
    6: (2.25, 2),
    7: (-0.75, 3),
    8: (2.25, 3),
}


class QueueOrStack(Scene):
    def construct(self) -> None:
        title_bar(self, "Queue or stack?", CORAL)
        broad, deep = self.tree(-3.5), self.tree(3.5)
        fence = DashedLine((0, 2.5, 0), (0, -2.8, 0), color=FAINT)
        heads = VGroup(
            words("queue: first in, first out", LABEL, SKY).move_to((-3.5, 2.4, 0)),
            words("stack: last in, first out", LABEL, SUN).move_to((3.5, 2.4, 0)),
        )
        say(self, "The same tree twice. On the left a queue says who is next.")
        self.play(FadeIn(broad), FadeIn(fence), run_time=MOVE)
        self.play(FadeIn(heads[0]), run_time=QUICK)
        say(self, "On the right a stack: the newest comes first.")
        self.play(FadeIn(deep), FadeIn(heads[1]), run_time=QUICK)
        say(self, "The queue goes line by line; the stack follows one branch to its end.")
        pairs = list(zip(self.order(True), self.order(False), strict=True))
        for turn, (left, right) in enumerate(pairs):
            if turn == 5:
                say(self, "Both see each node once: n nodes, m links, n plus m steps.")
            self.play(
                *self.light(broad, left, turn + 1, SKY),
                *self.light(deep, right, turn + 1, SUN),
                run_time=0.7,
            )
        cost = formula("O(n + m)", 40).move_to((0, 1.5, 0))
        say(self, "Only the queue finds shortest ways; the stack may wander far first.")
        self.play(
            FadeOut(fence),
            Write(cost),
            run_time=MOVE,
        )
        self.play(Create(framed(cost, buff=0.18)), run_time=QUICK)
        rest(self, 0.8)

    def order(self, queue: bool) -> list[int]:
        waiting, done = [0], []
        while waiting:
            node = waiting.pop(0 if queue else -1)
            done.append(node)
            # A stack gives back the last first: put the left child on top.
            waiting += CHILDREN[node] if queue else reversed(CHILDREN[node])
        return done

    def tree(self, x: float) -> VGroup:
        """Lines first, then one group of ring and number for each node."""
        at = {node: np.array([x + dx, 1.7 - 1.2 * depth, 0]) for node, (dx, depth) in SPOTS.items()}
        lines = VGroup(
            *[
                Line(at[node], at[child], color=FAINT, buff=0.34, stroke_width=4)
                for node, children in CHILDREN.items()
                for child in children
            ]
        )
        rings = VGroup(
            *[
                Circle(radius=0.34, color=MUTED, fill_color=PANEL, fill_opacity=1).move_to(spot)
                for spot in at.values()
            ]
        )
        return VGroup(lines, rings)

    def light(self, tree: VGroup, node: int, number: int, color: str) -> list[Animation]:
        ring = tree[1][node]
        label = words(str(number), LABEL, INK, bold=True).move_to(ring)
        lit = ring.copy().set_fill(color, 0.55).set_stroke(color)
        return [Transform(ring, lit), FadeIn(label)]
