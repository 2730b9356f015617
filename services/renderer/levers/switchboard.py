"""All levers by name, and which of them a job pulls."""

from collections.abc import Callable, Iterable

from services.renderer.levers import (
    blending,
    boxes,
    copying,
    depths,
    drawing,
    families,
    turning,
    updaters,
)
from services.renderer.levers.brush import helper

LEVERS: dict[str, Callable[[], None]] = {
    "copying": copying.install,
    "families": families.install,
    "turning": turning.install,
    "updaters": updaters.install,
    "blending": blending.install,
    "boxes": boxes.install,
    "depths": depths.install,
    "drawing": drawing.install,
}
_IN_C = frozenset({"blending", "boxes", "depths", "drawing", "families"})


def pull(without: Iterable[str] = ()) -> None:
    """Install every lever but these in this process, for good."""
    off = set(without)
    for name, install in LEVERS.items():
        if name not in off and (helper is not None or name not in _IN_C):
            install()
