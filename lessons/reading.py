"""Reads a prompt: its title, sentences, lists, comparisons, definitions, formulas, numbers."""

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lessons.glyphs import code_points, drawable

MAX_READ = 20_000
STOP_WORDS = (
    "compare contrast comparison versus vs difference differences "
    "a about above after again all also although am an and animate animation another any are as "
    "at be because been before being below between both but by can cannot could create detail "
    "describe did do does doing down during each either etc every explain explained explaining "
    "few first for from further gives give had has have having he her here hers him his how i "
    "if in into is it its itself just last let like made make makes many may me might more most "
    "much must my next no nor not now of off often on once one only or other others our out "
    "over own per please same second several shall she should show showing shows simple simply "
    "since so some something such tell than that the their them then there these they thing "
    "things third this those through to too two under until up upon us use used using very via "
    "video want was way we were what when where whether which while who whom whose why will "
    "with within without would you your yours short lesson scene scenes step steps finally "
    "using uses states gives called allows helps finding based works applied classified least "
    "contain contains across done total given regardless found put known depends widely"
)
STOP = frozenset(STOP_WORDS.split())
ASKING = re.compile(
    r"^(?:(?:please|kindly|can you|could you|i want|i need|we need)\s+)*"
    r"(?:(?:make|create|generate|produce|animate|show|give|write|do)\s+(?:me\s+|us\s+)?"
    r"(?:an?\s+)?(?:short\s+|simple\s+|brief\s+)?(?:video|animation|lesson|explanation|film|clip)?"
    r"\s*(?:about|on|of|for|that explains|explaining|showing)\s+"
    r"|(?:explain|describe|teach me|teach|illustrate|visualise|visualize|introduce|show me|"
    r"tell me about|discuss|summarise|summarize|outline)\s*:?\s+(?:to me\s+)?(?:about\s+)?)",
    re.IGNORECASE,
)
FORMULA = re.compile(r"[^\s,;:]*(?:\s*[=≈≤≥<>≠→∝+\-−*/×·^]\s*[^\s,;:=]+)*\s*[=≈≤≥∝≠]\s*[^,;:?!]+")
NUMBER = re.compile(
    r"(?<![\w.])[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?:\s?%|\s?°C?|\s?(?:km|kg|cm|mm|m/s|ms|m|s|g)\b|(?!\w))"
)
DEFINES = re.compile(
    r"^(?P<term>(?:[Aa]n?\s|[Tt]he\s)?[^,.;:()]{2,48}?(?:\s\([^()]{1,12}\))?)\s+(?:is|are|means|"
    r"refers to|denotes|consists of|describes|states that)\s+(?P<meaning>(?!(?:equal|directly|also|"
    r"not|proportional|similar|subjected|used|put|found|given|called|very|often)\b).{8,})$"
)
EMPHASIS = re.compile(r"(?<![\w*])\*{1,2}(\S(?:[^*\n]*[^*\s])?)\*{1,2}(?![\w*])")
NAMED = re.compile(r"^(?P<name>[^:.!?,;]{3,60}):\s+(?P<rest>\S.{19,})$")
VERSUS = (
    re.compile(r"\b(?P<a>[\w'’ -]{2,40}?)\s+(?:vs\.?|versus|compared (?:to|with))\s+"
               r"(?P<b>[\w'’ -]{2,40})", re.IGNORECASE),
    re.compile(r"\b(?:differences?|comparison)\s+between\s+(?P<a>[\w'’ -]{2,40}?)\s+and\s+"
               r"(?P<b>[\w'’ -]{2,40})", re.IGNORECASE),
    re.compile(r"\bcompare\s+(?P<a>[\w'’ -]{2,40}?)\s+(?:and|with|to)\s+(?P<b>[\w'’ -]{2,40})",
               re.IGNORECASE),
)  # fmt: skip
BULLET = re.compile(r"^\s*(?:[-*•–]|(?P<number>\d{1,2})[.)]|\(\d{1,2}\)|[a-z]\))\s+(?P<item>.+)$")
ENUMERATION = re.compile(r"(?:[^,;:.!?]{1,60},\s+)+(?:and |or )?[^,;:.!?]{1,60}")


@dataclass(frozen=True)
class Enumeration:
    """Things that the prompt lists, and the words that lead to them."""

    lead: str
    items: list[str]
    ordered: bool


