"""Taylor: the series of one of five functions about zero, term by term."""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from lessons.notation import number, typst_number
from lessons.story import Facts


class Series(NamedTuple):
    """A function, its name in two scripts, its coefficients and the window it is drawn in."""

    name: str
    typst: str
    value: Callable[[float], float]
    coefficient: Callable[[int], float]
    across: tuple[float, float]
    upward: tuple[float, float]
    reach: float
    general: str


def _sine(n: int) -> float:
    return (0.0, 1.0, 0.0, -1.0)[n % 4] / math.factorial(n)


def _cosine(n: int) -> float:
    return (1.0, 0.0, -1.0, 0.0)[n % 4] / math.factorial(n)


FUNCTIONS = {
    "sin": Series("sin x", "sin x", math.sin, _sine, (-8, 8), (-3, 3), math.inf,
                  "sum_(k=0)^infinity (-1)^k x^(2k+1)/((2k+1)!)"),
    "cos": Series("cos x", "cos x", math.cos, _cosine, (-8, 8), (-3, 3), math.inf,
                  "sum_(k=0)^infinity (-1)^k x^(2k)/((2k)!)"),
    "exp": Series("eˣ", "e^x", math.exp, lambda n: 1 / math.factorial(n), (-4, 3), (-2, 9),
                  math.inf, "sum_(k=0)^infinity x^k/(k!)"),
    "ln(1+x)": Series("ln(1 + x)", "ln(1 + x)", math.log1p,
                      lambda n: 0.0 if n == 0 else (-1) ** (n + 1) / n, (-1.4, 3), (-3, 2.5), 1.0,
                      "sum_(k=1)^infinity (-1)^(k+1) x^k/k"),
    "1/(1-x)": Series("1/(1 − x)", "1/(1 - x)", lambda x: 1 / (1 - x), lambda n: 1.0,
                      (-2.2, 1.4), (-2, 7), 1.0, "sum_(k=0)^infinity x^k"),
}  # fmt: skip


def story(given: dict[str, Any]) -> Facts:
    """Coefficients, partial sums at one point, and sentences on where the series is good."""
    series = FUNCTIONS[given["function"]]
    x, limited = _point(given["x"], series)
    degrees = [n for n in range(20) if series.coefficient(n)][: given["terms"]]
    sums, total = [], 0.0
    for n in degrees:
        total += series.coefficient(n) * x**n
        sums.append(total)
    exact = series.value(x)
    return {
        "name": series.name,
        "function": given["function"],
        "typst": series.typst,
        "general": f"{series.typst} = {series.general}",
        "x": number(x),
        "at": x,
        "coefficients": [series.coefficient(n) for n in range(degrees[-1] + 1)],
        "degrees": degrees,
        "across": list(series.across),
        "upward": list(series.upward),
        "polynomial": f"{series.typst} approx {_polynomial(series, degrees)}",
        "first_terms": f"{series.typst} approx {_polynomial(series, degrees[:3])}",
        "derivatives": [
            f"{mark} = {number(series.coefficient(n) * math.factorial(n))}"
            for n, mark in enumerate(("f(0)", "f′(0)", "f″(0)", "f‴(0)"))
        ],
        "stages": [
            name if n == 0 or series.coefficient(n) else "no change"
            for n, name in enumerate(("a level line", "the tangent", "a parabola", "a cubic"))
        ],
        "verdict": _verdict(abs(sums[0] - exact), abs(sums[-1] - exact)),
        "exact": f"{exact:.6f}".replace("-", "−"),
        "sums": [f"{value:.6f}".replace("-", "−") for value in sums],
        "errors": [max(abs(value - exact), 1e-12) for value in sums],
        "last_error": number(abs(sums[-1] - exact), 2),
        "count": str(len(degrees)),
        "where": "Given enough terms, it fits as far as you like."
        if series.reach == math.inf
        else "But only between minus one and one: beyond, more terms make it worse.",
        "note": limited,
    }


def _point(x: float | None, series: Series) -> tuple[float, str]:
    """Where the sum is worked out; inside of where the series converges."""
    wanted = (1.0 if series.reach == math.inf else 0.5) if x is None else x
    if series.reach == math.inf:
        return wanted, ""
    inside = max(-0.9, min(0.9, wanted))
    return inside, (
        "" if inside == wanted else f"The series of {series.name} has no sum at {number(wanted)}."
    )


def _verdict(first: float, last: float) -> str:
    if last > 0.2 * first:
        return f"So far from zero the powers win at first: {number(last, 2)} is still missing."
    return f"The terms shrink fast, and the error with them: at last it is {number(last, 2)}."


def _polynomial(series: Series, degrees: list[int]) -> str:
    text = ""
    for n in degrees:
        c = series.coefficient(n)
        whole = round(1 / abs(c))
        power = "" if n == 0 else "x" if n == 1 else f"x^{n}"
        part = f"{power or 1}/{typst_number(whole, 8)}" if whole > 1 else power or "1"
        text += f" {'-' if c < 0 else '+'} {part}" if text else f"{'-' if c < 0 else ''}{part}"
    return text
