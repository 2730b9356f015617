"""Ohm's law: the prompt's own voltage, resistance and current."""

from typing import Any

from lessons.notation import number, typst_number
from lessons.stories.scale import ticks
from lessons.story import Facts, Impossible


def story(given: dict[str, Any]) -> Facts:
    """Voltage, resistance, current and power, and a third and two thirds of the voltage."""
    v, r, i = _three(given["voltage"], given["resistance"], given["current"])
    part = [v / 3, 2 * v / 3, v]
    flows = [part_v / r for part_v in part]
    return {
        "v": number(v),
        "r": number(r),
        "i": number(i),
        "p": number(v * i),
        "twice_r": number(2 * r),
        "half_r": number(r / 2),
        "half_i": number(i / 2),
        "quarter_v": number(v / 4),
        "values": [v, r],
        "volts": [number(x) for x in part],
        "amperes": [number(x) for x in flows],
        "watts": [number(x * y) for x, y in zip(part, flows, strict=True)],
        "v1": number(part[0]),
        "i1": number(flows[0]),
        "p1": number(part[0] * flows[0]),
        "v_ticks": ticks(0, 1.05 * v, 4),
        "i_ticks": ticks(0, 2.1 * i, 4),
        "i_power_ticks": ticks(0, 1.05 * i, 4),
        "law": f'I = ({typst_number(v)} thin "V")/({typst_number(r)} thin Omega) '
        f'{_equals(i)} {typst_number(i)} thin "A"',
        "ratio": f"V/I = {typst_number(v)}/{typst_number(i)} = {typst_number(r)}",
        "worked": f'P = ({typst_number(v)} thin "V")^2 / ({typst_number(r)} thin Omega) '
        f'{_equals(v * i)} {typst_number(v * i)} thin "W"',
    }


def _three(v: float | None, r: float | None, i: float | None) -> tuple[float, float, float]:
    if v is not None and r is not None and i is not None and abs(v - r * i) > 0.01 * v:
        raise Impossible(
            f"{number(i)} A through {number(r)} Ω need {number(r * i)} V, not {number(v)} V."
        )
    if r is None:
        r = v / i if v is not None and i is not None else 4.0
    if v is None:
        v = r * i if i is not None else 12.0
    return v, r, v / r


def _equals(value: float) -> str:
    return "=" if abs(value - float(f"{value:.4g}")) < 1e-9 * abs(value) else "approx"
