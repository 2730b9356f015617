"""Pythagoras: the two legs, or a leg and the hypotenuse, as the prompt gives them."""

import math
from typing import Any

from lessons.notation import number, typst_number
from lessons.story import Facts, Impossible

CELLS = 13
SLIMMEST = 0.2


def story(given: dict[str, Any]) -> Facts:
    """Legs a (upright) and b (level), hypotenuse c, their squares, and how they are drawn."""
    a, b, c = _sides(given["a"], given["b"], given["hypotenuse"])
    sides = [a, b, c]
    drawn_a, drawn_b = max(a, SLIMMEST * b), max(b, SLIMMEST * a)
    slim = drawn_a != a or drawn_b != b
    return {
        **{name: number(side) for name, side in zip("abc", sides, strict=True)},
        **{f"{name}2": number(side * side) for name, side in zip("abc", sides, strict=True)},
        "sum": f"{_squared(a * a)} + {_squared(b * b)} = {_squared(c * c)}",
        "upright": f"{_root(a)}^2 = {_squared(a * a)}",
        "level": f"{_root(b)}^2 = {_squared(b * b)}",
        "longest": f"c = sqrt({_squared(c * c)}) {'=' if _whole(c) else 'approx'} {_root(c)}",
        "legs": [a, b],
        "drawn": [drawn_a, drawn_b],
        "cells": [
            round(side) if _whole(side) and 1 <= side <= CELLS and not slim else 1 for side in sides
        ],
        "note": "These sides differ so much that they are not drawn to scale." if slim else "",
    }


def _sides(a: float | None, b: float | None, c: float | None) -> tuple[float, float, float]:
    if c is None:
        a, b = a or 3.0, b or 4.0
        return a, b, math.hypot(a, b)
    if a is None and b is None:
        return 0.6 * c, 0.8 * c, c
    leg = a if a is not None else b
    assert leg is not None
    if leg >= c:
        raise Impossible(
            f"A hypotenuse of {number(c)} is not longer than the leg of {number(leg)}: "
            "there is no such triangle."
        )
    if a is not None and b is not None:
        if abs(a * a + b * b - c * c) > 1e-3 * c * c:
            raise Impossible(
                f"Sides of {number(a)}, {number(b)} and {number(c)} make no right triangle."
            )
        return a, b, c
    other = math.sqrt(c * c - leg * leg)
    return (leg, other, c) if a is not None else (other, leg, c)


def _whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-9


def _root(value: float) -> str:
    return typst_number(value)


def _squared(value: float) -> str:
    return typst_number(value, 6)
