"""What of Manim's documentation speaks of the same things as a text: Okapi BM25.

Ours, because it is forty lines and the libraries for it bring numpy into services that have none.
"""

import math
import re
from collections import Counter
from functools import cache

from authors.reference.entry import entry_text, is_there
from authors.reference.index import Index, index

_SATURATION, _LENGTH = 1.5, 0.75
_NAME_WEIGHT = 3
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]{2,}|\d?[A-Z]")
_NAME = re.compile(r"\w+")

# LaTeX is not to be used; the others are Manim's own machinery.
_LEFT_OUT = re.compile(
    r"OpenGL|Tex|Matrix|MathTable|Variable|Title|BulletedList|BraceLabel|BraceText|ArcBrace|"
    r"Camera|Renderer|Manager|SVG|Image|Template|Point?Cloud|PMobject|^P?Group$|^Mobject$"
)


class Search:
    """An index of every class, function and documented method."""

    def __init__(self, manim: Index) -> None:
        self._manim = manim
        self._documents = {name: Counter(words) for name, words in _documents(manim).items()}
        self._lengths = {name: words.total() for name, words in self._documents.items()}
        self._mean = sum(self._lengths.values()) / len(self._lengths)
        spread = Counter(word for words in self._documents.values() for word in words)
        self._rarity = {
            word: math.log(1 + (len(self._documents) - count + 0.5) / (count + 0.5))
            for word, count in spread.items()
        }

    def names(self, text: str, limit: int = 12) -> list[str]:
        """The names most relevant to a text, best first."""
        wanted = set(_words(text))
        scores = {name: self._score(name, wanted) for name in self._documents}
        best = sorted(
            (name for name, score in scores.items() if score > 0), key=lambda n: -scores[n]
        )
        # What the text calls by its name comes first.
        called = [n for n in dict.fromkeys(_NAME.findall(text)) if n in self._documents]
        return list(dict.fromkeys((*called, *best)))[:limit]

    def excerpt(self, text: str, *, characters: int, limit: int = 12) -> str:
        """Entries relevant to a text, within so many characters."""
        chosen: list[str] = []
        for name in self.names(text, limit):
            entry = entry_text(self._manim, name)
            if len(entry) > characters:
                entry = entry_text(self._manim, name, example=False)
            if len(entry) <= characters:
                chosen.append(entry)
                characters -= len(entry) + 2
        return "\n\n".join(chosen)

    def _score(self, name: str, wanted: set[str]) -> float:
        words = self._documents[name]
        norm = _SATURATION * (1 - _LENGTH + _LENGTH * self._lengths[name] / self._mean)
        return sum(
            self._rarity[word] * words[word] * (_SATURATION + 1) / (words[word] + norm)
            for word in wanted & words.keys()
        )


@cache
def search() -> Search:
    """Over the Manim that renders."""
    return Search(index())


def _documents(manim: Index) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in (*manim.functions, *manim.classes):
        if _LEFT_OUT.search(name) or name.startswith("_") or not is_there(manim, name):
            continue
        entry = manim.functions.get(name) or manim.classes[name]
        found[name] = _words(name) * _NAME_WEIGHT + _words(entry.get("doc", ""))
        for method, described in entry.get("methods", {}).items():
            if described.get("doc") and method != "__init__" and not _LEFT_OUT.search(method):
                words = _words(method) * _NAME_WEIGHT + _words(described["doc"])
                found[f"{name}.{method}"] = [*_words(name), *words]
    return found


def _words(text: str) -> list[str]:
    """Words, those of compound names apart and together, without the plural's s."""
    found = []
    for name in _NAME.findall(text):
        parts = [part.lower() for part in _WORD.findall(name)]
        found += [part.rstrip("s") if len(part) > 3 else part for part in parts]
        if len(parts) > 1:
            found.append(name.lower())
    return found
