"""All levers by name, and which of them a job pulls."""

from collections.abc import Iterable
from importlib import import_module
from typing import get_args

from services.renderer.job import Lever
from services.renderer.levers.brush import fused, helper

_IN_C = frozenset({"blending", "boxes", "depths", "drawing", "families"})
_OF_THE_WRITER = frozenset({"rows"})

LEVERS: tuple[Lever, ...] = get_args(Lever)


def prepare() -> None:
    """Import them, and find out how this machine rounds, before processes are forked."""
    for name in LEVERS:
        module = import_module(f"services.renderer.levers.{name}")
        if name == "depths" and helper is not None:
            fused()
            module.rounding_of_products()


def pull(without: Iterable[Lever] = ()) -> None:
    """Install every lever but these in this process, for good; `rows` the writer pulls itself.

    In their order: the later ones trust what the earlier ones have put in the place of Manim's.
    """
    off = {*without, *_OF_THE_WRITER, *(() if helper is not None else _IN_C)}
    for name in LEVERS:
        if name not in off:
            import_module(f"services.renderer.levers.{name}").install()
