"""Integral: any function of the prompt between any two bounds, in strips and exactly."""

from typing import Any

from lessons.functions import NotAFunction, Terms, primitive, read_function, value
from lessons.notation import number, shown, typeset, typst_number
from lessons.stories.scale import ticks
from lessons.story import Facts, Impossible

SAMPLES = 240
STRIPS = (4, 8, 16, 40)
HIGHEST = 1e5


def story(given: dict[str, Any]) -> Facts:
    """Sums of strips, the exact value where a primitive is known, and the windows to draw in."""
    low, high = given["low"], given["high"]
    if high - low < 1e-3:
        raise Impossible(f"From {number(low)} to {number(high)} there is nothing to sum up.")
    terms = _terms(given["function"])
    heights = [_at(terms, low + (high - low) * i / SAMPLES) for i in range(SAMPLES + 1)]
    total = _exact(terms, low, high)
    bottom, top = min(*heights, 0.0), max(*heights, 0.0)
    room = 0.12 * ((top - bottom) or 1.0)
    bottom, top = bottom - room * (bottom < 0), top + room * (top > 0 or bottom == 0)
    left = low - 0.08 * (high - low)
    right = high + 0.08 * (high - low)
    areas = _areas(terms, low, high)
    low_area, high_area = min(areas), max(areas)
    area_room = 0.12 * ((high_area - low_area) or 1.0)
    found = primitive(terms)
    edges = {
        n: (_sum(terms, low, high, n, 0.0), _sum(terms, low, high, n, 1.0)) for n in (5, 10, 20)
    }
    inside = typeset(terms) if len(terms) == 1 else f"({typeset(terms)})"
    integral = f"integral_({_bound(low)})^({_bound(high)}) {inside} dif x"
    return {
        "text": shown(terms),
        "low": number(low),
        "high": number(high),
        "total": number(total),
        "terms": [list(term) for term in terms],
        "bounds": [low, high],
        "window": [[min(left, 0.0) if low <= 0 else left, max(right, 0.0)], [bottom, top],
                   ticks(left, right, 5), ticks(bottom, top, 4)],
        "strips": list(STRIPS),
        "sums": [number(_sum(terms, low, high, n, 0.5), 5) for n in STRIPS],
        "edge_counts": list(edges),
        "edge_sums": [[number(a), number(b)] for a, b in edges.values()],
        "edge_gaps": [number(abs(b - a), 3) for a, b in edges.values()],
        "result": f"{integral} {'=' if _short(total) else 'approx'} {typst_number(total)}",
        "primitive": f"F(x) = {typeset(found)}" if found else "F'(x) = f(x)",
        "difference": _difference(found, low, high, total),
        "areas": areas,
        "area_window": [[low_area - area_room * (low_area < 0), high_area + area_room],
                        ticks(low_area, high_area, 3)],
        "below": "Where the graph runs below the axis, its area counts as negative."
        if bottom < 0
        else "Each strip is as high as the graph in its middle.",
    }  # fmt: skip


def _terms(text: str) -> Terms:
    try:
        terms = read_function(text)
    except NotAFunction as error:
        raise Impossible(f"“{text}” cannot be read: {error}.") from None
    if not terms:
        raise Impossible("The function is zero everywhere.")
    return terms


def _at(terms: Terms, x: float) -> float:
    try:
        height = value(terms, x)
    except (ValueError, ZeroDivisionError, OverflowError):
        raise Impossible(f"{shown(terms)} has no value at {number(x)}.") from None
    if abs(height) > HIGHEST:
        raise Impossible(f"{shown(terms)} grows too large between these bounds.")
    return height


def _sum(terms: Terms, low: float, high: float, n: int, where: float) -> float:
    width = (high - low) / n
    return sum(_at(terms, low + width * (i + where)) for i in range(n)) * width


def _exact(terms: Terms, low: float, high: float) -> float:
    found = primitive(terms)
    if found is not None and all(kind != "ln" for _, kind, _ in found):
        return value(found, high) - value(found, low)
    # Simpson's rule, whose error is far below what is shown.
    middle = _sum(terms, low, high, 4000, 0.5)
    ends = (_sum(terms, low, high, 4000, 0.0) + _sum(terms, low, high, 4000, 1.0)) / 2
    return (2 * middle + ends) / 3


def _areas(terms: Terms, low: float, high: float) -> list[float]:
    """The area up to each of 61 places, for the curve of the area function."""
    width, total, found = (high - low) / 60, 0.0, [0.0]
    for i in range(60):
        total += _sum(terms, low + i * width, low + (i + 1) * width, 4, 0.5)
        found.append(round(total, 6))
    return found


def _bound(value_: float) -> str:
    return typst_number(value_)


def _short(total: float) -> bool:
    return abs(total - float(f"{total:.4g}")) < 1e-9 * max(1.0, abs(total))


def _difference(found: Terms | None, low: float, high: float, total: float) -> str:
    sign = "=" if _short(total) else "approx"
    if found is None or any(kind == "ln" for _, kind, _ in found):
        return f"F({_bound(high)}) - F({_bound(low)}) {sign} {typst_number(total)}"
    ends = (typst_number(value(found, high)), typst_number(value(found, low)))
    last = f"({ends[1]})" if ends[1].startswith("-") else ends[1]
    return f"F({_bound(high)}) - F({_bound(low)}) = {ends[0]} - {last} {sign} {typst_number(total)}"
