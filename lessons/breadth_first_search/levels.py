"""Breadth-first search: a graph explored level by level, with its queue."""

from collections.abc import Sequence

from manim import LEFT, UP, Animation, Circle, FadeIn, FadeOut, Line, Scene, Transform, VGroup

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    INK,
    LABEL,
    LILAC,
    MINT,
    MOVE,
    MUTED,
    PANEL,
    QUICK,
    SKY,
    SUN,
    panel,
    rest,
    say,
    title_bar,
    words,
)

# Where each node stands; the columns are the distances from A.
NODES = {
    "A": (-6.1, 0.5),
    "B": (-4.2, 1.5),
    "C": (-4.2, -0.5),
    "D": (-2.2, 2.2),
    "E": (-2.2, 0.6),
    "F": (-2.2, -1.0),
    "G": (-0.2, 1.5),
    "H": (-0.2, -0.3),
    "I": (1.8, 0.5),
}
EDGES = ("AB", "AC", "BD", "BE", "CE", "CF", "DG", "EG", "EH", "FH", "HI")
LEVEL_COLORS = (LILAC, SKY, MINT, SUN, CORAL)
QUEUE_START, QUEUE_Y, QUEUE_STEP = -4.4, -2.35, 0.85


class Levels(Scene):
    def construct(self) -> None:
        title_bar(self, "Level by level")
        self.edges = {
            edge: Line((*NODES[edge[0]], 0), (*NODES[edge[1]], 0), color=FAINT, buff=0.36)
            for edge in EDGES
        }
        self.nodes = {name: self.node(name) for name in NODES}
        self.waiting: list[str] = []
        self.cards: dict[str, VGroup] = {}
        self.distance = {"A": 0}
        self.lists = [words("level", LABEL, MUTED).move_to((3.2, 2.3, 0), LEFT)]
        frame = panel(9.0, 0.95).move_to((-0.75, QUEUE_Y, 0))
        label = words("queue", BODY, MUTED).move_to((-5.95, QUEUE_Y, 0))
        say(self, "How far is each node of this network from A?")
        self.play(FadeIn(*self.edges.values()), FadeIn(*self.nodes.values()), run_time=MOVE)
        say(self, "A queue keeps what is still to visit: at first only A.")
        self.play(FadeIn(frame), FadeIn(label), FadeIn(self.lists[0]), run_time=QUICK)
        self.join(["A"])
        say(self, "Take the first of the queue; its new neighbours join behind.")
        self.visit()
        say(self, "B and C come before anything farther away.")
        self.visit()
        self.visit()
        say(self, "So the search goes outwards one level after the other.")
        for _ in range(3):
            self.visit()
        say(self, "When it is empty, every node has been reached once.")
        for _ in range(3):
            self.visit()
        rest(self, 0.4)

    def node(self, name: str) -> VGroup:
        ring = Circle(radius=0.34, color=FAINT, stroke_width=4, fill_color=PANEL, fill_opacity=1)
        return VGroup(ring, words(name, LABEL, INK, bold=True)).move_to((*NODES[name], 0))

    def visit(self) -> None:
        """Take the first node of the queue, light it, and let its new neighbours join."""
        name = self.waiting.pop(0)
        level = self.distance[name]
        found = []
        for edge in EDGES:
            other = edge.replace(name, "")
            if name in edge and other not in self.distance:
                self.distance[other] = level + 1
                found.append((edge, other))
        moves = [self.cards[other].animate.shift((-QUEUE_STEP, 0, 0)) for other in self.waiting]
        color = LEVEL_COLORS[level]
        self.play(
            FadeOut(self.cards.pop(name), shift=0.3 * UP),
            self.nodes[name][0].animate.set_fill(color, 0.55),
            *moves,
            run_time=0.45,
        )
        if found:
            links = [self.lit(self.edges[edge], LEVEL_COLORS[level + 1]) for edge, _ in found]
            self.join([other for _, other in found], links)

    def lit(self, edge: Line, color: str) -> Animation:
        return Transform(edge, edge.copy().set_stroke(color, 5))

    def join(self, names: list[str], links: Sequence[Animation] = ()) -> None:
        """Let nodes join the queue; a level that is new gets its line in the list."""
        arriving = []
        for name in names:
            color = LEVEL_COLORS[self.distance[name]]
            box = panel(0.7, 0.7, color)
            card = VGroup(box, words(name, LABEL, color, bold=True))
            card.move_to((QUEUE_START + QUEUE_STEP * len(self.waiting), QUEUE_Y, 0))
            self.waiting.append(name)
            self.cards[name] = card
            arriving.append(card)
        rings = [self.nodes[n][0].animate.set_stroke(LEVEL_COLORS[self.distance[n]]) for n in names]
        self.play(
            *[FadeIn(card, shift=0.3 * UP) for card in arriving],
            *rings,
            *links,
            *[FadeIn(self.listed(name)) for name in names],
            run_time=0.45,
        )

    def listed(self, name: str) -> VGroup:
        """The node's name in the line of its level at the right."""
        level = self.distance[name]
        place = sum(1 for other in self.distance if self.distance[other] == level and other < name)
        color = LEVEL_COLORS[level]
        y = 1.65 - 0.7 * level
        shown = VGroup(words(name, BODY, color, bold=True).move_to((4.4 + 0.75 * place, y, 0)))
        if place == 0:
            shown.add(words(str(level), BODY, color).move_to((3.55, y, 0)))
        return shown
