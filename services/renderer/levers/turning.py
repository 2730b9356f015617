"""The matrix of a rotation is computed once for all the objects that turn by it in a frame."""

import sys
from functools import lru_cache
from math import copysign
from typing import Any

import manim.utils.space_ops
import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


def install() -> None:
    """Take the place of `rotation_matrix` in every module of Manim that uses it."""
    compute = manim.utils.space_ops.rotation_matrix

    @lru_cache(maxsize=256)
    def known(angle: float, axis: tuple[float, ...], homogeneous: bool) -> Matrix:
        return compute(angle, np.array(axis), homogeneous)

    def rotation_matrix(angle: float, axis: Any, homogeneous: bool = False) -> Matrix:
        try:
            key = (float(angle), *(float(part) for part in axis))
        except (TypeError, ValueError):
            return compute(angle, axis, homogeneous)
        # Zeros of both signs are one key, and do not give the same matrix.
        if any(part == 0 and copysign(1, part) < 0 for part in key):
            return compute(angle, axis, homogeneous)
        return known(key[0], key[1:], bool(homogeneous)).copy()

    for name, module in list(sys.modules.items()):
        if name.startswith("manim.") and vars(module).get("rotation_matrix") is compute:
            vars(module)["rotation_matrix"] = rotation_matrix
