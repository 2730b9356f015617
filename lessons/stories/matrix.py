"""Matrix: any two by two matrix, its determinant and its eigenvectors."""

import math
from typing import Any

from lessons.notation import number, typst_number
from lessons.story import Facts

DEFAULT = [[2.0, 1.0], [1.0, 2.0]]


def story(given: dict[str, Any]) -> Facts:
    """Entries, determinant, real eigenvalues with unit eigenvectors, and sentences on them."""
    rows = given["matrix"] if given["matrix"] is not None else DEFAULT
    (a, b), (c, d) = rows
    det, trace = a * d - b * c, a + d
    disc = trace * trace / 4 - det
    values = _eigenvalues(trace, disc)
    vectors = [_direction(a, b, c, d, value) for value in values]
    every = disc == 0 and b == c == 0
    longest = max(math.hypot(a, c), math.hypot(b, d), math.hypot(a + b, c + d), 1.0)
    return {
        "entries": [a, b, c, d],
        "matrix": f'mat(delim: "(", {_entry(a)}, {_entry(b)}; {_entry(c)}, {_entry(d)})',
        "first": f"({number(a)}, {number(c)})",
        "second": f"({number(b)}, {number(d)})",
        "unit": min(1.0, 2.4 / longest),
        "area_unit": min(2.0, 4.4 / _extent(rows)),
        "wheel_unit": min(1.2, 2.5 / max(_stretch(rows), 1.0)),
        "det": number(det),
        "det_typst": f"det A = {_entry(a)} dot {_bracketed(d)} - {_bracketed(b)} dot "
        f"{_bracketed(c)} = {typst_number(det)}",
        "area_said": _area(det),
        "values": [number(value) for value in values],
        "eigenvalues": values,
        "vectors": [list(vector) for vector in vectors],
        "equation": f"lambda^2 {_signed(-trace)} lambda {_signed(det)} = 0",
        "found": _found(values),
        "eigen_said": "Here every direction stays: the matrix only stretches."
        if every
        else _stay(values),
    }


def _eigenvalues(trace: float, disc: float) -> list[float]:
    if disc < -1e-12:
        return []
    root = math.sqrt(max(disc, 0.0))
    both = {round(trace / 2 + side * root, 9) + 0.0 for side in (1, -1)}
    return sorted(both, reverse=True)


def _extent(rows: list[list[float]]) -> float:
    """The larger side of the box round the unit square and its image."""
    (a, b), (c, d) = rows
    across, upward = (0.0, 1.0, a, b, a + b), (0.0, 1.0, c, d, c + d)
    return max(max(across) - min(across), max(upward) - min(upward))


def _stretch(rows: list[list[float]]) -> float:
    """The length of the longest image of a unit vector."""
    (a, b), (c, d) = rows
    total, det = a * a + b * b + c * c + d * d, a * d - b * c
    return math.sqrt((total + math.sqrt(max(total * total - 4 * det * det, 0.0))) / 2)


def _direction(a: float, b: float, c: float, d: float, value: float) -> tuple[float, float]:
    """A unit vector that the matrix only stretches by `value`."""
    candidates = ((b, value - a), (value - d, c), (1.0, 0.0))
    x, y = next(pair for pair in candidates if math.hypot(*pair) > 1e-6)
    size = math.hypot(x, y) * (-1 if (x, y) < (0.0, 0.0) else 1)
    return x / size, y / size


def _area(det: float) -> str:
    if det == 0:
        return "Here it is zero: everything falls onto a line, and nothing leads back."
    turned = " The minus sign says that the plane is turned over." if det < 0 else ""
    return f"Here every area is multiplied by {number(abs(det))}.{turned}"


def _stay(values: list[float]) -> str:
    if not values:
        return "Here no direction stays: the equation for lambda has no real solution."
    if len(values) == 1:
        return f"Here one direction stays, and is multiplied by {number(values[0])}."
    first, second = map(number, values)
    return f"Two directions stay: one is multiplied by {first}, the other by {second}."


def _found(values: list[float]) -> str:
    if not values:
        return '"no real" lambda'
    names = ("lambda_1", "lambda_2") if len(values) == 2 else ("lambda",)
    return ", quad ".join(
        f"{name} {'=' if abs(value - float(f'{value:.4g}')) < 1e-9 else 'approx'} {_entry(value)}"
        for name, value in zip(names, values, strict=True)
    )


def _entry(value: float) -> str:
    return typst_number(value)


def _bracketed(value: float) -> str:
    return f"({_entry(value)})" if value < 0 else _entry(value)


def _signed(value: float) -> str:
    return f"{'-' if value < 0 else '+'} {_entry(abs(value))}"
