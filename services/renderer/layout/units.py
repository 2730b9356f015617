"""The trees of a scene taken apart into what a viewer sees as one text or one shape."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from manim import DashedLine, DashedVMobject, Mobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from services.renderer.layout.lettering import WHOLE, letter_of
from services.renderer.layout.record import MAX_SHOWN, Group, Thing
from services.renderer.layout.sketch import image_of, shape_of, solid_of, text_of
from services.renderer.layout.view import View

_MAX_THINGS = 6_000
_MAX_DEPTH = 12
_MAX_OBJECTS = 4_000
"""In one moment; a scene of more is looked at in part."""


@dataclass
class Unit:
    """Members of the scene that are one thing; `order` is when they are drawn."""

    kind: str
    node: Any
    name: str
    groups: tuple[int, ...]
    members: list[Mobject] = field(default_factory=list)
    order: tuple[float, int] = (0, 0)


@dataclass
class Gathered:
    shown: list[int]
    objects: int
    complete: bool


class Units:
    """Things and groups of all moments, each written down once."""

    def __init__(self) -> None:
        self.things: list[Thing] = []
        self.groups: dict[int, Group] = {}
        self._places: dict[Thing, int] = {}
        self._drawn: dict[tuple[int, int], tuple[int, Thing | None]] = {}
        # Kept alive with their numbers: a new object may not be taken for a dead one.
        self._numbers: dict[int, tuple[object, int]] = {}
        self._names: dict[int, str] = {}

    def gather(self, shown: list[Mobject], view: View, names: dict[int, str]) -> Gathered:
        """Everything on screen, in the order of drawing."""
        walk = _Walk(self, view, names)
        for mobject in shown:
            walk.visit(mobject, None, (), "")
        units = sorted(walk.units.values(), key=lambda unit: unit.order)
        places: list[int] = []
        complete = walk.complete
        for unit in units:
            thing = self._thing(unit, view)
            if thing is None:
                continue
            place = self._places.get(thing)
            if place is None:
                if len(self.things) >= _MAX_THINGS:
                    complete = False
                    continue
                place = self._places[thing] = len(self.things)
                self.things.append(thing)
            places.append(place)
        if len(places) > MAX_SHOWN:
            places, complete = self._most_telling(places), False
        return Gathered(places, walk.objects, complete)

    def _most_telling(self, places: list[int]) -> list[int]:
        """Texts before shapes, the larger before the smaller; still in the order of drawing."""

        def weight(place: int) -> tuple[bool, float]:
            left, bottom, right, top = self.things[place].box
            return self.things[place].kind != "text", -max(right - left, top - bottom)

        return sorted(sorted(places, key=weight)[:MAX_SHOWN], key=places.index)

    def number(self, node: object) -> int:
        found = self._numbers.get(id(node))
        if found is None:
            found = self._numbers[id(node)] = (node, len(self._numbers))
        return found[1]

    def name(self, node: object, name: str) -> str:
        """The first name that it had: a program forgets names that its author has written."""
        return self._names.setdefault(self.number(node), name) if name else self._known(node)

    def _known(self, node: object) -> str:
        return self._names.get(self.number(node), "")

    def _thing(self, unit: Unit, view: View) -> Thing | None:
        """As it was drawn last if nothing of it has changed."""
        key = (self.number(unit.node), id(unit.members[0]) if unit.kind != "text" else 0)
        state = hash((view.key, unit.name, unit.groups, *map(_state, unit.members)))
        known = self._drawn.get(key)
        if known is not None and known[0] == state:
            return known[1]
        thing = self._draw(unit, view)
        self._drawn[key] = (state, thing)
        return thing

    def _draw(self, unit: Unit, view: View) -> Thing | None:
        common: dict[str, Any] = {
            "unit": self.number(unit.node),
            "type": type(unit.node).__name__[:80],
            "name": unit.name[:80],
            "groups": unit.groups[:_MAX_DEPTH],
        }
        match unit.kind:
            case "text":
                return text_of(unit.node, unit.members, view, common)
            case "solid":
                return solid_of(unit.members, view, common)
            case "image":
                return image_of(unit.members[0], view, common)
            case _:
                return shape_of(unit.members, view, common)


class _Walk:
    """Once through all the trees."""

    def __init__(self, owner: Units, view: View, names: dict[int, str]) -> None:
        self.units: dict[object, Unit] = {}
        self.objects = 0
        self.complete = True
        self._owner = owner
        self._view = view
        self._names = names
        self._seen: set[int] = set()
        self._groups: tuple[int, ...] = ()

    def visit(
        self, node: Mobject, parent: Mobject | None, groups: tuple[int, ...], name: str
    ) -> None:
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        name = self._names.get(id(node), name)
        if isinstance(node, WHOLE):
            self._whole(node, groups, name)
            return
        if isinstance(node, DashedLine | DashedVMobject):
            members = [member for member in node.get_family() if len(member.points)]
            for member in members:
                self._take("shape", node, name, groups, member)
            return
        if len(node.points) > 0 or isinstance(node, AbstractImageMobject):
            self._leaf(node, parent, groups, name)
        if node.submobjects:
            inner = (*groups, self._group(node, name))
            for place, child in enumerate(node.submobjects):
                self.visit(child, node, inner, f"{name}[{place}]" if name else "")

    def _leaf(
        self, node: Mobject, parent: Mobject | None, groups: tuple[int, ...], name: str
    ) -> None:
        letter = letter_of(node)
        if isinstance(node, AbstractImageMobject):
            self._take("image", node, name, groups, node)
        elif letter is not None:
            # Letters that stand side by side in a group are read together.
            owner = parent if parent is not None else letter.source
            key = (id(owner), letter.source.number)
            named = name if parent is None else self._names.get(id(parent), _stem(name))
            self._take("text", owner, named, groups, node, key=key)
        elif getattr(node, "shade_in_3d", False) and self._view.in_space and parent is not None:
            self._take("solid", parent, _stem(name), groups, node)
        else:
            self._take("shape", node, name, groups, node)

    def _whole(self, node: Mobject, groups: tuple[int, ...], name: str) -> None:
        inner = (*groups, self._group(node, name))
        for member in node.get_family():
            if len(member.points) == 0 or (id(member) in self._seen and member is not node):
                continue
            self._seen.add(id(member))
            if letter_of(member) is not None:
                self._take("text", node, name, groups, member)
            elif type(member).__name__ != "Dot" or not _is_space(member, node):
                self._take("shape", member, f"{name}: {type(member).__name__}", inner, member)

    def _take(
        self,
        kind: str,
        node: object,
        name: str,
        groups: tuple[int, ...],
        member: Mobject,
        key: object = None,
    ) -> None:
        self.objects += 1
        if self.objects > _MAX_OBJECTS:
            self.complete = False
            return
        unit = self.units.get(key or id(node))
        if unit is None:
            order = (float(member.z_index), len(self.units))
            name = self._owner.name(node, name)
            unit = self.units[key or id(node)] = Unit(kind, node, name, groups, order=order)
        unit.members.append(member)

    def _group(self, node: Mobject, name: str) -> int:
        number = self._owner.number(node)
        if number not in self._owner.groups:
            self._owner.groups[number] = Group(type=type(node).__name__[:80], name=name[:80])
        return number


def _is_space(member: Mobject, text: Mobject) -> bool:
    """Manim's texts hold a dot without size for every space."""
    return bool(np.ptp(member.points[:, :2], axis=0).max() < 1e-6) or hasattr(text, "chars")


def _stem(name: str) -> str:
    return name.rpartition("[")[0]


def _state(member: Any) -> object:
    """Equal as long as it looks the same."""
    fills, strokes = getattr(member, "fill_rgbas", None), getattr(member, "stroke_rgbas", None)
    return (
        id(member),
        member.points.tobytes(),
        fills.tobytes() if fills is not None else b"",
        strokes.tobytes() if strokes is not None else b"",
        getattr(member, "stroke_width", 0),
    )
