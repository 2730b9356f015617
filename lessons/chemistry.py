"""Chemical equations: read from text, and balanced exactly."""

import re
from fractions import Fraction
from math import gcd, lcm

MASSES = {
    "H": 1.008, "He": 4.003, "Li": 6.94, "B": 10.81, "C": 12.011, "N": 14.007, "O": 15.999,
    "F": 18.998, "Ne": 20.18, "Na": 22.99, "Mg": 24.305, "Al": 26.982, "Si": 28.085, "P": 30.974,
    "S": 32.06, "Cl": 35.45, "Ar": 39.95, "K": 39.098, "Ca": 40.078, "Ti": 47.867, "Cr": 51.996,
    "Mn": 54.938, "Fe": 55.845, "Co": 58.933, "Ni": 58.693, "Cu": 63.546, "Zn": 65.38, "Br": 79.904,
    "Ag": 107.868, "Sn": 118.71, "I": 126.904, "Ba": 137.327, "Hg": 200.592, "Pb": 207.2,
}  # fmt: skip
LOW = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
MOST_SPECIES, MOST_OF_ONE = 6, 30

Atoms = dict[str, int]


class NotAnEquation(ValueError):
    """The text is no chemical equation that can be balanced; the message says why."""


def read_equation(text: str) -> tuple[list[str], list[str]]:
    """The formulas on both sides, without coefficients. Raises `NotAnEquation`."""
    sides = re.split(r"\s*(?:-+>|=+>?|→|⟶|⇌)\s*", text.translate(LOW).strip())
    if len(sides) != 2:
        raise NotAnEquation("an equation has two sides, with an arrow between them")
    both = []
    for side in sides:
        formulas = [re.sub(r"^\s*\d+\s*", "", part).strip() for part in side.split("+")]
        if not all(formulas):
            raise NotAnEquation("a substance is missing")
        for formula in formulas:
            atoms_of(formula)
        both.append(formulas)
    if len(both[0]) + len(both[1]) > MOST_SPECIES:
        raise NotAnEquation(f"it has more than {MOST_SPECIES} substances")
    return both[0], both[1]


def atoms_of(formula: str) -> Atoms:
    """How many atoms of each element a formula has. Raises `NotAnEquation`."""
    stack: list[Atoms] = [{}]
    at = 0
    while at < len(formula):
        match = re.compile(r"([A-Z][a-z]?)(\d{0,2})|(\()|\)(\d{0,2})").match(formula, at)
        if match is None:
            raise NotAnEquation(f"“{formula[:20]}” is no formula")
        at = match.end()
        if match[3]:
            stack.append({})
        elif match[1]:
            if match[1] not in MASSES:
                raise NotAnEquation(f"this library has no element {match[1]}")
            stack[-1][match[1]] = stack[-1].get(match[1], 0) + int(match[2] or 1)
        else:
            if len(stack) < 2:
                raise NotAnEquation(f"a bracket in “{formula[:20]}” is not opened")
            group = stack.pop()
            for element, count in group.items():
                stack[-1][element] = stack[-1].get(element, 0) + count * int(match[4] or 1)
    if len(stack) != 1 or not stack[0] or max(stack[0].values()) > MOST_OF_ONE:
        raise NotAnEquation(f"“{formula[:20]}” is no formula")
    return stack[0]


def balanced(left: list[str], right: list[str]) -> tuple[list[int], list[int]]:
    """The smallest whole coefficients of both sides. Raises `NotAnEquation`."""
    columns = [atoms_of(formula) for formula in left]
    columns += [{e: -n for e, n in atoms_of(formula).items()} for formula in right]
    elements = sorted({element for column in columns for element in column})
    rows = [[Fraction(column.get(element, 0)) for column in columns] for element in elements]
    solution = _kernel(rows, len(columns))
    scale = lcm(*(value.denominator for value in solution))
    whole = [int(value * scale) for value in solution]
    common = gcd(*whole)
    whole = [value // common for value in whole]
    if min(whole) <= 0 or max(whole) > MOST_OF_ONE:
        raise NotAnEquation("no positive whole numbers balance it")
    return whole[: len(left)], whole[len(left) :]


def mass_of(formula: str) -> float:
    """The molar mass in grams."""
    return sum(MASSES[element] * count for element, count in atoms_of(formula).items())


def _kernel(rows: list[list[Fraction]], width: int) -> list[Fraction]:
    """The one solution of the homogeneous equations, its last entry being one."""
    pivots: list[int] = []
    done = 0
    for column in range(width):
        found = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if found is None:
            continue
        rows[done], rows[found] = rows[found], rows[done]
        head = rows[done][column]
        rows[done] = [value / head for value in rows[done]]
        for r in range(len(rows)):
            if r != done and rows[r][column]:
                factor = rows[r][column]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[done], strict=True)]
        pivots.append(column)
        done += 1
    if pivots != list(range(width - 1)):
        raise NotAnEquation("the atoms of both sides do not decide its coefficients")
    return [-rows[r][width - 1] for r in range(width - 1)] + [Fraction(1)]
