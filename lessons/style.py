"""The visual language of the offline author: this text opens every program that it writes.

The frame is 14.222 x 8 units. The title bar keeps y > 2.75, the viewer's captions lie over
y < -3.0, so the stage between is 13.2 wide and 5.5 high around (0, -0.1).
"""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Axes,
    Create,
    FadeIn,
    Line,
    MathTypst,
    Mobject,
    RoundedRectangle,
    Scene,
    SurroundingRectangle,
    Text,
    VGroup,
    VMobject,
)

FONT = "DejaVu Sans"
BACKGROUND, PANEL, FAINT = "#0f1420", "#1b2436", "#46536b"
INK, MUTED = "#f4f6fb", "#aab6cb"
SKY, SUN, MINT, CORAL, LILAC = "#62b8ff", "#ffd166", "#6fe0a0", "#ff8478", "#c9a6ff"
ACCENTS = (SKY, SUN, MINT, CORAL, LILAC)
TITLE, BODY, LABEL, SMALL, FORMULA = 32, 26, 22, 20, 44
NO_POINTS = str.maketrans(dict.fromkeys(".,;:!?()'\"“”’", " "))
QUICK, MOVE, SLOW = 0.6, 1.2, 2.4
STAGE_WIDTH, STAGE_HEIGHT, GAP = 13.2, 5.5, 0.3
CEILING, FLOOR, CENTER = 2.65, -2.85, (0.0, -0.1, 0.0)
# What a video has to admit about its parameters; written here with the program.
NOTE = ""


@cache
def _shaped(text: str, size: float, color: str, bold: bool) -> Text:
    # Shaping is slow, and numbers that are redrawn in every frame are mostly the same again.
    return Text(
        text,
        font=FONT,
        font_size=size,
        color=color,
        weight="BOLD" if bold else "NORMAL",
        disable_ligatures=True,
        line_spacing=0.5,
    )


def words(text: str, size: float = BODY, color: str = INK, bold: bool = False) -> Text:
    """Text in the house font; its parts are its characters, spaces too."""
    return _shaped(text, size, color, bold).copy()


def formula(typst: str, size: float = FORMULA, color: str = INK) -> MathTypst:
    """A formula in Typst's math language, with its rules thick enough for small videos."""
    shape = MathTypst(typst, font_size=size, color=color)
    for leaf in shape.family_members_with_points():
        if leaf.get_stroke_width() > 0:
            leaf.set_stroke(width=max(2.0, leaf.get_stroke_width()))
    return shape


def fit(shape: VMobject, width: float = STAGE_WIDTH, height: float = STAGE_HEIGHT) -> VMobject:
    """Shrink `shape` until it fits; never enlarge it."""
    scale = min(1.0, width / max(shape.width, 1e-6), height / max(shape.height, 1e-6))
    return shape.scale(scale) if scale < 1 else shape


def wrapped(text: str, size: float, width: float) -> list[str]:
    """`text` broken into lines of about `width` units; words longer than a line are cut."""
    limit = max(4, int(width / (0.0072 * size)))
    lines: list[str] = []
    line = ""
    for word in text.split():
        while len(word) > limit:
            room = limit - len(line) - 1 if line else limit
            if room < 4:
                lines, line = [*lines, line], ""
                continue
            line = f"{line} {word[: room - 1]}-".strip()
            lines, line, word = [*lines, line], "", word[room - 1 :]
        if line and len(line) + 1 + len(word) > limit:
            lines, line = [*lines, line], ""
        line = f"{line} {word}".strip()
    return [*lines, line] if line else lines


