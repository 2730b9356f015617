"""Hanoi: all moves for a number of discs."""

from typing import Any

from lessons.notation import number
from lessons.story import Facts

COUNTS = ("no", "one", "two", "three", "four", "five", "six")
AGE = 13.8e9
"""Years since the beginning of the universe."""


def story(given: dict[str, Any]) -> Facts:
    """The moves (disc, from, to), the counts for fewer discs, and the time for 64."""
    n = given["discs"]
    moves = _moves(n, 0, 2, 1)
    counts = [2**k - 1 for k in range(1, n + 1)]
    return {
        "n": n,
        "name": COUNTS[n],
        "Name": COUNTS[n].capitalize(),
        "fewer": COUNTS[n - 1],
        "fewer_discs": f"{COUNTS[n - 1]} disc{'s' if n > 2 else ''}",
        "moves": [list(move) for move in moves],
        "total": str(len(moves)),
        "half": str(counts[-2]),
        "sum": f"{counts[-2]} + 1 + {counts[-2]} = {len(moves)}",
        "power": f"T_{n} = 2^{n} - 1 = {len(moves)}",
        "counts": [2**k - 1 for k in range(1, 9)],
        "centuries": number((2**64 - 1) / 3.156e7 / 1e9, 3),
        "ages": number((2**64 - 1) / 3.156e7 / AGE, 2),
    }


def _moves(n: int, start: int, goal: int, spare: int) -> list[tuple[int, int, int]]:
    if n == 0:
        return []
    return [
        *_moves(n - 1, start, spare, goal),
        (n, start, goal),
        *_moves(n - 1, spare, goal, start),
    ]
