"""Colours and widths between two states, which animations set at every frame, computed in C."""

from typing import Any

from manim.mobject.types.vectorized_mobject import VMobject

from services.renderer.levers.brush import helper

_COLOURS = (
    "fill_rgbas",
    "stroke_rgbas",
    "background_stroke_rgbas",
    "stroke_width",
    "background_stroke_width",
    "sheen_direction",
    "sheen_factor",
)


def install() -> None:
    """Take the place of `VMobject.interpolate_color`."""

    def interpolate_color(self: VMobject, first: VMobject, second: VMobject, alpha: float) -> Any:
        helper.blend(self, first, second, alpha, _COLOURS)
        return self

    VMobject.interpolate_color = interpolate_color  # type: ignore[assignment,method-assign]
