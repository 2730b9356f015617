"""What helps to mend a rejected program: the lines at fault, what Manim has, how far to go."""

import re
from pathlib import Path
from typing import Literal

from authors.prompts import Prompts
from authors.reference.entry import entry_text, is_there
from authors.reference.index import Index, index
from shared.contracts.code import EarlierRejection, RejectedAttempt

Strategy = Literal["mend", "rewrite", "simplify"]

PROMPTS = Prompts(Path(__file__).parent / "prompts")

REFERENCE_LIMIT = 2_500
"""Characters of documentation in one repair."""

_MOST_NAMES = 4
_MOST_LINES = 6
_AROUND = 2
_LINE = re.compile(r"\bline (\d+)\b")
_WORD = re.compile(r"[A-Za-z_]\w*(?:\.[a-z_]\w*)?")


def correction(rejected: RejectedAttempt, *, manim: Index | None = None) -> str:
    """The part of the prompt that speaks of the last attempt."""
    if rejected.code is None:
        return PROMPTS.fill("unusable", error=rejected.error)
    if rejected.kind == "answer":
        before = rejected.earlier[-1].error if rejected.earlier else "it was not finished"
        return PROMPTS.fill(
            "unanswered", error=rejected.error, code=rejected.code.rstrip(), before=before
        )
    advice = Path("kinds", rejected.kind or "")
    has_advice = (PROMPTS.folder / advice).with_suffix(".md").is_file()
    parts = [
        lines_at_fault(rejected),
        PROMPTS.fill(str(advice)) if has_advice else "",
        reference(rejected, manim or index()),
        PROMPTS.fill(strategy(rejected)),
    ]
    return PROMPTS.fill(
        "rejected",
        code=rejected.code.rstrip(),
        error=rejected.error,
        help="\n\n".join(part for part in parts if part),
    )


def strategy(rejected: RejectedAttempt) -> Strategy:
    """Decided by the history alone: what did not help twice will not help again."""
    same = 1
    for earlier in reversed(rejected.earlier):
        if not _is_same(earlier, rejected):
            break
        same += 1
    return "mend" if same < 2 else "rewrite" if same == 2 else "simplify"


def lines_at_fault(rejected: RejectedAttempt) -> str:
    """With the lines around them, unless the error shows them already."""
    lines = (rejected.code or "").splitlines()
    if " | " in rejected.error:
        return ""
    numbers = [rejected.line] if rejected.line else []
    numbers += [int(number) for number in _LINE.findall(rejected.error)]
    faulty = [n for n in dict.fromkeys(numbers) if 0 < n <= len(lines)][:_MOST_LINES]
    shown = {at for n in faulty for at in range(n - _AROUND, n + _AROUND + 1)}
    text = [
        f"{'>' if number in faulty else ' '} {number:3} | {line}"
        for number, line in enumerate(lines, start=1)
        if number in shown
    ]
    return "The lines:\n" + "\n".join(text) if text else ""


def reference(rejected: RejectedAttempt, manim: Index) -> str:
    """The entries of those names that the error and the lines at fault speak of."""
    lines = (rejected.code or "").splitlines()
    numbers = [rejected.line, *map(int, _LINE.findall(rejected.error))]
    faulty = [lines[n - 1] for n in dict.fromkeys(numbers) if n and n <= len(lines)]
    said = _WORD.findall("\n".join((rejected.error.partition("\n")[0], *faulty)))
    names = [name for name in dict.fromkeys(said) if is_there(manim, name)][:_MOST_NAMES]
    room, entries = REFERENCE_LIMIT, []
    for name in names:
        entry = entry_text(manim, name)
        if len(entry) > room:
            entry = entry_text(manim, name, example=False)
        if len(entry) <= room:
            entries.append(entry)
            room -= len(entry)
    return "What Manim has:\n" + "\n\n".join(entries) if entries else ""


def _is_same(earlier: EarlierRejection, now: RejectedAttempt) -> bool:
    return earlier.kind == now.kind and _gist(earlier.error) == _gist(now.error)


def _gist(error: str) -> str:
    """The first line, wherever in the program it happened."""
    return re.sub(r"\d+", "#", error.partition("\n")[0][:200]).strip().lower()
