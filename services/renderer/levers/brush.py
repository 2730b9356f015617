"""The door to the compiled helper, which is built at install time and may be missing."""

from functools import cache
from importlib import import_module
from typing import Any

import numpy as np


def _load() -> Any:
    try:
        return import_module("_brush")
    except ImportError:
        return None


helper: Any = _load()
"""The module `_brush`, or None: then everything is drawn by Manim's own Python."""


@cache
def fused() -> bool | None:
    """Whether numpy's linear algebra rounds a sum of products once; None when it does neither.

    It depends on the processor. What is projected here must be rounded as numpy rounds it.
    """
    random = np.random.default_rng(0)
    for candidate in (True, False):
        if all(_agrees(random, rows, candidate) for rows in (1, 2, 4, 7, 8, 16, 33, 64)):
            return candidate
    return None


def _agrees(random: np.random.Generator, rows: int, fused: bool) -> bool:
    left, right = random.normal(size=(rows, 3)), random.normal(size=(3, 3))
    products = [np.dot(left[0], right[0])]
    expected = [helper.dot3(tuple(left[0]), tuple(right[0]), fused)]
    # One row is a product of another kind to numpy, and is never drawn.
    if rows > 1:
        products += list(np.dot(left, right.T).ravel())
        expected += [helper.dot3(tuple(a), tuple(b), fused) for a in left for b in right]
    return bool(np.array_equal(products, expected))
