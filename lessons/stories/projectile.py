"""Projectile: the prompt's own angle, speed and gravity."""

import math
from typing import Any

from lessons.notation import number, typst_number
from lessons.story import Facts


def story(given: dict[str, Any]) -> Facts:
    """Both speeds, the time of flight, the height and the range, and how large they are drawn."""
    angle, speed, g = math.radians(given["angle"]), given["speed"], given["gravity"]
    vx, vy = speed * math.cos(angle), speed * math.sin(angle)
    flight, height, reach = 2 * vy / g, vy * vy / (2 * g), 2 * vx * vy / g
    turned = 90 - given["angle"]
    low, high = sorted((given["angle"], turned))
    if abs(low - 45) < 4:
        low, high = 30.0, 60.0
    other = (15.0, 75.0) if abs(low - 15) > 6 else (30.0, 60.0)
    doubled = typst_number(2 * given["angle"])
    return {
        "angle": number(given["angle"]),
        "turned": number(turned),
        "speed": number(speed),
        "g": number(g),
        "vx": number(vx, 3),
        "vy": number(vy, 3),
        "flight": number(flight, 3),
        "height": number(height, 3),
        "reach": number(reach, 3),
        "best": number(speed * speed / g, 3),
        "degrees": given["angle"],
        "size": [reach, height],
        "pairs": [other, [low, high]],
        "pair_names": [[number(x) for x in other], [number(low), number(high)]],
        "other_said": f"{number(other[0])} degrees is flatter, {number(other[1])} steeper: "
        "both land at one place.",
        "own_said": f"So do {number(low)} and {number(high)}: each pair adds up to ninety degrees.",
        "sideways": f'v_x = v cos theta = {typst_number(vx, 3)} thin "m/s"',
        "upwards": f'v_y = v sin theta = {typst_number(vy, 3)} thin "m/s"',
        "range_worked": f"R = ({typst_number(speed)}^2 sin {doubled} degree)"
        f'/{typst_number(g)} approx {typst_number(reach, 3)} thin "m"',
    }
