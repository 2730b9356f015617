"""Regression: the least squares line of the prompt's own points."""

import math
from typing import Any

from lessons.notation import number, typst_number
from lessons.stories.scale import padded, ticks
from lessons.story import Facts, Impossible

DEFAULT = [[1, 1.5], [2, 3.2], [3, 2.8], [4, 4.6], [5, 4.2], [6, 6.1], [7, 6.0]]


def story(given: dict[str, Any]) -> Facts:
    """Slope, intercept, the sums of squares, and a first guess to start from."""
    points = given["points"] if given["points"] is not None else DEFAULT
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    n = len(points)
    mean_x, mean_y = sum(xs) / n, sum(ys) / n
    spread = sum((x - mean_x) ** 2 for x in xs)
    if spread < 1e-9:
        raise Impossible("All points have the same x: no line through them says what y depends on.")
    together = sum((x - mean_x) * (y - mean_y) for x, y in points)
    total = sum((y - mean_y) ** 2 for y in ys)
    if total < 1e-9:
        raise Impossible("All points have the same y: the line is level.")
    slope = together / spread
    intercept = mean_y - slope * mean_x
    rest = sum((y - slope * x - intercept) ** 2 for x, y in points)
    share = max(0.0, 1 - rest / total)
    across, upward = padded(min(xs), max(xs)), padded(min(ys), max(ys), 0.25)
    guess = slope + 0.6 * math.copysign(math.sqrt(total / spread), -slope or 1.0)
    return {
        "points": [[x, y] for x, y in points],
        "n": str(n),
        "across": list(across),
        "upward": list(upward),
        "x_ticks": ticks(*across, 5),
        "y_ticks": ticks(*upward, 4),
        "mean": [mean_x, mean_y],
        "mean_said": f"({number(mean_x, 3)}, {number(mean_y, 3)})",
        "slope": slope,
        "guess": guess,
        "intercept": intercept,
        "b": number(slope, 3),
        "a": number(intercept, 3),
        "line": f"y = {typst_number(intercept, 3)} {'-' if slope < 0 else '+'} "
        f"{typst_number(abs(slope), 3)} x",
        "line_said": f"y = {number(intercept, 3)} {'−' if slope < 0 else '+'} "
        f"{number(abs(slope), 3)} x",
        "slope_typst": f"b = ({typst_number(together, 3)})/({typst_number(spread, 3)}) approx "
        f"{typst_number(slope, 3)}",
        "rest": number(rest, 3),
        "rest_value": rest,
        "spread": spread,
        "total": number(total, 3),
        "total_value": total,
        "r2": f"{share:.2f}",
        "percent": f"{100 * share:.0f}",
        "r2_typst": f"R^2 = 1 - ({typst_number(rest, 3)})/({typst_number(total, 3)}) "
        f"approx {share:.2f}",
    }
