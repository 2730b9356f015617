"""Hash table: one calculation and a short chain find a key."""

from manim import LEFT, Create, FadeIn, Rectangle, Scene, VGroup, Write

from lessons.style import (
    BODY,
    CORAL,
    FAINT,
    LABEL,
    MINT,
    MOVE,
    MUTED,
    QUICK,
    SMALL,
    SUN,
    fit,
    formula,
    framed,
    labelled_box,
    panel,
    rest,
    say,
    title_bar,
    words,
)

DATA = {
    "keys": [15, 11, 27, 8, 12, 18, 22],
    "homes": [1, 4, 6, 1, 5, 4, 1],
    "m": 7,
    "count": "7",
    "wanted": "22",
    "wanted_key": 22,
    "wanted_home": 1,
    "wanted_rule": "h(22) = 22 mod 7 = 1",
    "chain": [15, 8, 22],
    "chain_looks": "three keys",
    "list_looks": "7",
}


class Find(Scene):
    def construct(self) -> None:
        title_bar(self, "Found without searching", MINT)
        cells, places = self.table()
        boxes = {}
        for key, place in zip(DATA["keys"], places, strict=True):
            boxes[key] = self.key(key, FAINT).move_to(place)
        say(self, "Is {wanted} in the table? Nobody has to look through it.", DATA)
        self.play(FadeIn(cells), FadeIn(VGroup(*boxes.values())), run_time=MOVE)
        wanted = labelled_box(f"wanted: {DATA['wanted']}", 3.6, 0.8, SUN).move_to((4.2, 2.1, 0))
        self.play(FadeIn(wanted), run_time=QUICK)
        say(self, "Compute its hash. It names the bucket: {wanted_home}.", DATA)
        rule = formula(DATA["wanted_rule"], 42, SUN).move_to((4.2, 1.1, 0))
        self.play(Write(rule), run_time=MOVE)
        chain = [boxes[key] for key in DATA["chain"]]
        first = chain[0]
        frame = Rectangle(
            width=first.width + 0.14, height=first.height + 0.1, color=SUN, stroke_width=4
        ).move_to(first)
        self.play(Create(frame), run_time=QUICK)
        say(self, "Only the keys in this bucket are compared: {chain_looks}.", DATA)
        for number, box in enumerate(chain):
            if number:
                self.play(frame.animate.move_to(box), run_time=QUICK)
            last = number == len(chain) - 1
            self.play(box[0].animate.set_stroke(MINT if last else CORAL, 4), run_time=0.4)
        say(self, "A plain list would be read from its start: {list_looks} comparisons.", DATA)
        row = VGroup()
        count = len(DATA["keys"])
        step = min(0.8, 5.6 / count)
        for number, key in enumerate(DATA["keys"]):
            text = fit(words(str(key), 20), step - 0.1, 0.4)
            box = VGroup(panel(step - 0.06, 0.6, FAINT), text)
            row.add(box.move_to((4.2 + step * (number - (count - 1) / 2), -0.3, 0)))
        self.play(FadeIn(row), run_time=QUICK)
        for number in range(int(DATA["list_looks"])):
            last = number + 1 == int(DATA["list_looks"])
            color = MINT if last else CORAL
            self.play(row[number][0].animate.set_stroke(color, 4), run_time=0.25)
        result = VGroup(
            words(f"table: 1 hash, {DATA['chain_looks']}", LABEL, MINT),
            words(f"list: {DATA['list_looks']} comparisons", LABEL, CORAL),
        )
        for number, line in enumerate(result):
            line.move_to((1.7, -1.25 - 0.5 * number, 0), LEFT)
        self.play(FadeIn(result), run_time=QUICK)
        say(self, "With a million keys the list gets long, and the chain stays short.")
        cost = words("expected cost: constant", BODY, SUN, bold=True).move_to((1.7, -2.4, 0), LEFT)
        self.play(FadeIn(cost), Create(framed(cost, buff=0.15)), run_time=MOVE)
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
