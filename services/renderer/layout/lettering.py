"""Remembers which text a letter is of, wherever the letter goes."""

import functools
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import DecimalNumber, MarkupText, MathTex, Mobject, SingleStringMathTex, Text, Typst

_MARK = "_letter"
_EM_OF_PANGO = 0.0139
_EM_OF_TEX = 0.0104
"""Units of one em at font size 1."""

_SOURCES: tuple[tuple[type[Mobject], float], ...] = (
    (Text, _EM_OF_PANGO),
    (MarkupText, _EM_OF_PANGO),
    (SingleStringMathTex, _EM_OF_TEX),
    (MathTex, _EM_OF_TEX),
    (Typst, _EM_OF_TEX),
)
WHOLE: tuple[type[Mobject], ...] = (*(source for source, _ in _SOURCES), DecimalNumber)
"""Objects whose letters belong together whatever groups they have inside."""


@dataclass(frozen=True)
class Source:
    """A text as it was made. `characters` stand for its letters where they can be told apart."""

    number: int
    text: str
    em: float
    characters: str


@dataclass(frozen=True)
class Letter:
    """One shape of a text: its place in it, and its size when the text was made."""

    source: Source
    place: int
    size: float

    def __deepcopy__(self, memo: Any) -> "Letter":
        return self


def install() -> None:
    """From now on letters know their text. For the rehearsal's process alone, for good."""
    for kind, em in _SOURCES:
        _remember(kind, em)


def letter_of(mobject: Mobject) -> Letter | None:
    found = mobject.__dict__.get(_MARK)
    return found if isinstance(found, Letter) else None


def size_of(points: Any) -> float:
    """The diagonal: it is the same after a quarter turn."""
    return float(np.hypot(*(points[:, :2].max(axis=0) - points[:, :2].min(axis=0))))


def _remember(kind: type[Mobject], em: float) -> None:
    make = kind.__init__

    @functools.wraps(make)
    def made(self: Any, *args: Any, **kwargs: Any) -> None:
        make(self, *args, **kwargs)
        # A text that cannot be read is nobody's error: its letters are shapes then.
        with suppress(Exception):
            _mark(self, em)

    kind.__init__ = made  # type: ignore[method-assign]


_made = 0


def _mark(text: Any, em: float) -> None:
    global _made
    _made += 1
    said = _said(text)
    shapes = [
        member
        for member in text.get_family()
        # Manim's texts hold a dot for every space.
        if len(member.points) > 0 and type(member).__name__ != "Dot"
    ]
    characters = "".join(said.split())
    if len(characters) != len(shapes) or not isinstance(text, Text | MarkupText):
        characters = ""
    size = float(getattr(text, "font_size", 48) or 48)
    source = Source(_made, said, size * em, characters)
    for place, shape in enumerate(shapes):
        shape.__dict__[_MARK] = Letter(source, place, size_of(shape.points))


def _said(text: Any) -> str:
    parts = getattr(text, "tex_strings", None)
    if isinstance(parts, list | tuple):
        return " ".join(str(part) for part in parts)
    for name in ("original_text", "typst_code", "tex_string", "text"):
        value = getattr(text, name, None)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split()).strip("$ ")
    return ""