class Paragraph(VGroup):
    """Rows of letters; knows its lines, so that words can be found in it again."""

    def __init__(self, lines: Sequence[str], size: float, color: str, bold: bool) -> None:
        super().__init__()
        self.lines = list(lines)
        if any("\u0590" <= mark <= "\u08ff" for mark in "".join(lines)):
            # Letters of right-to-left scripts join and change places: leave such lines whole.
            self.add(*[VGroup(words(line, size, color, bold)) for line in lines])
            self.arrange(DOWN, buff=0.2)
            return
        # One Text for all lines, so that they keep their baselines; then cut into rows.
        block, start = words("\n".join(lines), size, color, bold), 0
        for line in lines:
            row = block[start : start + len(line)]
            self.add(VGroup(*[mark for mark in row if isinstance(mark, VMobject) and mark.height]))
            start += len(line) + 1

    def find(self, term: str) -> list[Mobject]:
        """The letters of the words `term` in every row that holds them."""
        found = []
        for line, row in zip(self.lines, self, strict=True):
            at = f" {line.casefold()} ".translate(NO_POINTS).find(f" {term.casefold()} ")
            if at >= 0 and len(row) == len(line.replace(" ", "")):
                start = len(line[:at].replace(" ", ""))
                found.append(row[start : start + len(term.replace(" ", ""))])
        return found


def paragraph(
    text: str,
    width: float = 11.0,
    height: float = 4.0,
    sizes: Sequence[float] = (30, 26, 22),
    color: str = INK,
    bold: bool = False,
    align: str = "left",
) -> Paragraph:
    """Lines of text in the largest of `sizes` that fits; what fits in none ends with dots."""
    for size in sizes:
        room = max(1, int((height + 0.004 * size) / (0.0157 * size)))
        lines = wrapped(text, size * (1.08 if bold else 1), width) or ["…"]
        if len(lines) <= room:
            break
    else:
        lines = [*lines[: room - 1], lines[room - 1][:-2].rstrip() + "…"]
    rows = Paragraph(lines, size, color, bold)
    if align == "center":
        for row in rows:
            row.set_x(0)
    fit(rows, width, height)
    rows.move_to(CENTER)
    return rows


def title_bar(scene: Scene, title: str, accent: str = SKY, run_time: float = QUICK) -> VGroup:
    """Set the background and write the scene's title at the top left, over a short rule."""
    scene.camera.background_color = BACKGROUND  # type: ignore[union-attr]
    text = fit(words(title, TITLE, INK, bold=True), 12.6, 0.6)
    text.move_to((-6.6, 3.3, 0), LEFT)
    rule = Line((-6.6, 2.88, 0), (-5.4, 2.88, 0), color=accent, stroke_width=5)
    bar = VGroup(text, rule)
    scene.play(FadeIn(text, shift=0.2 * RIGHT), Create(rule), run_time=run_time)
    if NOTE:
        say(scene, NOTE)
    return bar


def say(scene: Scene, text: str, facts: Mapping[str, object] | None = None) -> None:
    """Caption `text` from now on, after the last caption has had its time (reading speed).

    With `facts`, a scene's DATA, places in the text are filled: "{a} and {b}".
    """
    rest(scene)
    text = text.format_map(facts) if facts else text
    seconds = max(1.8, 0.5 + len(text.split()) / 2.9)
    scene.add_subcaption(text, duration=seconds)
    scene.caption_end = scene.time + seconds  # type: ignore[attr-defined]


def rest(scene: Scene, seconds: float = 0.0) -> None:
    """Wait until the last caption is read, and `seconds` more."""
    left = getattr(scene, "caption_end", 0.0) - scene.time + seconds
    if left > 0.1:
        scene.wait(left)


def hold(scene: Scene, at_least: float = 8.0) -> None:
    """End a scene: after the last caption, and not before it has lasted `at_least` seconds."""
    rest(scene, 0.8)
    if scene.time < at_least:
        scene.wait(at_least - scene.time)


def panel(width: float, height: float, color: str = FAINT) -> RoundedRectangle:
    """An empty card."""
    return RoundedRectangle(
        width=width,
        height=height,
        corner_radius=min(0.15, height / 3, width / 3),
        stroke_color=color,
        stroke_width=2.5,
        fill_color=PANEL,
        fill_opacity=1,
    )


def labelled_box(
    text: str, width: float, height: float, color: str = SKY, size: float = BODY
) -> VGroup:
    """A card with its text inside, wrapped and shrunk to fit."""
    sizes = [size, size * 0.88, size * 0.77]
    inside = paragraph(text, width - 0.4, height - 0.3, sizes, align="center")
    return VGroup(panel(width, height, color), inside.move_to((0, 0, 0)))


