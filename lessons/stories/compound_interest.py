"""Compound interest: the prompt's own capital, rate and years."""

import math
from typing import Any

from lessons.notation import number, typst_number
from lessons.stories.scale import ticks
from lessons.story import Facts

BARS = 12


def story(given: dict[str, Any]) -> Facts:
    """Amounts year by year, with simple interest beside them; doubling times; other periods."""
    capital, percent, years = given["principal"], given["rate"], given["years"]
    rate = percent / 100
    end, simple = capital * (1 + rate) ** years, capital * (1 + rate * years)
    step = max(1, math.ceil(years / BARS))
    shown = sorted({*range(0, years, step), years})
    doubling = math.log(2) / math.log(1 + rate)
    compoundings = [(1, "yearly"), (4, "quarterly"), (12, "monthly"), (365, "daily")]
    amounts = [capital * (1 + rate / n) ** (n * years) for n, _ in compoundings]
    amounts.append(capital * math.exp(rate * years))
    return {
        "principal": _money(capital),
        "rate": number(percent),
        "years": str(years),
        "end": _money(end),
        "simple": _money(simple),
        "gain": _money(end - simple),
        "first_interest": _money(capital * rate),
        "second_interest": _money(capital * (1 + rate) * rate),
        "bar_years": shown,
        "compound": [capital * (1 + rate) ** year for year in shown],
        "linear": [capital * (1 + rate * year) for year in shown],
        "start": capital,
        "growth": rate,
        "law": f"K_n = {typst_number(capital, 6)} dot {typst_number(1 + rate, 6)}^({years}) approx "
        f"{typst_number(end, 6)}",
        "doubling": number(doubling, 3),
        "rule": number(72 / percent, 3),
        "rule_typst": f"72 / {typst_number(percent)} = {typst_number(72 / percent, 3)} approx "
        f"{typst_number(doubling, 3)}",
        "doubling_time": doubling,
        "doubling_ticks": ticks(0, 4.2 * doubling, 5),
        "names": [*[name for _, name in compoundings], "at every moment"],
        "amounts": amounts,
        "amounts_said": [_money(amount) for amount in amounts],
        "most": _money(amounts[-1]),
        "extra": _money(amounts[-1] - amounts[0]),
        "limit": f"lim_(n -> infinity) (1 + {typst_number(rate, 6)}/n)^n = "
        f"e^({typst_number(rate, 6)}) approx {typst_number(math.exp(rate), 6)}",
    }


def _money(amount: float) -> str:
    if amount >= 1e7:
        return number(amount, 5)
    text = f"{amount:,.0f}" if amount >= 1000 else f"{amount:.2f}"
    return text.replace(",", " ")
