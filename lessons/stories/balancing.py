"""Balancing: the prompt's own chemical equation, its atoms and its masses."""

import re
from typing import Any

from lessons.chemistry import NotAnEquation, atoms_of, balanced, mass_of, read_equation
from lessons.notation import listed, number
from lessons.story import Facts, Impossible

NAMES = {
    "H": "hydrogen", "C": "carbon", "N": "nitrogen", "O": "oxygen", "Na": "sodium",
    "Mg": "magnesium", "Al": "aluminium", "P": "phosphorus", "S": "sulfur", "Cl": "chlorine",
    "K": "potassium", "Ca": "calcium", "Fe": "iron", "Cu": "copper", "Zn": "zinc",
}  # fmt: skip
MOST_ELEMENTS = 5
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def story(given: dict[str, Any]) -> Facts:
    """Both sides with coefficients, the atoms on each, and the grams that react."""
    try:
        left, right = read_equation(given["equation"])
        first, second = balanced(left, right)
    except NotAnEquation as error:
        raise Impossible(f"This equation cannot be balanced: {error}.") from None
    atoms = [atoms_of(formula) for formula in (*left, *right)]
    elements = list(dict.fromkeys(element for each in atoms for element in each))
    if len(elements) > MOST_ELEMENTS:
        raise Impossible(f"More than {MOST_ELEMENTS} elements have no room beside each other.")
    coefficients = [*first, *second]
    bare = _counts(atoms, [1] * len(atoms), elements, len(left))
    full = _counts(atoms, coefficients, elements, len(left))
    off = [e for e, (a, b) in zip(elements, bare, strict=True) if a != b]
    masses = [n * mass_of(f) for n, f in zip(coefficients, (*left, *right), strict=True)]
    return {
        "left": left,
        "right": right,
        "names": [formula.translate(LOWERED) for formula in (*left, *right)],
        "coefficients": coefficients,
        "elements": elements,
        "atoms": [[each.get(element, 0) for element in elements] for each in atoms],
        "bare": bare,
        "full": full,
        "bare_text": f"{_side(left)} → {_side(right)}",
        "text": f"{_side(left, first)} → {_side(right, second)}",
        "typst": f"{_typst(left, first)} -> {_typst(right, second)}",
        "bare_typst": f"{_typst(left)} -> {_typst(right)}",
        "off_said": f"{_names(off)} on the left and on the right do not agree."
        if off
        else "Here they agree already: nothing has to be changed.",
        "coefficients_said": listed([str(n) for n in coefficients]),
        "masses": [round(mass, 2) for mass in masses],
        "mass_texts": [f"{number(mass, 4)} g" for mass in masses],
        "total": number(sum(masses[: len(left)]), 4),
    }


def _counts(
    atoms: list[dict[str, int]], coefficients: list[int], elements: list[str], split: int
) -> list[list[int]]:
    """Atoms of each element on the left and on the right."""

    def side(element: str, part: slice) -> int:
        pairs = zip(coefficients[part], atoms[part], strict=True)
        return sum(n * each.get(element, 0) for n, each in pairs)

    return [[side(e, slice(0, split)), side(e, slice(split, None))] for e in elements]


def _names(elements: list[str]) -> str:
    return listed([NAMES.get(element, element) for element in elements]).capitalize()


def _side(formulas: list[str], coefficients: list[int] | None = None) -> str:
    numbers = coefficients or [1] * len(formulas)
    parts = [
        f"{n if n > 1 else ''}{' ' if n > 1 else ''}{formula.translate(LOWERED)}"
        for n, formula in zip(numbers, formulas, strict=True)
    ]
    return " + ".join(parts)


def _typst(formulas: list[str], coefficients: list[int] | None = None) -> str:
    numbers = coefficients or [1] * len(formulas)
    return " + ".join(
        f"{n if n > 1 else ''} {_typst_formula(formula)}".strip()
        for n, formula in zip(numbers, formulas, strict=True)
    )


def _typst_formula(formula: str) -> str:
    """ "CO2" as upright letters with lowered figures."""
    parts = re.findall(r"([A-Za-z()]+)(\d*)", formula)
    return " ".join(f'"{letters}"' + (f"_{low}" if low else "") for letters, low in parts)
