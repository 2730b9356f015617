"""Texts on shapes that they do not belong to, and under them."""

from collections.abc import Iterator

from services.renderer.layout.borders import GRIDS
from services.renderer.layout.contrast import over, ratio
from services.renderer.layout.geometry import (
    area,
    center,
    common,
    grid,
    height,
    holds,
    in_area,
    is_closed,
    length_in,
    meet,
    protrusion,
    shrunk,
    width,
)
from services.renderer.layout.picture import Picture, Text
from services.renderer.layout.record import Box, Thing
from services.renderer.layout.sighting import Sighting
from services.renderer.layout.wording import called, place, short

_SEEN = 1.3
"""Contrast from which on a line or an area is there for the eye."""

_MARKER = 1.8
"""Of a text's height: what is higher is no marker of its words."""

_STRUCTURES = {"Axes", "NumberPlane", "ComplexPlane", "PolarPlane", "NumberLine", "BarChart"}
"""They place their own lettering on their own lines."""

_MARKS = {"Cross", "Underline"}


def texts_on_shapes(picture: Picture) -> Iterator[Sighting]:
    for text in picture.read:
        if text.thing.in_space:
            continue
        hider = text.hider if text.hidden > 0.12 else None
        if hider is not None:
            yield _half_hidden(picture, text, hider)
        for position, shape in enumerate(picture.things):
            if (
                shape.kind != "shape"
                or shape.in_space
                or shape is hider
                or not _may_matter(text.thing, shape, picture)
            ):
                continue
            picture.go_on()
            sighting = _on_area(picture, text, position, shape) if shape.fill else None
            if sighting is None and shape.stroke:
                sighting = _on_line(picture, text, position, shape)
            if sighting is not None:
                yield sighting


def buried(picture: Picture) -> Iterator[Sighting]:
    """Texts under a shape of about their size that shows no other text in their place."""
    frame = picture.record.frame
    for text in picture.texts:
        hider = text.hider
        if text.hidden < 0.9 or hider is None or area(hider.box) > 0.3 * frame[0] * frame[1]:
            continue
        if not any(meet(other.thing.box, hider.box) for other in picture.read):
            yield _half_hidden(picture, text, hider)


def _may_matter(text: Thing, shape: Thing, picture: Picture) -> bool:
    if shape.type in _MARKS or not meet(text.box, shape.box):
        return False
    if text.unit in shape.groups:
        return False
    shared = set(text.groups) & set(shape.groups)
    types = {group.type for number in shared if (group := picture.record.groups.get(number))}
    return not types & _STRUCTURES


def _half_hidden(picture: Picture, text: Text, hider: Thing) -> Sighting:
    names = called(text.thing, picture.record), called(hider, picture.record)
    return Sighting(
        kind="hidden",
        key=(text.thing.unit, hider.unit),
        message=(
            f"{names[1]} hides {text.hidden:.0%} of {names[0]} at {place(text.thing.box)}: "
            "move one of them away, or draw the text later (z_index)"
        ),
        objects=(short(text.thing, picture.record), short(hider, picture.record)),
        amount=text.hidden,
    )


def _on_area(picture: Picture, text: Text, position: int, shape: Thing) -> Sighting | None:
    """A text half on an area and half off it, or an area within the text."""
    fill, box = shape.fill, text.thing.box
    assert fill is not None
    if fill[1] < 0.5 or not _stands_out(picture, shape, position):
        return None
    if position > text.position:
        return _on_small(picture, text, shape) if fill[1] < 0.8 or _is_small(shape, box) else None
    points = [point for word in text.thing.words for point in grid(shrunk(word.box, 0.04, 0.1))]
    inside = sum(in_area(point, shape.paths) for point in points) / len(points)
    if inside > 0.97:
        return None
    if inside < 0.03 or _is_small(shape, box):
        return _on_small(picture, text, shape)
    if height(shape.box) <= _MARKER * height(box) and _is_marker(text.thing, shape):
        return None
    # A row of tiles carries what is written across it.
    carried = [
        picture.is_covered(point, -1, text.position)
        or any(
            in_area(point, other.paths)
            for _, other in picture.fills(0, text.position)
            if other.fill and other.fill[1] >= 0.5 and holds(other.box, point)
        )
        for point in points
    ]
    if all(carried) or inside < 0.08:
        return None
    names = called(text.thing, picture.record), called(shape, picture.record)
    out = protrusion(box, shape.box)
    if holds(shape.box, center(box)) and in_area(center(box), shape.paths):
        if out < 0.04 and inside > 0.9:
            return None
        room = max(0.1, width(shape.box) - 0.3)
        what = (
            f"{names[0]} does not fit into {names[1]}: it sticks out by {max(out, 0.05):.2f} "
            f"units; make the text smaller (scale_to_fit_width({room:.1f})) or the shape larger"
        )
    else:
        what = (
            f"{names[0]} lies half on {names[1]}, which it does not belong to "
            f"({inside:.0%} of it, at {place(common(box, shape.box))}): move it by "
            f"{_way_out(box, shape.box):.2f} units"
        )
    return _sighting(picture, text.thing, shape, what, amount=min(inside, 1 - inside))


