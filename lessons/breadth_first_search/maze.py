"""Breadth-first search: a wave through a maze finds the shortest way out."""

from manim import (
    DOWN,
    Create,
    FadeIn,
    ManimColor,
    Scene,
    Square,
    ValueTracker,
    VGroup,
    VMobject,
    always_redraw,
    interpolate_color,
)

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    INK,
    LABEL,
    MOVE,
    MUTED,
    PANEL,
    QUICK,
    SKY,
    SLOW,
    SUN,
    framed,
    rest,
    say,
    title_bar,
    words,
)

MAZE = (
    "S..#.....#....",
    ".#.#.###.#.##.",
    ".#...#...#..#.",
    ".###.#.####.#.",
    "...#.#......#.",
    ".#.#.####.###.",
    ".#...#.......E",
)
UNIT = 0.68
LEFT_EDGE, TOP_EDGE = -6.6, 2.4


class Maze(Scene):
    def construct(self) -> None:
        title_bar(self, "A wave through a maze", SUN)
        distance, parent = self.search()
        ways = {at: self.cell(at) for at in distance}
        walls = VGroup(
            *[
                self.cell((line, column)).set_fill(FAINT, 1)
                for line, text in enumerate(MAZE)
                for column, mark in enumerate(text)
                if mark == "#"
            ]
        )
        ends = VGroup(
            words("S", LABEL, INK, bold=True).move_to(ways[(0, 0)]),
            words("E", LABEL, INK, bold=True).move_to(ways[(6, 13)]),
        )
        last = distance[(6, 13)]
        wave = ValueTracker(0)
        reading = always_redraw(
            lambda: VGroup(
                words("distance", BODY, MUTED).move_to((5.0, 1.7, 0)),
                words(f"{wave.get_value():.0f}", 60, SUN, bold=True).move_to((5.0, 0.9, 0)),
            )
        )
        say(self, "The cells of a maze are nodes, and open neighbours are linked.")
        self.play(FadeIn(*ways.values()), FadeIn(walls), FadeIn(ends), run_time=MOVE)
        say(self, "From the start S the search runs like a wave, one step at a time.")
        self.play(FadeIn(reading), run_time=QUICK)
        for step in range(last + 1):
            if step == last // 2:
                say(self, "Where the way forks the wave divides; in dead ends it dies out.")
            front = [ways[at] for at in distance if distance[at] == step]
            color = interpolate_color(ManimColor(SKY), ManimColor(CORAL), step / last)
            self.play(
                *[cell.animate.set_fill(color, 0.75) for cell in front],
                wave.animate.set_value(step),
                run_time=0.2,
            )
        say(self, "It reaches E after 27 steps. Going back from parent to parent gives the way.")
        way = [(6, 13)]
        while way[-1] in parent:
            way.append(parent[way[-1]])
        trace = VMobject(color=INK, stroke_width=7)
        # It stops short of the two letters, which it would cross otherwise.
        trace.set_points_as_corners([ways[at].get_center() for at in way[1:-1]])
        self.play(Create(trace), run_time=SLOW)
        result = VGroup(words("shortest way:", BODY), words(f"{last} steps", BODY, bold=True))
        result.arrange(DOWN, buff=0.2).move_to((5.0, -1.2, 0))
        self.play(FadeIn(result), run_time=QUICK)
        self.play(Create(framed(result)), run_time=QUICK)
        rest(self, 0.8)

    def search(self) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], tuple[int, int]]]:
        """The distance of every open cell from the start, and the cell it is reached from."""
        distance = {(0, 0): 0}
        parent: dict[tuple[int, int], tuple[int, int]] = {}
        queue = [(0, 0)]
        for line, column in queue:
            for down, right in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                at = (line + down, column + right)
                inside = 0 <= at[0] < len(MAZE) and 0 <= at[1] < len(MAZE[0])
                if inside and MAZE[at[0]][at[1]] != "#" and at not in distance:
                    distance[at] = distance[(line, column)] + 1
                    parent[at] = (line, column)
                    queue.append(at)
        return distance, parent

    def cell(self, at: tuple[int, int]) -> Square:
        square = Square(UNIT, color=FAINT, stroke_width=1.5, fill_color=PANEL, fill_opacity=1)
        x, y = LEFT_EDGE + (at[1] + 0.5) * UNIT, TOP_EDGE - (at[0] + 0.5) * UNIT
        return square.move_to((x, y, 0))
