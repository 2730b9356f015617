"""Doppler: the prompt's own source speed, pitch and wave speed."""

import math
from typing import Any

from lessons.notation import number, typst_number
from lessons.stories.scale import ticks
from lessons.story import Facts, Impossible

NEAREST = 0.03


def story(given: dict[str, Any]) -> Facts:
    """What is heard before and behind the source, and its speed as a share of the wave's."""
    v, f, c = given["speed"], given["frequency"], given["wave_speed"]
    share = v / c
    if abs(share - 1) < NEAREST:
        raise Impossible("At the very speed of the wave all wavefronts fall onto one point.")
    if share > 3:
        raise Impossible("A source this fast leaves its waves far behind: nothing of them is seen.")
    ahead = f / (1 - share) if share < 1 else 0.0
    behind = f / (1 + share)
    factor = share if share < 1 else 1 / share
    angle = math.degrees(math.asin(1 / share)) if share > 1 else 0.0
    return {
        "speed": number(v),
        "f": number(f),
        "c": number(c),
        "share": share,
        "mach": number(share, 2),
        "ahead": number(ahead, 4),
        "behind": number(behind, 4),
        "frequencies": [f, ahead or behind, behind],
        "front_said": f"In front the waves are pushed together: {number(ahead, 4)} hertz."
        if share < 1
        else "In front nothing is heard at all: the source is there before its sound.",
        "front_name": f"{number(ahead, 4)} Hz" if share < 1 else "silence",
        "ahead_typst": f'f_"front" = {typst_number(f)} dot {typst_number(c)}/'
        f'({typst_number(c)} - {typst_number(v)}) approx {typst_number(ahead, 4)} thin "Hz"'
        if share < 1
        else "v > c",
        "behind_typst": f'f_"behind" = {typst_number(f)} dot {typst_number(c)}/'
        f'({typst_number(c)} + {typst_number(v)}) approx {typst_number(behind, 4)} thin "Hz"',
        "wavelength": number(c / f, 3),
        "short": number(abs(c - v) / f, 3),
        "long": number((c + v) / f, 3),
        "own_mach": number(share, 2),
        "own_angle": number(angle, 3),
        "curve_ticks": ticks(0, 0.95, 4),
        "factor": factor,
        "verdict": f"This source moves at {number(share, 2)} times the speed of its wave."
        if share < 1
        else f"This source, at Mach {number(share, 2)}, has a cone of {number(angle, 3)} degrees.",
        "crowd": "The source runs after its own waves: in front they crowd."
        if share < 1
        else "The source outruns its own waves: all of them are behind it.",
    }
