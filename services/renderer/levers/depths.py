"""What is nearest to the camera of a three-dimensional scene: centres of faces found in C."""

from functools import cache
from itertools import permutations
from typing import Any

import numpy as np
import numpy.typing as npt
from manim.camera.camera import Camera
from manim.camera.three_d_camera import ThreeDCamera
from manim.mobject.mobject import Mobject
from manim.mobject.types.vectorized_mobject import VMobject

from services.renderer.levers.boxes import MEASURED
from services.renderer.levers.brush import helper
from services.renderer.levers.trust import Trust

_SORTED = ("__getattr__", "get_center", "get_critical_point", "get_z_index_reference_point")


def install() -> None:
    """Take the place of the three-dimensional camera's sorting."""
    plain = Trust(VMobject, (*_SORTED, *MEASURED))

    rounding = rounding_of_products()
    if rounding is None:
        return

    def to_display(self: ThreeDCamera, *args: Any, **kwargs: Any) -> list[Mobject]:
        mobjects = Camera.get_mobjects_to_display(self, *args, **kwargs)
        rotation = self.get_rotation_matrix()
        found = helper.depths(mobjects, plain, tuple(rotation[2].tolist()), *rounding)
        depths = [
            _depth(mobject, rotation) if depth is None else depth
            for mobject, depth in zip(mobjects, found, strict=True)
        ]
        order = sorted(range(len(mobjects)), key=depths.__getitem__)
        return [mobjects[index] for index in order]

    ThreeDCamera.get_mobjects_to_display = to_display  # type: ignore[method-assign]


def _depth(mobject: Mobject, rotation: npt.NDArray[np.float64]) -> float:
    """As Manim computes it."""
    if not getattr(mobject, "shade_in_3d", False):
        return np.inf
    return float(np.dot(mobject.get_z_index_reference_point(), rotation.T)[2])


@cache
def rounding_of_products() -> tuple[tuple[int, ...], bool] | None:
    """In which order numpy adds up the products of a vector and a matrix, and if it rounds once.

    Of two faces equally far away, the rounding decides which is in front.
    """
    random = np.random.default_rng(0)
    samples = [(random.normal(size=3), random.normal(size=(3, 3))) for _ in range(100)]
    for fused in (True, False):
        for order in permutations(range(3)):
            if all(
                np.dot(vector, matrix.T)[2]
                == helper.dot3(tuple(vector[[*order]]), tuple(matrix[2][[*order]]), fused)
                for vector, matrix in samples
            ):
                return order, fused
    return None
