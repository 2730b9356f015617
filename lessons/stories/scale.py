"""Ranges and ticks of axes that fit any numbers."""

import math

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def step_of(span: float, count: int = 4) -> float:
    """A round step that divides `span` into about `count` parts."""
    rough = max(span, 1e-9) / count
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * 0.999)


def ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Round numbers inside an axis, without zero, where its line is."""
    step = step_of(high - low, count)
    numbers = range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    return [round(number * step, 9) for number in numbers if number != 0]


def padded(low: float, high: float, share: float = 0.12) -> tuple[float, float]:
    """A little more than from `low` to `high`; never empty."""
    room = (high - low) * share or max(1.0, abs(high) * share)
    return round(low - room, 6), round(high + room, 6)
