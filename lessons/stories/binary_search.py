"""Binary search: every look at the prompt's own list."""

import math
from typing import Any

from lessons.notation import figure
from lessons.story import Facts

DEFAULT = [2, 5, 8, 12, 16, 21, 23, 27, 31, 34, 38, 42, 47, 50, 56]
COUNTS = ("no", "one", "two", "three", "four", "five")


def story(given: dict[str, Any]) -> Facts:
    """The list in order, what is wanted, and the rows (low, high, mid) of each turn."""
    values = sorted(given["values"] if given["values"] is not None else DEFAULT)
    wanted = given["wanted"]
    if wanted is None:
        wanted = 38 if 38 in values else values[-(-2 * len(values) // 3) - 1]
    rows: list[list[int]] = []
    low, high = 0, len(values) - 1
    while low <= high:
        middle = (low + high) // 2
        rows.append([low, high, middle])
        if values[middle] == wanted:
            break
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle - 1
    found = values[rows[-1][2]] == wanted
    looks = f"{COUNTS[len(rows)]} look{'s' if len(rows) > 1 else ''}"
    most = math.ceil(math.log2(len(values) + 1))
    shown = [figure(value) for value in values]
    sorted_first = given["values"] is not None and given["values"] != values
    return {
        "shown": shown,
        "x": figure(wanted),
        "n": str(len(values)),
        "rows": rows,
        "signs": [_sign(values[row[2]], wanted) for row in rows],
        "found": found,
        "looked": ", then ".join(shown[row[2]] for row in rows),
        "looks": looks,
        "most": str(most),
        "turns": _turns(shown, rows, values, wanted, looks),
        "loop": _loop(rows, values, wanted),
        "note": "A list that is searched like this has to be in order: it is sorted first."
        if sorted_first
        else "",
    }


def _sign(value: float, wanted: float) -> str:
    return "=" if value == wanted else "<" if value < wanted else ">"


def _turns(
    shown: list[str],
    rows: list[list[int]],
    values: list[float],
    wanted: float,
    looks: str,
) -> list[str]:
    """What is said about each look."""
    said = []
    for turn, (low, high, middle) in enumerate(rows):
        lead = (
            "Look in the middle: it is"
            if turn == 0
            else "One is left, and it is"
            if low == high
            else "The next middle is"
        )
        if values[middle] == wanted:
            said.append(
                f"{lead} {shown[middle]}. Found, with {looks} instead of up to {len(shown)}."
            )
        elif turn == len(rows) - 1:
            said.append(f"{lead} {shown[middle]}. So {figure(wanted)} is not in the list.")
        elif values[middle] < wanted:
            said.append(f"{lead} {shown[middle]}, too small. All up to it is out.")
        else:
            said.append(f"{lead} {shown[middle]}, too large. All from it on is out.")
    return said


def _loop(rows: list[list[int]], values: list[float], wanted: float) -> list[str]:
    """What the variables do after each look."""
    said = []
    for turn, (_, _, middle) in enumerate(rows):
        last = turn == len(rows) - 1
        if values[middle] == wanted:
            said.append(f"Equal: the place {middle} is returned.")
        elif values[middle] < wanted:
            said.append(
                "Too small: low passes high, and the loop ends."
                if last
                else "Too small: low jumps behind the middle."
            )
        else:
            said.append(
                "Too large: high falls below low, and the loop ends."
                if last
                else "Too large: high jumps before the middle."
            )
    return said
