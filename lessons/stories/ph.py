"""pH: the prompt's own value, and a buffer of its own pKa and ratio."""

import math
from typing import Any

from lessons.notation import number, typst_number
from lessons.story import Facts

THINGS = (
    (1.0, "stomach acid"), (2.2, "lemon juice"), (3.0, "vinegar"), (5.0, "coffee"), (6.5, "milk"),
    (7.4, "blood"), (8.2, "sea water"), (9.5, "soap"), (11.5, "ammonia"), (13.0, "bleach"),
)  # fmt: skip


def story(given: dict[str, Any]) -> Facts:
    """Concentrations of both ions, the nearest known thing, and the pH of a buffer."""
    ph, pka, ratio = given["ph"], given["pka"], given["ratio"]
    buffer = pka + math.log10(ratio)
    near = min(THINGS, key=lambda thing: abs(thing[0] - ph))
    factor = 10 ** abs(7 - ph)
    kind = "neutral" if abs(ph - 7) < 0.05 else "acidic" if ph < 7 else "basic"
    return {
        "ph": number(ph),
        "value": ph,
        "kind": kind,
        "things": [[value, name] for value, name in THINGS],
        "near": near[1],
        "hydrogen": number(10**-ph, 3),
        "ion_said": _compared(kind, factor),
        "hydrogen_typst": f'["H"^+] = 10^(-{typst_number(ph)}) "mol/l"',
        "hydroxide_typst": f'["OH"^-] = 10^(-{typst_number(14 - ph)}) "mol/l"',
        "pka": number(pka),
        "pka_value": pka,
        "ratio": number(ratio),
        "ratio_value": ratio,
        "buffer": f"{buffer:.2f}",
        "buffer_value": buffer,
        "worked": f'"pH" = {typst_number(pka)} + log_(10) {typst_number(ratio)} '
        f"{'=' if abs(buffer - round(buffer, 2)) < 1e-9 else 'approx'} {buffer:.2f}",
        "shift": f"{math.log10(2):.1f}",
    }


def _compared(kind: str, factor: float) -> str:
    if kind == "neutral":
        return "Here both are equal: it is neutral, like pure water."
    which = "more" if kind == "acidic" else "fewer"
    return f"Here there are {number(factor, 2)} times {which} hydrogen ions than in pure water."
