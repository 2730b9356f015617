"""How strongly the words of a prompt ask for a lesson."""

import re
import unicodedata
from functools import lru_cache

HEAD = 240
TAIL_WEIGHT = 0.25

# Prompts about people, times and business mean something else than the theorem of that name.
ELSEWHERE = {
    "history of": -6.0,
    "biography": -8.0,
    "life of": -8.0,
    "who was": -8.0,
    "who is": -8.0,
    "invented": -3.0,
    "discovered": -2.0,
    "philosophy": -3.0,
    "poem": -6.0,
    "recipe": -8.0,
    "stock market": -6.0,
    "movie": -6.0,
    "novel": -5.0,
}

SUPERSCRIPTS = str.maketrans({"²": "^2", "³": "^3", "–": "-", "−": "-", "×": "*", "·": "*"})


def normal(text: str) -> str:
    """Lower case, no accents, single spaces; `^`, `=`, `+`, `*`, `/` stay, tight to neighbours."""
    text = unicodedata.normalize("NFKD", text.translate(SUPERSCRIPTS)).casefold()
    text = "".join(mark for mark in text if not unicodedata.combining(mark))
    text = re.sub(r"['’`]s?\b", "", text)
    text = re.sub(r"\s*([\^=+*/])\s*", r"\1", text)
    return " ".join(re.sub(r"[^\w\^=+*/]+", " ", text).split())


def score(prompt: str, keywords: dict[str, float]) -> float:
    """The weights of the phrases found; those far from the start count for little."""
    head, tail = _parts(prompt)
    found = 0.0
    for phrase, weight in (keywords | ELSEWHERE).items():
        pattern = _pattern(phrase)
        if pattern.search(head):
            found += weight
        elif pattern.search(tail):
            found += weight * TAIL_WEIGHT
    return found


@lru_cache(maxsize=64)
def _parts(prompt: str) -> tuple[str, str]:
    text = normal(prompt)
    cut = text.find(" ", HEAD)
    return (text, "") if cut < 0 else (text[:cut], text[cut:])


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    # Word ends on both sides, and a plural or a genitive is the same word.
    return re.compile(rf"(?<!\w){re.escape(normal(phrase))}(?:s|es)?(?!\w)")
