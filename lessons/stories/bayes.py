"""Bayes: the prompt's own illness and test, in a thousand people."""

from typing import Any

from lessons.notation import number, typst_number
from lessons.story import Facts, Impossible

PEOPLE = 1000
ORDINALS = ("before", "1st positive", "2nd positive", "3rd positive")


def story(given: dict[str, Any]) -> Facts:
    """Counts of people, chances in percent, and the odds after each positive test."""
    prior, hit, false = (
        given["prevalence"] / 100,
        given["sensitivity"] / 100,
        given["false_positives"] / 100,
    )
    ill = round(PEOPLE * prior)
    found, alarms = round(ill * hit), round((PEOPLE - ill) * false)
    if found + alarms == 0:
        raise Impossible("With these numbers nobody of a thousand people tests positive.")
    ratio = hit / false
    chances = [_after(prior, ratio, times) for times in range(4)]
    after = chances[1]
    top, bottom = hit * prior, hit * prior + false * (1 - prior)
    return {
        "prevalence": number(given["prevalence"]),
        "sensitivity": number(given["sensitivity"]),
        "false": number(given["false_positives"]),
        "ill": str(ill),
        "healthy": str(PEOPLE - ill),
        "found": str(found),
        "alarms": str(alarms),
        "positive": str(found + alarms),
        "counts": [ill, found, alarms],
        "after": _percent(after) if after > 0.02 else f"{100 * after:.1f}",
        "share": _share(found, found + alarms),
        "chances": [prior, hit, false],
        "half": f"{100 * 0.5 * hit / (0.5 * hit + 0.5 * false):.0f}",
        "start": "30" if not 0.2 <= prior <= 0.4 else "10",
        "ratio": number(ratio, 3),
        "ratio_worked": f"{typst_number(hit)} / {typst_number(false)} "
        f"{'=' if abs(ratio - round(ratio, 2)) < 1e-9 else 'approx'} {typst_number(ratio, 3)}",
        "beliefs": chances,
        "odds": [_odds(chance) for chance in chances],
        "odds_first": _odds(chances[0]),
        "steps": [
            f"So it multiplies the odds by {number(ratio, 3)}: now {_percent(chances[1])} percent.",
            f"A second, independent positive: {_percent(chances[2])} percent.",
            f"A third one: {_percent(chances[3])} percent of such people are ill.",
        ],
        "verdict": _verdict(found, alarms, after),
        "worked": f"({typst_number(hit)} dot {typst_number(prior)})/"
        f"({typst_number(hit)} dot {typst_number(prior)} + {typst_number(false)} dot "
        f"{typst_number(1 - prior)}) = {typst_number(top)}/{typst_number(bottom)} "
        f"approx {typst_number(after, 3)}",
        "area_worked": f"{typst_number(top)}/({typst_number(top)} + "
        f"{typst_number(false * (1 - prior))}) approx {typst_number(100 * after, 3)} %",
    }


def _share(found: int, positive: int) -> str:
    return f"{found}/{positive} approx {typst_number(100 * found / positive, 3)} %"


def _after(prior: float, ratio: float, times: int) -> float:
    odds = prior / (1 - prior) * ratio**times
    return odds / (1 + odds)


def _percent(chance: float) -> str:
    """Never "100 percent", which would be certainty."""
    for digits in (0, 1, 2, 4):
        text = f"{100 * chance:.{digits}f}"
        if float(text) not in (0.0, 100.0):
            return text
    return "over 99.99"


def _odds(chance: float) -> str:
    """The odds as "1 : 99", or "10 : 1" where they are in favour."""
    odds = chance / (1 - chance)
    if odds >= 1:
        return f"{number(odds, 3)} : 1"
    return f"1 : {number(1 / odds, 3)}"


def _verdict(found: int, alarms: int, after: float) -> str:
    if found < alarms:
        return f"Most of them are healthy: only {found} of {found + alarms} are ill."
    return f"{found} of these {found + alarms} are ill: about {_percent(after)} percent."