@dataclass
class Reading:
    """What a prompt says, as drawable text."""

    title: str
    seed: list[int]
    length: int
    sentences: list[str] = field(default_factory=list)
    lists: list[Enumeration] = field(default_factory=list)
    versus: list[tuple[str, str]] = field(default_factory=list)
    definitions: list[tuple[str, str]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    numbers: list[tuple[str, str]] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    counts: list[tuple[str, int]] = field(default_factory=list)

    @property
    def news(self) -> list[str]:
        """The terms that the title does not say already; all of them if it says all."""
        title = set(self.title.casefold().split())
        found = [term for term in self.terms if not set(term.casefold().split()) <= title]
        return found if len(found) > 1 else self.terms


def clip(text: str, limit: int) -> str:
    """`text` cut at a word so that it has at most `limit` characters, with dots where cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:-") + "…"


def read(prompt: str) -> Reading:
    """Read `prompt`; whatever it is, the reading has a title and at least one term."""
    raw = prompt[:MAX_READ]
    drawn = (drawable(EMPHASIS.sub(r"\1", line)) for line in raw.splitlines())
    lines = [line for line in drawn if _has_letters(line)]
    seed = list(hashlib.sha256(prompt.encode("utf-8", "surrogatepass")).digest()[:8])
    if not lines:
        points = code_points(prompt, 12)
        title = f"A prompt of {len(prompt)} characters"
        return Reading(title=title, seed=seed, length=len(prompt), terms=points or ["prompt"])
    prose, lists = _split_lists(lines)
    name, prose = _named(prose)
    sentences = _distinct(s for line in prose for s in _sentences(line))
    title = _title(sentences or [item for one in lists for item in one.items])
    reading = Reading(title=title, seed=seed, length=len(prompt), sentences=sentences, lists=lists)
    for number, sentence in enumerate(sentences):
        _read_sentence(sentence, reading)
        if name and number == 1 and sentence[0].islower():
            # "Poiseuille's law: the rate of flow": what follows the name says what it is.
            reading.definitions.insert(0, (name, sentence.rstrip(" .")))
    everything = " . ".join([*sentences, *(item for one in lists for item in one.items)])
    reading.counts = _counts(everything)
    reading.terms = _terms(everything, reading.counts) or [clip(title, 24)]
    return reading


def bare_of(sentence: str) -> str:
    """A sentence without the words that only ask for a video."""
    return ASKING.sub("", sentence).strip(" .:;,!")


def _named(prose: list[str]) -> tuple[str, list[str]]:
    """ "Hash table: A table that ..." as a name and what is said of it; else no name."""
    match = NAMED.match(prose[0]) if prose else None
    if match is None or not bare_of(match["name"] + " x").removesuffix("x").strip():
        return "", prose
    listed = match["rest"][0].islower() and match["rest"].count(",") > 1
    if listed or any(pattern.search(match["name"]) for pattern in VERSUS):
        return "", prose
    return match["name"].strip(), [match["name"].strip(), match["rest"], *prose[1:]]


def _has_letters(line: str) -> bool:
    return any(mark.isalnum() for mark in line)


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _sentences(line: str) -> list[str]:
    parts = re.split(
        r"(?<=[.!?])[\"'”’)]?\s+(?=[\"'“(]?[^\Wa-z_])|(?<=\w\w:)\s+(?=[A-Z]\w+ \w+ \w+)"
        r"|(?<=[a-z]{3}\.)(?<!\betc\.)\s+(?=[a-z]{2})",
        line,
    )
    return [part.strip() for part in parts if _has_letters(part)]


def _split_lists(lines: list[str]) -> tuple[list[str], list[Enumeration]]:
    prose: list[str] = []
    lists: list[Enumeration] = []
    items: list[str] = []
    ordered = False

    def close() -> None:
        if len(items) > 1:
            lead = prose[-1].rstrip(": ") if prose and prose[-1].endswith(":") else ""
            lists.append(Enumeration(lead, list(items), ordered))
        else:
            prose.extend(items)
        items.clear()

    for line in lines:
        match = BULLET.match(line)
        if match:
            ordered = match["number"] is not None
            items.append(match["item"].strip())
        else:
            close()
            prose.append(line)
    close()
    return prose, lists


def _title(sentences: list[str]) -> str:
    first = sentences[0]
    bare = bare_of(first)
    bare = bare if _has_letters(bare) else first
    return clip(bare[:1].upper() + bare[1:], 80)


def _read_sentence(sentence: str, reading: Reading) -> None:
    told = ASKING.sub("", sentence)
    for pattern in VERSUS:
        match = pattern.search(told)
        if match:
            pair = (_side(match["a"], last=True), _side(match["b"], last=False))
            if all(pair) and pair not in reading.versus:
                reading.versus.append(pair)
            break
    defined = DEFINES.match(sentence.rstrip("."))
    if defined and not _asks(sentence):
        term = re.sub(
            r"\s+(?:essentially|basically|simply|usually|often|also)$", "", defined["term"]
        )
        reading.definitions.append((term.strip(), defined["meaning"].strip()))
    if "=" in sentence or any(sign in sentence for sign in "≈≤≥∝≠"):
        match = FORMULA.search(sentence)
        if match and 3 <= len(match[0].strip()) <= 60:
            reading.formulas.append(match[0].strip(" ."))
    for number in NUMBER.findall(sentence)[:3]:
        if len(reading.numbers) < 12 and number.strip() not in dict(reading.numbers):
            reading.numbers.append((number.strip(), sentence))
    listed = ENUMERATION.search(told)
    if listed and len(reading.lists) < 8:
        items = _items(listed[0])
        if 3 <= len(items) <= 8 and all(len(item.split()) <= 6 for item in items):
            before = told.find(items[0], listed.start())
            lead = clip(told[: max(before, listed.start())].strip(" :,"), 60)
            reading.lists.append(Enumeration(lead, items, _is_order(sentence)))


def _asks(sentence: str) -> bool:
    return sentence.endswith("?") or bool(
        re.match(r"(?:what|why|how|who|when|where|which|if|there|it|this|that|these|those)\b",
                 sentence, re.IGNORECASE)
    )  # fmt: skip


def _side(text: str, *, last: bool) -> str:
    text = re.sub(
        r"^\s*(?:compare|contrast|explain|why|how|is|are)\b", "", text, flags=re.IGNORECASE
    )
    cut = r"\b(?:of|for|in|on|the|a|an|between)\b" if last else r"\b(?:in|for|on|and|with)\b"
    parts = [part.strip() for part in re.split(cut, text) if part.strip()] or [""]
    return clip(parts[-1] if last else parts[0], 32)


def _items(text: str) -> list[str]:
    parts = re.split(r",\s+(?:and |or )?", text)
    # "Plants take in light, water and air": the first thing is the end of its clause.
    clause = parts[0].split()
    stops = [at for at, word in enumerate(clause[:-1]) if word.casefold() in STOP]
    if stops:
        clause = clause[stops[-1] + 1 :]
    parts[0] = " ".join(clause[-2:] if len(clause) > 3 else clause)
    tail = re.split(r"\s+(?:and|or)\s+", parts[-1], maxsplit=1)
    return _distinct(clip(part.strip(" ."), 60) for part in [*parts[:-1], *tail] if part.strip())


def _is_order(sentence: str) -> bool:
    return bool(re.search(r"\b(?:first|then|next|finally|step|stage|phase)s?\b", sentence.lower()))


def _tokens(text: str) -> list[str]:
    found = re.findall(r"[^\W\d_][\w'’-]*", text)
    return [re.sub(r"['’]s?$", "", word) for word in found]


def _counts(text: str) -> list[tuple[str, int]]:
    """Words that carry meaning, the most frequent first, in their first spelling."""
    seen: dict[str, str] = {}
    tally: Counter[str] = Counter()
    for word in _tokens(text):
        key = word.casefold()
        if len(word) > 2 and key not in STOP and not (len(word) > 5 and key.endswith("ly")):
            seen.setdefault(key, word)
            tally[key] += 1
    return [(seen[key], count) for key, count in tally.most_common(40)]


def _terms(text: str, counts: list[tuple[str, int]]) -> list[str]:
    """Two-word names that recur or are capitalised, then the frequent single words."""
    pairs: Counter[str] = Counter()
    for first, second in itertools.pairwise(text.split()):
        word = _tokens(second)[0] if _tokens(second) else ""
        known = {first.casefold(), word.casefold()} & STOP
        if first.isalpha() and len(word) > 2 and len(first) > 2 and not known:
            # Two capitals make a name at once; other pairs have to be said twice.
            pairs[f"{first} {word}"] += 2 if first[0].isupper() and word[0].isupper() else 1
    names = [pair for pair, count in pairs.most_common(4) if count > 1]
    inside = " ".join(names).split()
    singles = [word for word, _ in counts if word not in inside]
    return list(dict.fromkeys(clip(term, 24) for term in [*names, *singles]))[:24]
