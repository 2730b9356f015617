"""Hash table: every key goes where its remainder says."""

from manim import Create, FadeIn, FadeOut, Indicate, Line, Scene, VGroup, Write

from lessons.style import (
    CORAL,
    MINT,
    MOVE,
    MUTED,
    SMALL,
    SUN,
    fit,
    formula,
    panel,
    rest,
    say,
    title_bar,
    words,
)

FLIGHTS = 6.0

DATA = {
    "keys": [15, 11, 27, 8, 12, 18, 22],
    "homes": [1, 4, 6, 1, 5, 4, 1],
    "m": 7,
    "count": "7",
    "buckets": "7",
    "first": "15",
    "first_home": "1",
    "first_rule": "h(15) = 15 mod 7 = 1",
    "collision_said": "Three keys meet another one in a bucket: a collision. They form a chain.",
}


class Fill(Scene):
    def construct(self) -> None:
        title_bar(self, "A number tells the place")
        cells, places = self.table()
        say(self, "A table with {buckets} numbered buckets. Where shall a key be kept?", DATA)
        self.play(FadeIn(cells), run_time=MOVE)
        law = formula("h(k) = k mod m", 46).move_to((4.4, 2.0, 0))
        say(self, "Its hash says it: here the remainder after dividing by {buckets}.", DATA)
        self.play(Write(law), run_time=MOVE)
        say(self, "{first} leaves the remainder {first_home}: that is its bucket.", DATA)
        boxes = [self.key(key, MINT) for key in DATA["keys"]]
        boxes[0].move_to((4.4, 0.9, 0))
        rule = formula(DATA["first_rule"], 40, SUN).move_to((4.4, 0.0, 0))
        self.play(FadeIn(boxes[0]), Write(rule), run_time=MOVE)
        self.play(boxes[0].animate.move_to(places[0]), run_time=MOVE)
        say(self, "No search, no order: each of the {count} keys finds its place at once.", DATA)
        pace = min(0.6, FLIGHTS / (2 * len(boxes)))
        links = VGroup()
        for number in range(1, len(boxes)):
            key, home = DATA["keys"][number], DATA["homes"][number]
            text = f"h({key}) = {key} mod {DATA['m']} = {home}"
            fresh = formula(text, 40, SUN).move_to((4.4, 0.0, 0))
            box = boxes[number].move_to((4.4, 0.9, 0))
            self.play(FadeIn(box), FadeOut(rule), FadeIn(fresh), run_time=pace)
            rule = fresh
            x, y, _ = places[number]
            coming = [box.animate.move_to(places[number])]
            half = (self.along() - 0.25) / 2
            if x > -5.5:
                link = Line(
                    (x - half - 0.24, y, 0), (x - half - 0.01, y, 0), color=CORAL, stroke_width=5
                )
                links.add(link)
                coming.append(Create(link))
            self.play(*coming, run_time=pace)
        say(self, DATA["collision_said"])
        met = [
            box
            for number, box in enumerate(boxes)
            if DATA["homes"].count(DATA["homes"][number]) > 1
        ]
        lit = [Indicate(box, color=CORAL) for box in met] or [Indicate(box) for box in boxes]
        self.play(*lit, run_time=MOVE)
        rest(self, 0.8)

    def table(self) -> tuple[VGroup, list]:
        """The empty buckets, and the places of the keys in their order."""
        cells, m = VGroup(), DATA["m"]
        step = min(0.72, 5.2 / m)
        for number in range(m):
            y = 2.3 - step * (number + 0.5)
            cell = panel(0.9, step - 0.08, MUTED).move_to((-5.6, y, 0))
            cells.add(cell, words(str(number), SMALL, MUTED).move_to((-6.5, y, 0)))
        used = [0] * m
        along = self.along()
        places = []
        for home in DATA["homes"]:
            x = -5.6 + along * used[home]
            places.append((x, 2.3 - step * (home + 0.5), 0))
            used[home] += 1
        return cells, places

    def key(self, key: int, color: str) -> VGroup:
        step = min(0.72, 5.2 / DATA["m"])
        wide = self.along() - 0.25
        return VGroup(
            panel(wide, step - 0.12, color), fit(words(str(key), 22), wide - 0.1, step - 0.2)
        )

    def along(self) -> float:
        """From one key of a chain to the next: less where a chain is long."""
        longest = max(DATA["homes"].count(home) for home in DATA["homes"])
        return min(1.25, 6.6 / longest)
