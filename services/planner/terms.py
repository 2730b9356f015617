"""Whether a plan speaks of what was asked for: the request's own words must occur in it."""

import re
import unicodedata

MOST_TERMS = 12
"""Of a long request the most frequent ones: the rest is how it is to be told."""

ENOUGH = 2 / 3
"""The share that must occur: a plan may put the others in words of its own."""

_WORD = re.compile(r"[^\W\d_][\w'’-]{2,}|\d+(?:\.\d+)?")
_ENDINGS = re.compile(r"(?:ations?|ings?|ities|ity|ical|ies|ied|ed|es|e|s|y)$")
_ROOT = 4


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a request says about the video, and the small words of a sentence.
_IDLE = _set(
    """
    about above across after again against all along also although always among and animate animated
    animation another any are around audience basic beautiful because been before begin beginner
    beginners being below best better between both brief briefly but can children class clear
    clearly concept concepts cool could course create demonstrate describe detail detailed did
    different discuss does done down during each easy educational either elegant else end engaging
    even every everyone example examples explain explained explaining explanation few finally find
    first focus follow following for from fun general get give given good great have having help her
    here high his how however idea ideas illustrate include including interesting intermediate into
    intro introduce introduction intuition intuitive intuitively its itself just keep kids know last
    later learn lecture less lesson let level like long made main make makes making many may mean
    means might minute minutes more most much must need new next nice not nothing now off one only
    other our out over overview own part people perhaps please point present problem provide put
    quick quickly really same say scene scenes school second seconds see short should show shown
    shows simple simply small some something start step steps still student students subject such
    sure take teach tell than that the their them then there these they thing things this those
    through time together too topic two under understand until upon use used useful uses using very
    video videos viewer viewers visual visualise visualize visually want was watch way ways well
    were what when where which while who whole why will with within without work works would write
    year years you your
    """
)


def missing(prompt: str, plan: str) -> list[str]:
    """The request's words that the plan lacks, when they are too many; else nothing."""
    wanted = _terms(prompt)
    present = {_root(word) for word in _words(plan)}
    lacking = [word for root, word in wanted.items() if not _occurs(root, present)]
    return lacking if wanted and len(lacking) > len(wanted) * (1 - ENOUGH) else []


def _terms(prompt: str) -> dict[str, str]:
    """Root -> word of the most frequent significant words, in the order of the text."""
    counted: dict[str, int] = {}
    shown: dict[str, str] = {}
    for word in _words(prompt):
        # Scripts without spaces have no words that could be compared.
        if word not in _IDLE and not word[0].isdigit() and max(word) < "\u2e80":
            root = _root(word)
            counted[root] = counted.get(root, 0) + 1
            shown.setdefault(root, word)
    often = sorted(counted, key=lambda root: -counted[root])[:MOST_TERMS]
    return {root: shown[root] for root in shown if root in often}


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _root(word: str) -> str:
    shorter = _ENDINGS.sub("", word.replace("’s", "").replace("'s", ""))
    return shorter if len(shorter) >= _ROOT else word


def _occurs(root: str, present: set[str]) -> bool:
    if root in present:
        return True
    # Pythagoras and Pythagorean, derivative and derive: one begins like the other.
    head = root[: max(_ROOT, len(root) - 3)]
    return any(
        other.startswith(head) or (root.startswith(other) and len(other) > _ROOT)
        for other in present
    )
