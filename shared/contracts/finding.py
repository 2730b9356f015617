"""What is wrong with how a scene looks."""

from typing import Literal

from pydantic import Field

from .base import Contract

FindingKind = Literal[
    "off_frame",
    "margin",
    "text_over_text",
    "text_over_object",
    "hidden",
    "too_small",
    "contrast",
    "empty",
    "static",
]

LayoutGate = Literal["strict", "report", "off"]
"""strict: a scene with a severe finding is rejected. report: it is delivered with its findings."""


class Finding(Contract):
    """One fault of a scene's layout, in words that its author can act on.

    `objects` by their names in the program, where they have any; `play` counts from 1, `at` in
    seconds of video, `line` of the program. One that is not `severe` costs no repair.
    """

    kind: FindingKind
    severe: bool = True
    message: str
    objects: tuple[str, ...] = ()
    play: int | None = Field(default=None, ge=1)
    at: float | None = Field(default=None, ge=0)
    line: int | None = None
