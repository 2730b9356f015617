"""Reads a lesson's parameters from a prompt, by the patterns that its lesson.toml declares.

A pattern is a regular expression with places: "legs? {a} and {b}". What a place takes is decided
by its parameter's schema: a number, a list, a function of x, one of the words of an enum.
"""

import math
import re
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from lessons.chemistry import NotAnEquation, read_equation
from lessons.functions import NotAFunction, coefficients, read_function
from lessons.parameters import Schema, Values

READ = 3000
"""Characters of a prompt in which parameters are looked for."""

SIGNS = str.maketrans({"−": "-", "–": "-", "×": "*", "·": "*", "’": "'", "\u00a0": " "})
COUNTED = "one two three four five six seven eight nine ten eleven twelve"
WORDS = {word: number for number, word in enumerate(COUNTED.split(), start=1)}
_PLAIN = r"-?(?:\d+(?:\.\d+)?|\.\d+)"
_NUMBER = (
    r"(?<![\w.])(?:-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d+(?![\d,])|\d+(?:\.\d+)?|\.\d+)"
    r"(?:e-?\d+(?!\w)|\s?\*\s?10\^-?\d+)?"
    r"(?:\s?\*?\s?(?:pi\b|π)(?:/\d+)?)?|-?(?:pi\b|π)(?:/\d+)?|(?:" + "|".join(WORDS) + r")\b)"
)
_LIST = rf"[\[({{]?\s*{_PLAIN}(?:(?:\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s+){_PLAIN})+\s*[\])}}]?"
_POINT = rf"[(\[]\s*{_PLAIN}\s*[,;|\s]\s*{_PLAIN}\s*[)\]]"
_POINTS = rf"{_POINT}(?:\s*(?:,|;|and|\s)\s*(?:and\s+)?{_POINT})+"
_FUNCTION = (
    r"(?:[-+0-9.^²³⁴⁵⁶⁷⁸⁹*/()√π\s]|x(?![a-z])|(?<![a-z])e(?=\s*[-+*/^)]|\s|$)"
    r"|(?<![a-z])(?:sin|cos|exp|sqrt|ln|log)(?![a-wyz])|(?<![a-z])pi(?![a-wyz]))+"
)


_SUBSTANCE = r"(?>\d{0,2}\s?(?-i:[A-Z])[A-Za-z0-9₀-₉()]{0,20})"
# Bounded in every part: a prompt may be long and made to take time.
_SIDE = rf"{_SUBSTANCE}(?:\s{{0,3}}\+\s{{0,3}}{_SUBSTANCE}){{0,5}}"
_EQUATION = rf"(?<![\w+]){_SIDE}\s{{0,3}}(?:-{{1,3}}>|={{1,2}}>?|→|⟶|⇌)\s{{0,3}}{_SIDE}"


class Read(BaseModel):
    """One way in which a prompt may give parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str
    weight: float = Field(default=0, description="How much it says that this lesson is meant.")
    times: float = Field(default=1, description="What a number is multiplied by: units.")
    over: float = Field(default=0, description="With it a number n means `over / n`: 1 in n.")
    minus: float = Field(default=0, description="With it a number n means `minus - n`.")
    degree: int = Field(default=0, description="Only polynomials of this degree are taken.")
    gives: dict[str, str | float] = Field(
        default_factory=dict, description="Values in other words."
    )


class Found(BaseModel):
    """What a prompt gives: raw values, not yet brought into their ranges."""

    values: dict[str, Any]
    weight: float


def read_parameters(prompt: str, properties: dict[str, Schema], reads: list[Read]) -> Found:
    """The parameters that the prompt gives; the first pattern that reads a parameter decides."""
    text = prompt[:READ].translate(SIGNS)
    values: Values = {}
    weight = 0.0
    for read in reads:
        for match in _pattern(read.pattern, _places(properties)).finditer(text):
            found = _values(match, properties, read)
            if found is not None:
                weight += read.weight
                values = {**found, **values}
                break
    return Found(values=values, weight=weight)


def _values(match: re.Match[str], properties: dict[str, Schema], read: Read) -> Values | None:
    found: Values = dict(read.gives)
    for name, text in match.groupdict().items():
        if text is None:
            continue
        try:
            found[name] = _value(properties[name], text, read)
        except (ValueError, ZeroDivisionError, OverflowError):
            return None
    return found


def _value(schema: Schema, text: str, read: Read) -> Any:
    match schema["type"]:
        case "number" | "integer":
            value = _number(text) * read.times
            value = read.over / value if read.over else value
            value = read.minus - value if read.minus else value
            value = round(value, 9)
            return round(value) if schema["type"] == "integer" else value
        case "array" if schema["items"]["type"] == "array":
            flat = [float(part) for part in re.findall(_PLAIN, text)]
            return [list(pair) for pair in zip(flat[::2], flat[1::2], strict=True)]
        case "array":
            parts = [float(part) for part in re.findall(_PLAIN, text)]
            whole = schema["items"]["type"] == "integer"
            return [round(part) if whole else part for part in parts]
        case _ if "enum" in schema:
            words = " ".join(text.casefold().split())
            return next(word for word in schema["enum"] if word.casefold() == words)
    return _equation(text) if schema.get("format") == "equation" else _function(text, read.degree)


def _number(text: str) -> float:
    text = text.strip().casefold()
    if text in WORDS:
        return WORDS[text]
    factor = 1.0
    if circle := re.search(r"\*?\s?(?:pi|π)(?:/(\d+))?$", text):
        factor = math.pi / float(circle[1] or 1)
        text = text[: circle.start()].strip()
        text = "1" if text == "" else "-1" if text == "-" else text
    text = re.sub(r"\s?\*\s?10\^", "e", text)
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    value = float(text.replace(",", ".")) * factor
    if not math.isfinite(value):
        raise ValueError(f"{text} is no finite number")
    return value


def _function(text: str, degree: int) -> str:
    """The longest start of `text` that is a function of x."""
    text = text.strip()
    for end in range(min(len(text), 60), 0, -1):
        start = text[:end].rstrip()
        if "x" not in start:
            break
        try:
            terms = read_function(start)
        except NotAFunction:
            continue
        if degree and len(coefficients(terms) or []) != degree + 1:
            break
        return start
    raise ValueError("no function of x")


def _equation(text: str) -> str:
    """The equation in it; a last word that belongs to the sentence is left out."""
    text = " ".join(text.split())[:80]
    for end in (len(text), text.rfind(" ")):
        try:
            read_equation(text[: max(end, 0)])
        except NotAnEquation:
            continue
        return text[:end]
    raise ValueError("no chemical equation")


def _places(properties: dict[str, Schema]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _place(schema)) for name, schema in properties.items())


def _place(schema: Schema) -> str:
    match schema["type"]:
        case "number" | "integer":
            return _NUMBER
        case "array" if schema["items"]["type"] == "array":
            return _POINTS
        case "array":
            return _LIST
        case _ if "enum" in schema:
            words = sorted(schema["enum"], key=len, reverse=True)
            return "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in words)
    return _EQUATION if schema.get("format") == "equation" else _FUNCTION


@lru_cache(maxsize=512)
def _pattern(pattern: str, places: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    text = pattern.replace(" ", r"\s*")
    for name, place in places:
        text = text.replace(f"{{{name}}}", f"(?P<{name}>{place})", 1)
    return re.compile(text, re.IGNORECASE)
