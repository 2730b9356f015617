"""What looks out of the frame, or comes too close to its edge."""

from collections.abc import Iterator

from services.renderer.layout.geometry import height, is_closed, meet, protrusion, width
from services.renderer.layout.picture import Picture
from services.renderer.layout.record import Box, Record, Thing
from services.renderer.layout.sighting import Sighting
from services.renderer.layout.wording import called, short

_MARGIN = 0.1
"""Units that texts keep from the edge: 1.25 % of the frame's height."""

_LOOSE = 0.02

GRIDS = {"NumberPlane", "ComplexPlane", "PolarPlane"}


def frame_of(record: Record) -> Box:
    across, along = record.frame[0] / 2, record.frame[1] / 2
    return -across, -along, across, along


def is_body(thing: Thing) -> bool:
    """A shape with an inside; lines, curves and grids may leave the picture."""
    if thing.kind != "shape" or not any(is_closed(path) for path in thing.paths):
        return False
    return max(paint[1] for paint in (thing.fill, thing.stroke) if paint is not None) >= 0.15


def is_of_grid(record: Record, thing: Thing) -> bool:
    """Planes fill the frame and more, with the numbers that they place themselves."""
    groups = (record.groups.get(number) for number in thing.groups)
    return any(group.type in GRIDS for group in groups if group is not None)


def out_of_frame(picture: Picture) -> Iterator[Sighting]:
    frame = frame_of(picture.record)
    for thing in picture.things:
        if not meet(thing.box, frame):
            continue
        if thing.kind == "text":
            yield from _text(picture.record, thing, frame)
        elif thing.kind == "shape" and not thing.in_space:
            yield from _shape(picture.record, thing, frame)


def _text(record: Record, thing: Thing, frame: Box) -> Iterator[Sighting]:
    if all(word.ink[1] < 0.15 for word in thing.words) or is_of_grid(record, thing):
        return
    out = protrusion(thing.box, frame)
    name = called(thing, record)
    if out > _LOOSE:
        side = _side(thing.box, frame)
        too_wide = width(thing.box) > width(frame) - 2 * _MARGIN
        cure = (
            f"scale_to_fit_width({width(frame) - 1:.1f}) or break it into lines"
            if too_wide
            else f"shift it by {out + 0.3:.2f} units {_BACK[side]}"
        )
        what = f"{name} is cut off: {out:.2f} units of it are beyond the {side} edge; {cure}"
        yield Sighting("off_frame", (thing.unit,), what, (short(thing, record),), out)
        return
    inner = (frame[0] + _MARGIN, frame[1] + _MARGIN, frame[2] - _MARGIN, frame[3] - _MARGIN)
    if (into := protrusion(thing.box, inner)) > 0.005 and not thing.in_space:
        side = _side(thing.box, inner)
        what = (
            f"{name} is only {max(0.0, _MARGIN - into):.2f} units from the {side} edge, at least "
            f"{_MARGIN:g} are needed: shift it by {into + 0.3:.2f} units {_BACK[side]}"
        )
        yield Sighting("margin", (thing.unit,), what, (short(thing, record),), into)


def _shape(record: Record, thing: Thing, frame: Box) -> Iterator[Sighting]:
    if not is_body(thing):
        return
    out = protrusion(thing.box, frame)
    size = max(width(thing.box), height(thing.box))
    spans = width(thing.box) > 0.98 * width(frame) or height(thing.box) > 0.98 * height(frame)
    if out < max(0.08, 0.06 * size) or spans:
        return
    side = _side(thing.box, frame)
    what = (
        f"{called(thing, record)} looks out of the frame by {out:.2f} units at the {side}: "
        f"shift it by {out + 0.2:.2f} units {_BACK[side]} or make it smaller"
    )
    yield Sighting("off_frame", (thing.unit,), what, (short(thing, record),), out)


_BACK = {"left": "to the right", "bottom": "up", "right": "to the left", "top": "down"}


def _side(box: Box, frame: Box) -> str:
    out = {
        "left": frame[0] - box[0],
        "bottom": frame[1] - box[1],
        "right": box[2] - frame[2],
        "top": box[3] - frame[3],
    }
    return max(out, key=lambda side: out[side])