def _is_marker(text: Thing, shape: Thing) -> bool:
    """Whether it lies under whole words."""
    shares = [
        sum(in_area(point, shape.paths) for point in grid(shrunk(word.box, 0.1, 0.15))) / 15
        for word in text.words
    ]
    return all(share < 0.1 or share > 0.9 for share in shares)


def _is_small(shape: Thing, text: Box) -> bool:
    return height(shape.box) < 0.7 * height(text) and width(shape.box) < width(text)


def _on_small(picture: Picture, text: Text, shape: Thing) -> Sighting | None:
    """A dot or the tip of an arrow within the letters."""
    if not is_closed_any(shape):
        return None
    for word in text.thing.words:
        inner = shrunk(word.box, 0.05, 0.12)
        both = common(inner, shape.box)
        if width(both) <= 0.02 or height(both) <= 0.02:
            continue
        # What is as high as the word is a mark behind it.
        if height(shape.box) >= 0.9 * height(word.box) and not _is_small(shape, text.thing.box):
            continue
        hits = sum(in_area(point, shape.paths) for point in grid(both))
        if area(both) * hits / 15 < 0.012 + 0.02 * area(inner):
            continue
        names = called(text.thing, picture.record), called(shape, picture.record)
        what = (
            f"{names[1]} lies within {names[0]} at {place(both)}: move one of them by "
            f"{min(width(both), height(both)) + 0.1:.2f} units"
        )
        return _sighting(picture, text.thing, shape, what, amount=area(both))
    return None


def is_closed_any(shape: Thing) -> bool:
    return any(is_closed(path) for path in shape.paths)


def _on_line(picture: Picture, text: Text, position: int, shape: Thing) -> Sighting | None:
    """A line through the letters."""
    if shape.stroke is None or shape.stroke[1] < 0.25 or shape.width < 0.004:
        return None
    if _is_strike(text.thing, shape):
        return None
    through, where = 0.0, None
    for word in text.thing.words:
        inner = shrunk(word.box, 0.06, 0.2)
        if not meet(inner, shape.box, within=0.001):
            continue
        length = length_in(inner, shape.paths)
        if length < 0.35 * height(inner):
            continue
        if picture.is_covered(center(inner), position, text.position):
            continue
        if length > through:
            through, where = length, inner
    if where is None or not _is_drawn(picture, shape, position, where):
        return None
    types = {group.type for number in shape.groups if (group := picture.record.groups.get(number))}
    names = called(text.thing, picture.record), called(shape, picture.record)
    closed = is_closed_any(shape)
    if closed and in_area(center(text.thing.box), shape.paths):
        out = protrusion(text.thing.box, shape.box)
        what = (
            f"{names[0]} does not fit into {names[1]}: the outline runs through it at "
            f"{place(where)}"
            + (f", it sticks out by {out:.2f} units" if out > 0.01 else "")
            + "; make the text smaller or the shape larger"
        )
    else:
        what = (
            f"the line of {names[1]} runs through {names[0]} at {place(where)} for "
            f"{through:.2f} units: move the text away, or give it a background "
            "(add_background_rectangle)"
        )
    return _sighting(picture, text.thing, shape, what, amount=through, severe=not types & GRIDS)


def _is_strike(text: Thing, line: Thing) -> bool:
    """A line that is there to cross the text out or to underline it."""
    box, mark = text.box, line.box
    if len(line.paths) != 1 or len(line.paths[0]) != 4:
        return False
    level = abs(center(box)[1] - center(mark)[1]) < 0.25 * height(box)
    covers = abs(width(mark) - width(box)) < 0.35 * width(box) + 0.2
    centered = abs(center(box)[0] - center(mark)[0]) < 0.15 * width(box) + 0.1
    flat = height(mark) < 0.3 * height(box)
    return centered and level and covers and (flat or abs(height(mark) - height(box)) < 0.3)


def _is_drawn(picture: Picture, shape: Thing, position: int, where: Box) -> bool:
    behind = picture.color_at(center(where), position)
    assert shape.stroke is not None
    return behind is None or ratio(over(shape.stroke, behind), behind) >= _SEEN


def _stands_out(picture: Picture, shape: Thing, position: int) -> bool:
    """Whether the eye tells the area from what is around it, or it has an outline."""
    if shape.stroke and shape.stroke[1] >= 0.25 and shape.width > 0.004:
        return True
    assert shape.fill is not None
    behind = picture.color_at(center(shape.box), position)
    return behind is None or ratio(over(shape.fill, behind), behind) >= _SEEN


def _way_out(text: Box, shape: Box) -> float:
    return 0.1 + min(text[2] - shape[0], shape[2] - text[0], text[3] - shape[1], shape[3] - text[1])


def _sighting(
    picture: Picture, text: Thing, shape: Thing, what: str, *, amount: float, severe: bool = True
) -> Sighting:
    return Sighting(
        kind="text_over_object",
        key=(text.unit, shape.unit),
        message=what,
        objects=(short(text, picture.record), short(shape, picture.record)),
        amount=amount,
        severe=severe,
    )
