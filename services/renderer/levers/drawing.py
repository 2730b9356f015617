"""Points become Cairo paths, fills and strokes in C."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP, Camera
from manim.camera.three_d_camera import ThreeDCamera
from manim.mobject.types.vectorized_mobject import VMobject

from services.renderer.levers.brush import fused, helper
from services.renderer.levers.trust import Trust

_DRAWING = (
    "apply_fill",
    "apply_stroke",
    "display_vectorized",
    "get_fill_rgbas",
    "get_stroke_rgbas",
    "set_cairo_context_color",
    "set_cairo_context_path",
    "transform_points_pre_display",
)
_LOOKING = (
    "frame_center",
    "get_focal_distance",
    "get_rotation_matrix",
    "get_zoom",
    "modified_rgbas",
    "project_point",
    "project_points",
)
_DRAWN = (
    "__getattribute__",
    "consider_points_equals_2d",
    "get_fill_rgbas",
    "get_gradient_start_and_end_points",
    "get_num_points",
    "get_stroke_rgbas",
    "get_stroke_width",
    "get_subpath_split_indices_from_points",
    "points",
)


def install() -> None:
    """Take the place of the camera's loop over vectorised objects."""
    flat = Trust(Camera, _DRAWING)
    solid = Trust(ThreeDCamera, (*_DRAWING, *_LOOKING))
    shapes = Trust(VMobject, _DRAWN)
    joins = {kind: int(join) for kind, join in LINE_JOIN_MAP.items()}
    caps = {kind: int(cap) for kind, cap in CAP_STYLE_MAP.items()}
    rounding = fused()
    draw_all = Camera.display_multiple_non_background_colored_vmobjects

    def display(self: Camera, vmobjects: Iterable[VMobject], pixel_array: Any) -> None:
        view: tuple[Any, ...] | None
        if flat.holds(self):
            view = None
        elif (
            rounding is not None
            and isinstance(self, ThreeDCamera)
            and solid.holds(self)
            and not self.exponential_projection
        ):
            view = _view(self, rounding)
        else:
            return draw_all(self, vmobjects, pixel_array)
        width = self.frame_width
        if width == 0 or not np.isfinite(width):
            return draw_all(self, vmobjects, pixel_array)
        context = self.get_cairo_context(pixel_array)
        helper.draw(
            context,
            list(vmobjects),
            shapes,
            self.cairo_line_width_multiple,
            joins,
            caps,
            view,
            lambda vmobject: self.display_vectorized(vmobject, context),
        )

    Camera.display_multiple_non_background_colored_vmobjects = display  # type: ignore[method-assign]


def _view(camera: ThreeDCamera, rounding: bool) -> tuple[Any, ...]:
    return (
        tuple(camera.get_rotation_matrix().ravel().tolist()),
        tuple(camera.frame_center.tolist()),
        tuple(camera.light_source.points[0].tolist()),
        float(camera.get_focal_distance()),
        float(camera.get_zoom()),
        camera.should_apply_shading,
        rounding,
        camera.fixed_in_frame_mobjects,
        camera.fixed_orientation_mobjects,
    )
