"""One moment of a scene, with what lies over and under its texts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from services.renderer.layout.contrast import Rgb, needed, over, ratio, rgb
from services.renderer.layout.geometry import (
    Point,
    area,
    center,
    grid,
    holds,
    in_area,
    meet,
)
from services.renderer.layout.record import Moment, Record, Thing, Word

_LEGIBLE = 0.15
"""Opacity below which nothing is meant to be read."""

_HIDING = 0.8
"""Opacity from which on nothing shines through."""

_QUIETING = 0.5
"""Opacity from which on lines that shine through disturb nobody: Manim's backgrounds have 0.75."""


@dataclass(frozen=True)
class Text:
    """A text that is seen. `position` in the order of drawing, `hidden` 0..1 of its letters."""

    thing: Thing
    position: int
    hidden: float
    hider: Thing | None


def is_read(thing: Thing) -> bool:
    """Whether it is a text that is there to be read."""
    return thing.kind == "text" and any(word.ink[1] >= _LEGIBLE for word in thing.words)


class TooMuch(Exception):
    """The time for looking is over."""


class Picture:
    """A moment's things, looked at from all sides until `enough` says that it is."""

    def __init__(self, record: Record, moment: Moment, enough: Callable[[], bool]) -> None:
        self._enough = enough
        self.record = record
        self.moment = moment
        self.things = record.shown(moment)
        self._below: Rgb = rgb(moment.background)

    def go_on(self) -> None:
        """Before everything that takes long. Raises `TooMuch`."""
        if self._enough():
            raise TooMuch

    @cached_property
    def texts(self) -> list[Text]:
        """Those on screen, hidden ones included."""
        return [
            Text(thing, position, *self._hidden(thing, position))
            for position, thing in enumerate(self.things)
            if is_read(thing)
        ]

    @cached_property
    def read(self) -> list[Text]:
        """The texts that a viewer can read at least in part."""
        return [text for text in self.texts if text.hidden < 0.9]

    def fills(self, begin: int, end: int) -> Iterable[tuple[int, Thing]]:
        """Areas drawn at these positions."""
        self.go_on()
        for position in range(begin, end):
            thing = self.things[position]
            if thing.fill is not None and thing.kind == "shape":
                yield position, thing

    def color_at(self, point: Point, position: int) -> Rgb | None:
        """What is seen there before the thing at this position is drawn; None for a photograph."""
        self.go_on()
        color: Rgb | None = self._below
        for thing in self.things[:position]:
            if not holds(thing.box, point):
                continue
            if thing.kind in ("image", "solid"):
                color = None
            elif thing.fill is not None and thing.kind == "shape" and in_area(point, thing.paths):
                if color is not None:
                    color = over(thing.fill, color)
                elif thing.fill[1] >= _HIDING:
                    color = rgb(thing.fill[0])
        return color

    def contrast_of(self, word: Word, position: int) -> tuple[float, float] | None:
        """The ratio of a word's ink to what is behind it, and the least that it needs."""
        behind = self.color_at(center(word.box), position)
        if behind is None:
            return None
        ink = over(word.ink, behind)
        return ratio(ink, behind), needed(ink, behind)

    def is_covered(self, point: Point, after: int, before: int) -> bool:
        """Whether an area between two positions hides what is drawn there."""
        return any(
            thing.fill is not None
            and thing.fill[1] >= _QUIETING
            and holds(thing.box, point)
            and in_area(point, thing.paths)
            for _, thing in self.fills(after + 1, before)
        )

    def _hidden(self, text: Thing, position: int) -> tuple[float, Thing | None]:
        hiders = [
            thing
            for _, thing in self.fills(position + 1, len(self.things))
            if thing.fill is not None
            and thing.fill[1] >= _HIDING
            and meet(thing.box, text.box)
            # A dot hides no more than itself.
            and area(thing.box) > 0.1 * area(text.box)
        ]
        if not hiders:
            return 0.0, None
        points = [point for word in text.words for point in grid(word.box, 5, 1)]
        covered: set[Point] = set()
        most, count = hiders[0], 0
        for hider in hiders:
            self.go_on()
            under = {point for point in points if in_area(point, hider.paths)}
            covered |= under
            if len(under) > count:
                most, count = hider, len(under)
        return len(covered) / len(set(points)), most