def framed(shape: VMobject, color: str = SUN, buff: float = 0.25) -> SurroundingRectangle:
    """A frame around a result worth remembering."""
    return SurroundingRectangle(shape, color=color, buff=buff, corner_radius=0.12, stroke_width=3)


def number(value: float, decimals: int | None = None) -> str:
    """A number for reading: short, with a real minus sign."""
    # Rounding first, and adding zero, leaves no "minus zero".
    value = round(value, 6 if decimals is None else decimals) + 0.0
    text = f"{value:g}" if decimals is None else f"{value:.{decimals}f}"
    if "e" in text:
        text = f"{value:.6f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def reading(value: float, unit: str) -> str:
    """A measured value in three figures, so that it keeps its length while it moves: 12.0 V."""
    power = 0
    while abs(value) >= 999.5 and power < 3:
        value, power = value / 1000, power + 1
    while 0 < abs(value) < 0.0995 and power > -2:
        value, power = value * 1000, power - 1
    decimals = 0 if abs(value) >= 99.5 else 1 if abs(value) >= 9.95 else 2
    prefix = {-2: "µ", -1: "m", 0: "", 1: "k", 2: "M", 3: "G"}[power]
    return f"{number(value, decimals)} {prefix}{unit}"


def value_of(terms: Sequence[tuple[float, str, float]], x: float) -> float:
    """The value at `x` of a function that is given as data: [coefficient, kind, parameter] each."""
    shapes = {"sin": np.sin, "cos": np.cos, "exp": np.exp, "ln": np.log}
    return float(
        sum(c * (x**n if kind == "power" else shapes[kind](n * x)) for c, kind, n in terms)
    )


def graph(
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    width: float,
    height: float,
    x_ticks: Sequence[float] = (),
    y_ticks: Sequence[float] = (),
    names: tuple[str, str] = ("x", "y"),
    edge: bool = False,
) -> tuple[Axes, VGroup]:
    """Axes and their lettering, as two objects; shift them together.

    With `edge`, ticks stand at the lower and left edges, where nothing that is drawn meets them.
    """
    axes = Axes(
        x_range=[*x_range, x_range[1] - x_range[0]],
        y_range=[*y_range, y_range[1] - y_range[0]],
        x_length=width,
        y_length=height,
        tips=False,
        axis_config={"color": MUTED, "stroke_width": 2.5, "include_ticks": False},
    )
    letters = VGroup()
    # Where zero is not in a range, the axes cross at the range's end that is next to it.
    crossing = [min(max(0.0, ends[0]), ends[1]) for ends in (x_range, y_range)]
    left, low = (x_range[0], y_range[0]) if edge else crossing
    for x in x_ticks:
        at = axes.c2p(x, low)
        mark = Line(at + 0.07 * UP, at + 0.07 * DOWN, color=MUTED, stroke_width=2.5)
        letters.add(mark, words(number(x), SMALL, MUTED).next_to(mark, DOWN, buff=0.1))
    for y in y_ticks:
        at = axes.c2p(left, y)
        mark = Line(at + 0.07 * LEFT, at + 0.07 * RIGHT, color=MUTED, stroke_width=2.5)
        letters.add(mark, words(number(y), SMALL, MUTED).next_to(mark, LEFT, buff=0.1))
    across = words(names[0], SMALL, INK).next_to(axes.x_axis.get_end(), RIGHT, buff=0.12)
    upward = words(names[1], SMALL, INK).next_to(axes.y_axis.get_end(), UP, buff=0.1)
    if upward.width > 0.9:
        # A long name would run over the left margin: let it start at its axis.
        upward.align_to(axes.y_axis.get_end() + 0.15 * LEFT, LEFT)
    letters.add(across, upward)
    return axes, letters


def place(shapes: Sequence[Mobject], at: Sequence[float]) -> None:
    """Move several objects as one so that their common centre comes to `at`."""
    left = min(shape.get_left()[0] for shape in shapes)
    right = max(shape.get_right()[0] for shape in shapes)
    bottom = min(shape.get_bottom()[1] for shape in shapes)
    top = max(shape.get_top()[1] for shape in shapes)
    for shape in shapes:
        shape.shift(np.array([at[0] - (left + right) / 2, at[1] - (bottom + top) / 2, 0.0]))
