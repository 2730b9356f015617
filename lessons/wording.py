"""Sentences and parts of sentences for the cards of an outline."""

import re

from lessons.reading import STOP, Reading, clip

PIECE = 210
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = dict(zip("0123456789aehklmnopstx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕₖₗₘₙₒₚₛₜₓ", strict=True))


def pieces(sentence: str, limit: int = PIECE) -> list[str]:
    """A sentence as texts short enough for one card, cut between clauses or else words."""
    if len(sentence) <= limit:
        return [sentence]
    parts: list[str] = [""]
    for chunk in re.split(r"(?<=[,;:])\s+|\s+(?=[–—(])", sentence):
        for word in [chunk] if len(chunk) <= limit else _cut(chunk, limit):
            if len(parts[-1]) + 1 + len(word) > limit:
                parts.append("")
            parts[-1] = f"{parts[-1]} {word}".strip()
    return [part for part in parts if part]


def _cut(chunk: str, limit: int) -> list[str]:
    return [part for word in chunk.split() for part in re.findall(rf".{{1,{limit}}}", word)]


DESCRIBING = (
    "al",
    "ic",
    "ive",
    "ous",
    "ful",
    "able",
    "ible",
    "ary",
    "ar",
    "ent",
    "ant",
    "ing",
    "ed",
)


def headed(terms: list[str], piece: str) -> str:
    """A heading for the statement `piece`, which holds these terms."""
    # Of the frequent words the longest is most often a thing, and not what is done to it.
    longest = max(terms[:3], key=len, default="In its own words")
    if longest.endswith(DESCRIBING):
        # What describes needs the thing that it describes: "statistical physics".
        follows = re.search(rf"\b{re.escape(longest)} ([^\W\d_]{{3,}})", piece)
        if follows and follows[1].casefold() not in STOP:
            longest = f"{longest} {follows[1]}"
    return longest[:1].upper() + longest[1:]


def named(reading: Reading) -> str:
    """The sentence that says what the prompt names."""
    terms = reading.news[:4]
    if len(terms) == 1:
        return f"It names {terms[0]}."
    return f"It names {', '.join(terms[:-1])} and {terms[-1]}."


def written(formula: str) -> str:
    """A formula typed in letters as it is written by hand: x^2 as x², W_net as Wₙₑₜ."""
    formula = re.sub(r"\^(\d)(?!\d)", lambda mark: mark[1].translate(RAISED), formula)

    def lowered(mark: re.Match[str]) -> str:
        low = "".join(LOWERED.get(letter, "?") for letter in mark[1])
        return mark[0] if "?" in low else low

    return re.sub(r"_([a-z0-9]{1,4})(?![a-z0-9])", lowered, formula)


def around(value: str, sentence: str) -> str:
    """The words around a number in its sentence."""
    at = max(0, sentence.find(value))
    start = sentence.rfind(" ", 0, max(0, at - 20)) + 1 if at > 20 else 0
    return ("… " if start else "") + clip(sentence[start:], 52 + len(value))
