"""One text or one shape of a scene as plain data."""

from typing import Any

import numpy as np
from manim import DecimalNumber, Mobject

from services.renderer.layout.lettering import Letter, letter_of, size_of
from services.renderer.layout.record import Box, Paint, Thing, Word
from services.renderer.layout.tracing import Points, chain, trace
from services.renderer.layout.view import View

_SEEN = 0.02
"""Opacity from which on something is there."""

_STROKE_UNIT = 0.01
"""Manim's stroke width 1 in units of the frame, at every resolution and zoom."""

_GAP = 0.17
"""Of an em: wider gaps end a word."""

_MAX_WORDS, _MAX_LETTERS = 120, 200


def text_of(node: Any, members: list[Mobject], view: View, common: dict[str, Any]) -> Thing | None:
    """None where nothing of it can be seen."""
    letters: list[tuple[Box, Paint, Letter, float]] = []
    for member in members:
        letter, ink = letter_of(member), _ink(member)
        if letter is not None and ink is not None:
            points = view.project(member, member.points)
            letters.append((_box(points), ink, letter, size_of(points)))
    if not letters:
        return None
    sizes = [now / letter.size * letter.source.em for _, _, letter, now in letters if letter.size]
    em = min(9e3, float(np.median(sizes))) if sizes else 0.5
    words = _words([(box, ink) for box, ink, _, _ in letters], _GAP * em)[:_MAX_WORDS]
    whole = _around([word.box for word in words])
    places = [letter.place for _, _, letter, _ in letters][: _MAX_LETTERS - 1]
    return Thing(
        kind="text",
        box=whole,
        text=_reading(node, [letter for _, _, letter, _ in letters])[:120],
        words=tuple(words),
        em=round(em, 3),
        letters=(letters[0][2].source.number, *places),
        in_space=not view.is_fixed(members[0]),
        **common,
    )


def shape_of(members: list[Mobject], view: View, common: dict[str, Any]) -> Thing | None:
    """One shape, or the many of a dashed line. None where nothing of it can be seen."""
    first = members[0]
    fill, stroke, width = _fill(first), _stroke(first), float(getattr(first, "stroke_width", 0))
    if fill is None and stroke is None:
        return None
    points = [view.project(member, member.points) for member in members]
    paths = trace(points[0])
    if len(points) > 1:
        paths = (chain([path for each in points for path in trace(each)[:1]]),)
    return Thing(
        kind="shape",
        box=_box(np.concatenate(points)),
        paths=paths,
        fill=fill,
        stroke=stroke,
        width=round(min(9e3, width * _STROKE_UNIT), 4) if stroke else 0,
        in_space=not view.is_fixed(first),
        **common,
    )


def solid_of(members: list[Mobject], view: View, common: dict[str, Any]) -> Thing:
    points = np.concatenate([member.points for member in members])
    box = _box(view.project(members[0], points))
    return Thing(kind="solid", box=box, in_space=True, **common)


def image_of(member: Mobject, view: View, common: dict[str, Any]) -> Thing:
    box = _box(view.project(member, member.points))
    return Thing(kind="image", box=box, in_space=not view.is_fixed(member), **common)


def _words(letters: list[tuple[Box, Paint]], gap: float) -> list[Word]:
    """Letters in the order of the text, cut where there is a gap, a new line or a new ink."""
    words: list[Word] = []
    for box, ink in letters:
        last = words[-1] if words else None
        if last is not None and last.ink == ink and _go_together(last.box, box, gap):
            words[-1] = Word(box=_around([last.box, box]), ink=ink)
        else:
            words.append(Word(box=box, ink=ink))
    return words


def _go_together(word: Box, letter: Box, gap: float) -> bool:
    height = max(word[3] - word[1], letter[3] - letter[1])
    beside = -height < letter[0] - word[2] < gap
    level = min(word[3], letter[3]) - max(word[1], letter[1])
    return beside and level > 0


def _reading(node: Any, letters: list[Letter]) -> str:
    if isinstance(node, DecimalNumber):
        return str(node._get_num_string(node.number))
    source = letters[0].source
    if len({letter.source.number for letter in letters}) > 1 or not source.characters:
        return source.text
    if len(letters) == len(source.characters):
        return source.text
    return "".join(source.characters[letter.place] for letter in letters)


def _ink(member: Any) -> Paint | None:
    """What a letter is drawn with; those without a fill are outlines."""
    return _fill(member) or _stroke(member)


def _fill(member: Any) -> Paint | None:
    return _paint(getattr(member, "fill_rgbas", None))


def _stroke(member: Any) -> Paint | None:
    drawn = getattr(member, "stroke_width", 0) > 0
    return _paint(getattr(member, "stroke_rgbas", None)) if drawn else None


def _paint(colors: Any) -> Paint | None:
    """The middle one of a gradient."""
    if colors is None or len(colors) == 0:
        return None
    red, green, blue, opacity = (
        min(1.0, max(0.0, float(value))) for value in colors[len(colors) // 2][:4]
    )
    if opacity < _SEEN:
        return None
    color = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
    return color, round(opacity, 2)


def _box(points: Points) -> Box:
    left, bottom = points.min(axis=0)[:2]
    right, top = points.max(axis=0)[:2]
    return (
        round(float(left), 3),
        round(float(bottom), 3),
        round(float(right), 3),
        round(float(top), 3),
    )


def _around(boxes: list[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
