"""Breadth-first search: who found whom makes a tree of shortest paths."""

from manim import (
    LEFT,
    Animation,
    Arrow,
    Circle,
    Create,
    FadeIn,
    GrowArrow,
    Line,
    Scene,
    Text,
    Transform,
    VGroup,
    Write,
)

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    INK,
    LILAC,
    MINT,
    MOVE,
    PANEL,
    QUICK,
    SKY,
    SMALL,
    SUN,
    formula,
    framed,
    rest,
    say,
    title_bar,
    words,
)

NODES = {
    "A": (-6.1, 0.0),
    "B": (-4.0, 1.2),
    "C": (-4.0, -1.2),
    "D": (-1.8, 2.0),
    "E": (-1.8, 0.0),
    "F": (-1.8, -2.0),
    "G": (0.4, 1.2),
    "H": (0.4, -1.0),
    "I": (2.6, 0.0),
}
EDGES = ("AB", "AC", "BD", "BE", "CE", "CF", "DG", "EG", "EH", "FH", "HI")
LEVEL_COLORS = (LILAC, SKY, MINT, SUN, CORAL)


class ParentTree(Scene):
    def construct(self) -> None:
        title_bar(self, "Shortest paths for free", MINT)
        distance, parent = self.search()
        lines = {
            edge: Line((*NODES[edge[0]], 0), (*NODES[edge[1]], 0), color=FAINT, buff=0.4)
            for edge in EDGES
        }
        nodes = {name: self.node(name) for name in NODES}
        say(self, "Let every node remember who found it.")
        self.play(FadeIn(*lines.values()), FadeIn(*nodes.values()), run_time=MOVE)
        arrows: dict[str, Arrow] = {}
        rule = formula("d(B) = d(A) + 1", 42, SKY).move_to((4.9, 1.9, 0))
        for level in range(1, 5):
            if level == 1:
                say(self, "A finds B and C. Their distance is one more than that of A.")
            if level == 2:
                say(self, "Each is found only once: E by B, although C knows it, too.")
            fresh = [name for name in NODES if distance[name] == level]
            moves: list[Animation] = [Write(rule)] if level == 1 else []
            for name in fresh:
                arrows[name] = self.arrow(parent[name], name, LEVEL_COLORS[level])
                moves.append(GrowArrow(arrows[name]))
                ring = nodes[name][0]
                moves.append(Transform(ring, ring.copy().set_stroke(LEVEL_COLORS[level])))
                moves.append(Transform(nodes[name][1], self.inside(name, level)))
            self.play(*moves, run_time=MOVE)
        say(self, "How do you get from A to I? Ask backwards: I, H, E, B, A.")
        self.play(
            *[line.animate.set_stroke(opacity=0.35) for line in lines.values()],
            *[arrows[name].animate.set_opacity(0.25) for name in "CDFG"],
            run_time=QUICK,
        )
        steps = VGroup()
        name = "I"
        while name in parent:
            row = words(f"{name} was found by {parent[name]}", BODY, LEVEL_COLORS[distance[name]])
            steps.add(row.move_to((3.55, 1.0 - 0.65 * len(steps), 0), LEFT))
            self.play(FadeIn(row), nodes[name][0].animate.set_fill(CORAL, 0.6), run_time=QUICK)
            name = parent[name]
        self.play(nodes["A"][0].animate.set_fill(CORAL, 0.6), run_time=QUICK)
        say(self, "Four links. No path can be shorter, for each level needs one.")
        result = formula("d(I) = 4", 48, CORAL).move_to((5.1, -2.0, 0))
        self.play(Write(result), run_time=MOVE)
        self.play(Create(framed(result)), run_time=QUICK)
        rest(self, 0.8)

    def search(self) -> tuple[dict[str, int], dict[str, str]]:
        distance, parent, queue = {"A": 0}, {}, ["A"]
        for name in queue:
            for edge in EDGES:
                other = edge.replace(name, "")
                if name in edge and other not in distance:
                    distance[other], parent[other] = distance[name] + 1, name
                    queue.append(other)
        return distance, parent

    def node(self, name: str) -> VGroup:
        ring = Circle(radius=0.38, color=FAINT, stroke_width=4, fill_color=PANEL, fill_opacity=1)
        ring.move_to((*NODES[name], 0))
        if name == "A":
            ring.set_stroke(LEVEL_COLORS[0])
        return VGroup(ring, self.inside(name, 0 if name == "A" else -1))

    def inside(self, name: str, level: int) -> Text:
        """The name of a node, with its distance once that is known."""
        text = name if level < 0 else f"{name} {level}"
        return words(text, SMALL, INK, bold=True).move_to((*NODES[name], 0))

    def arrow(self, start: str, end: str, color: str) -> Arrow:
        return Arrow((*NODES[start], 0), (*NODES[end], 0), color=color, buff=0.42, stroke_width=6)
