"""Bubble sort: every pass over the prompt's own list."""

from typing import Any

from lessons.notation import figure
from lessons.story import Facts

DEFAULT = [4, 2, 7, 1, 6, 3, 5]
COUNTS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)


def story(given: dict[str, Any]) -> Facts:
    """The list, the list after each pass, and how often neighbours are compared."""
    values = list(given["values"] if given["values"] is not None else DEFAULT)
    n = len(values)
    passes, swaps = [list(values)], 0
    for end in range(n - 1, 0, -1):
        row = list(passes[-1])
        for j in range(end):
            if row[j] > row[j + 1]:
                row[j], row[j + 1] = row[j + 1], row[j]
                swaps += 1
        passes.append(row)
    compared = n * (n - 1) // 2
    low, high = min(values), max(values)
    span = (high - low) or 1
    terms = [str(k) for k in range(n - 1, 0, -1)]
    return {
        "values": values,
        "shown": [figure(value) for value in values],
        "heights": [0.55 + 3.65 * (value - low) / span for value in values],
        "passes": [[figure(value) for value in row] for row in passes],
        "order": ", ".join(figure(value) for value in values),
        "first_pass": ", ".join(figure(value) for value in passes[1]),
        "largest": figure(high),
        "n": COUNTS[n],
        "N": COUNTS[n].capitalize(),
        "less": COUNTS[n - 1],
        "less_s": "comparison, one dot for it" if n == 2 else "comparisons, one dot for each",
        "swaps": f"{swaps} swap{'' if swaps == 1 else 's'}",
        "count": n,
        "compared": str(compared),
        "sum": f"{' + '.join(terms)} = {compared}" if n > 2 else f"{compared}",
        "half": f"({n} dot {n - 1})/2 = {compared}",
        "then": _then(n),
    }


def _then(n: int) -> str:
    """How the passes get shorter, down to one comparison."""
    match n:
        case 3:
            return "The next pass needs only one: a small triangle."
        case 4:
            return "The next pass needs two, the last one: a triangle."
    return f"The next pass needs {COUNTS[n - 2]}, then {COUNTS[n - 3]}, down to one: a triangle."
