"""Things, places and lengths in words that an author of programs understands."""

from services.renderer.layout.geometry import center
from services.renderer.layout.record import Box, Record, Thing

_QUOTED = 40
_PLAIN = {"VMobjectFromSVGPath", "VMobject", "VGroup", "Mobject", "Source"}


def called(thing: Thing, record: Record) -> str:
    """`title` (Text "Binary search"), or as much of that as is known."""
    kind = thing.type if thing.type not in _PLAIN else ("text" if thing.kind == "text" else "shape")
    if thing.kind == "text":
        text = thing.text if len(thing.text) <= _QUOTED else thing.text[: _QUOTED - 1] + "…"
        kind = f'{kind} "{_printable(text)}"' if text else kind
    if thing.name:
        return f"`{_printable(thing.name)}` ({kind})"
    whose = _whose(thing, record)
    where = "" if thing.kind == "text" and thing.text else f" at {place(thing.box)}"
    return f"the {kind}{where}{whose}"


def short(thing: Thing, record: Record) -> str:
    """The name alone, or what stands for it."""
    if thing.name:
        return _printable(thing.name)
    return _printable(thing.text[:_QUOTED]) or f"{thing.type} at {place(thing.box)}"


def place(box: Box) -> str:
    x, y = center(box)
    return f"({x:.1f}, {y:.1f})"


def _whose(thing: Thing, record: Record) -> str:
    for number in reversed(thing.groups):
        group = record.groups.get(number)
        if group is not None and (group.name or group.type not in _PLAIN):
            return f" of `{_printable(group.name)}`" if group.name else f" of a {group.type}"
    return ""


def _printable(text: str) -> str:
    return "".join(mark if mark.isprintable() else " " for mark in text)
