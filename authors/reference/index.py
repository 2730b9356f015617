"""The names of Manim, the members of its classes and what its callables accept."""

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "manim.json"


@dataclass(frozen=True)
class Signature:
    """What may be passed. `keywords` is None where any keyword is taken."""

    text: str
    positional: tuple[str, ...]
    required: tuple[str, ...]
    keywords: frozenset[str] | None
    any_positional: bool
    doc: str = ""
    returns: str | None = None


class Index:
    """Lookup in a description. Classes are given by name; an unknown class is a `KeyError`."""

    def __init__(self, description: dict[str, Any]) -> None:
        self.version: str = description["version"]
        self.functions: dict[str, Any] = description["functions"]
        self.classes: dict[str, Any] = description["classes"]
        self.modules: dict[str, list[str]] = description["modules"]
        self._values: dict[str, list[str]] = description["values"]
        self._shapes = _hierarchy(self.classes)

    @cached_property
    def names(self) -> frozenset[str]:
        """What `from manim import *` brings."""
        public = (n for n, entry in self.classes.items() if entry.get("public", True))
        values = (name for names in self._values.values() for name in names)
        return frozenset((*public, *self.functions, *values))

    def order(self, cls: str) -> list[str]:
        """The class and its bases in the order in which Python looks names up."""
        return [
            base.__name__ for base in self._shapes[cls].__mro__ if base.__name__ in self.classes
        ]

    def derives(self, cls: str, base: str) -> bool:
        return cls in self.classes and base in self.order(cls)

    def members(self, cls: str) -> frozenset[str] | None:
        """Every public method and attribute; None when there may be others."""
        found: set[str] = set()
        for each in self.order(cls):
            entry = self.classes[each]
            if entry.get("open") or entry.get("dynamic"):
                return None
            found |= {*entry["methods"], *entry["attributes"]}
        return frozenset(found)

    def function(self, name: str) -> Signature:
        entry = self.functions[name]
        return self._signature(entry, self._keywords(entry, []))

    def constructor(self, cls: str) -> Signature | None:
        """None when the class is not made in Manim's own code."""
        if any(self.classes[each].get("open") for each in self.order(cls)):
            return None
        return self.method(cls, "__init__")

    def method(self, cls: str, name: str) -> Signature | None:
        found = next(self._definitions(cls, name), None)
        if found is None:
            return None
        rest, entry = found
        keywords = self._keywords(entry, rest, cls)
        if keywords is not None and name == "__init__":
            keywords |= {k for each in self.order(cls) for k in self.classes[each].get("also", ())}
        return self._signature(entry, keywords)

    def examples(self, cls: str, name: str = "__init__") -> list[str]:
        """Programs of the documentation: of a class, or of one method of it."""
        entry = self.classes[cls]
        if name != "__init__":
            entry = next(self._definitions(cls, name), ([], {}))[1]
        found: list[str] = entry.get("examples", [])
        return found

    def _definitions(self, cls: str, name: str) -> Iterator[tuple[list[str], dict[str, Any]]]:
        """(the classes after it, the entry) of each definition of a method."""
        order = self.order(cls)
        for position, each in enumerate(order):
            if name in self.classes[each]["methods"]:
                yield order[position + 1 :], self.classes[each]["methods"][name]

    def _keywords(
        self, entry: dict[str, Any], rest: list[str], cls: str | None = None
    ) -> frozenset[str] | None:
        """The keywords of a callable, through the calls that it hands its own `**kwargs` to."""
        arguments = _arguments(entry["signature"])
        own = frozenset(a.arg for a in (*arguments.args, *arguments.kwonlyargs))
        if arguments.kwarg is None:
            return own
        if "to" not in entry:
            return None
        target, count, taken, looked_at = entry["to"]
        found = self._target(target, rest, cls)
        if found is None:
            return None
        callee, keywords = found
        names = [a.arg for a in _arguments(callee["signature"]).args]
        return own | set(looked_at) | (keywords - set(taken) - set(names[:count]))

    def _target(
        self, target: str, rest: list[str], cls: str | None
    ) -> tuple[dict[str, Any], frozenset[str]] | None:
        kind, _, name = target.partition(".")
        if kind == "super":
            places = [(rest[at + 1 :], self.classes[each]) for at, each in enumerate(rest)]
            callees = [(after, entry["methods"].get(name)) for after, entry in places]
        elif kind == "self" and cls is not None:
            callees = [(after, entry) for after, entry in self._definitions(cls, name)]
        elif target in self.classes:
            cls, callees = target, list(self._definitions(target, "__init__"))
        else:
            callees = [([], self.functions.get(target))]
        for after, callee in callees:
            if callee is not None:
                keywords = self._keywords(callee, after, cls)
                return None if keywords is None else (callee, keywords)
        return None

    def _signature(self, entry: dict[str, Any], keywords: frozenset[str] | None) -> Signature:
        text = entry["signature"]
        arguments = _arguments(text)
        positional = (*arguments.posonlyargs, *arguments.args)
        without = positional[: len(positional) - len(arguments.defaults)]
        named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        return Signature(
            text=text,
            positional=tuple(a.arg for a in positional),
            required=tuple(a.arg for a in (*without, *(a for a, value in named if value is None))),
            keywords=keywords,
            any_positional=arguments.vararg is not None,
            doc=entry.get("doc", ""),
            returns=entry.get("returns"),
        )


@cache
def index() -> Index:
    """That of the Manim that renders. Read once."""
    return Index(json.loads(FILE.read_text(encoding="utf-8")))


@cache
def _arguments(signature: str) -> ast.arguments:
    node = ast.parse(f"def f({signature}): ...").body[0]
    assert isinstance(node, ast.FunctionDef)
    return node.args


def _hierarchy(classes: dict[str, Any]) -> dict[str, type]:
    """Empty classes of the same inheritance: Python itself knows in which order it looks."""
    made: dict[str, type] = {}

    def make(name: str) -> type:
        if name not in made:
            bases = [base for base in classes[name]["bases"] if base in classes]
            made[name] = type(name, tuple(make(base) for base in bases), {})
        return made[name]

    for name in classes:
        make(name)
    return made
