"""Quadratic: any a x² + b x + c, its vertex, its discriminant and its roots."""

import math
from typing import Any

from lessons.functions import NotAFunction, Terms, coefficients, read_function
from lessons.notation import number, shown, typeset, typst_number
from lessons.stories.scale import ticks
from lessons.story import Facts, Impossible

LARGEST, FARTHEST = 1000.0, 5000.0


def story(given: dict[str, Any]) -> Facts:
    """The function's numbers, the window in which it is drawn, and sentences on its roots."""
    a, b, c = _numbers(given)
    terms: Terms = [(a, "power", 2.0), (b, "power", 1.0), (c, "power", 0.0)]
    terms = [term for term in terms if term[0]]
    middle = -b / (2 * a) + 0.0
    low_point = c - b * b / (4 * a)
    d = b * b - 4 * a * c
    roots = [middle - math.sqrt(d) / (2 * a), middle + math.sqrt(d) / (2 * a)] if d >= 0 else []
    roots = sorted({round(root, 9) + 0.0 for root in roots})
    count = ("no real root", "one root", "two roots")[len(roots)]
    half = b / (2 * a)
    return {
        "text": shown(terms),
        "typst": typeset(terms),
        "a": number(a),
        "b": number(b),
        "c": number(c),
        "p": number(middle),
        "q": number(low_point),
        "d": number(d, 5),
        "count": count,
        "roots_said": _said(roots, d),
        "numbers": [a, b, c],
        "vertex": [middle, low_point],
        "roots": roots,
        "middle_window": _window(a, middle, low_point, roots),
        "vertex_window": _vertex_window(a, middle, low_point),
        "filled": (
            f"x = ({typst_number(-b)} plus.minus sqrt({_square(b)} {_minus_four(a, c)}))"
            f"/(2 dot {_bracketed(a)})"
        ),
        "vertex_form": _vertex_form(a, middle, low_point),
        "half": number(half),
        "half_squared": number(half * half),
        "asked": number(half * 2),
    }


def _numbers(given: dict[str, Any]) -> tuple[float, float, float]:
    if given["function"] is None:
        a, b, c = given["a"], given["b"], given["c"]
    else:
        try:
            found = coefficients(read_function(given["function"]))
        except NotAFunction as error:
            raise Impossible(f"“{given['function']}” cannot be read: {error}.") from None
        if found is None or len(found) > 3 or len(found) < 3:
            raise Impossible(f"“{given['function']}” is no quadratic function of x.")
        c, b, a = found
    if a == 0:
        raise Impossible("With a = 0 there is no square, and the graph is a line.")
    vertex = [b / (2 * a), c - b * b / (4 * a)]
    if max(map(abs, (a, b, c))) > LARGEST or abs(a) < 0.01 or max(map(abs, vertex)) > FARTHEST:
        raise Impossible("These coefficients are too large or too small to be drawn well.")
    return a, b, c


def _said(roots: list[float], d: float) -> str:
    if len(roots) == 2:
        first, second = map(number, roots)
        return f"It is {number(d, 5)}, positive: two roots, {first} and {second}."
    if roots:
        return f"It is zero: the vertex touches the axis, in the one root {number(roots[0])}."
    return f"It is {number(d, 5)}, negative: no real root. The parabola misses the axis."


def _window(a: float, middle: float, low: float, roots: list[float]) -> list[list[float]]:
    """x and y range that show the vertex, the roots and the x axis, with ticks for both."""
    reach = max((abs(root - middle) for root in roots), default=0.0)
    reach = max(1.7 * reach, math.sqrt(max(abs(low), 1e-6) / abs(a)) * 1.4, 0.5)
    edge = low + a * reach * reach
    bottom, top = min(low, edge, 0.0), max(low, edge, 0.0)
    room = 0.12 * (top - bottom)
    bottom, top = bottom - room * (bottom < 0), top + room * (top > 0)
    left, right = middle - 1.15 * reach, middle + 1.15 * reach
    return [
        [left, right],
        [bottom, top],
        ticks(left, right, 5),
        ticks(bottom, top, 4),
    ]


def _vertex_window(a: float, p: float, q: float) -> list[list[float]]:
    """A window round the origin, where y = x² starts, and the vertex, where it ends."""
    wide = max(4.0, 1.3 * abs(p) + 2)
    high = max(5.0, 1.25 * abs(q) + 2)
    bottom = -high if q < -1 or a < 0 else -2.0
    top = high if q > 0 or a > 0 else 4.0
    return [[-wide, wide], [bottom, top], ticks(-wide, wide, 6), ticks(bottom, top, 4)]


def _vertex_form(a: float, p: float, q: float) -> str:
    lead = {1.0: "", -1.0: "-"}.get(a, f"{typst_number(a)} ")
    square = "x^2" if p == 0 else f"(x {'-' if p > 0 else '+'} {typst_number(abs(p))})^2"
    tail = "" if q == 0 else f" {'+' if q > 0 else '-'} {typst_number(abs(q))}"
    return f"y = {lead}{square}{tail}"


def _square(value: float) -> str:
    return f"({typst_number(value)})^2" if value < 0 else f"{typst_number(value)}^2"


def _minus_four(a: float, c: float) -> str:
    return f"- 4 dot {_bracketed(a)} dot {_bracketed(c)}"


def _bracketed(value: float) -> str:
    return f"({typst_number(value)})" if value < 0 else typst_number(value)
