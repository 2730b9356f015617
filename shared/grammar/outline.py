"""The outline as text: what clients read, post back, and what models answer.

    <SCENE_OUTLINE>
        <SCENE_1>
        Scene Title: ...
        Scene Purpose: ...
        Scene Description: ...
        Scene Layout: ...
        </SCENE_1>
        ...
    </SCENE_OUTLINE>

Written exactly like this, read with patience: fields as text lines or as nested tags, in any case
and order, inside code fences, after reasoning.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import zip_longest

from pydantic import ValidationError

from shared.contracts.plan import SceneOutline
from shared.grammar.answers import shorten, without_fences, without_reasoning

TITLE_LIMIT = 200
TEXT_LIMIT = 1_500
"""Characters of a field: twenty scenes must fit into one message, with room to spare."""

MOST_SCENES = 20
LONGEST_SCENE = 300.0

_LABELS = {
    "title": "Scene Title",
    "purpose": "Scene Purpose",
    "description": "Scene Description",
    "layout": "Scene Layout",
    "key_terms": "Key Terms",
    "formulae": "Formulae",
    "target_seconds": "Target Seconds",
}
_OTHER_NAMES = {"formulas": "formulae", "duration": "target_seconds"}
_FIELD = "|".join(name.replace("_", r"[\s_-]*") for name in (*_LABELS, *_OTHER_NAMES))
_LABEL = re.compile(
    rf"^[\s>#*_`•-]*(?:scene[\s_-]*)?(?P<field>{_FIELD})[*_`\s]*[:\uff1a](?:[*_`]+(?=\s|$))?[ \t]*",
    re.IGNORECASE,
)
_FIELD_TAG = re.compile(rf"<(?P<end>/?)\s*(?:scene[\s_-]*)?(?P<field>{_FIELD})\s*>", re.IGNORECASE)
_OUTLINE_OPEN = re.compile(r"<\s*scene[\s_-]*outline\s*>", re.IGNORECASE)
_OUTLINE_CLOSE = re.compile(r"<\s*/\s*scene[\s_-]*outline\s*>", re.IGNORECASE)
_SCENE_OPEN = re.compile(r"<\s*scene[\s_-]*(?P<number>\d{1,4})\s*>", re.IGNORECASE)
_SCENE_CLOSE = re.compile(r"<\s*/\s*scene[\s_-]*\d{1,4}\s*>", re.IGNORECASE)
_VIDEO_TITLE = re.compile(
    r"<\s*video[\s_-]*title\s*>(?P<tag>[^<]+)<\s*/"
    r"|^[ \t#*]*video[\s_-]*title[*\s]*[:\uff1a][*\s]*(?P<line>.+)$",
    re.IGNORECASE | re.MULTILINE,
)
_TAG_LIKE = re.compile(
    rf"<(?=\s*/?\s*(?:scene|video[\s_-]*title|think|reasoning|scratchpad|{_FIELD}))",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(amp|lt|gt|quot|apos);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_BULLET = re.compile(r"^[*•-]\s+")
_TERMS_IN_A_LINE = re.compile(r"\s*;\s*|\s*,\s+")
# Formulae hold commas and bars of their own.
_FORMULAE_IN_A_LINE = re.compile(r"\s*;\s+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class NotAnOutline(ValueError):
    """The text holds no outline; the message says what is missing and where."""


@dataclass(frozen=True)
class Outline:
    """What a text says. `title` is the video's, None where the text names none."""

    scenes: tuple[SceneOutline, ...]
    title: str | None = None


def write_outline(scenes: tuple[SceneOutline, ...]) -> str:
    """The outline as text, a field a line; references are not part of it."""
    lines = ["<SCENE_OUTLINE>"]
    for scene in scenes:
        lines += [f"    <SCENE_{scene.number}>", *_lines(scene), f"    </SCENE_{scene.number}>"]
    lines.append("</SCENE_OUTLINE>")
    return "\n".join(lines)


def read_outline(text: str) -> Outline:
    """The scenes of a text, by number. Raises `NotAnOutline`."""
    answer = without_fences(without_reasoning(text))
    scenes: dict[int, SceneOutline] = {}
    for number, body in _bodies(_last_outline(answer)):
        if number in scenes:
            raise NotAnOutline(f"scene {number} occurs twice")
        scenes[number] = _scene(number, body)
    if not scenes:
        raise NotAnOutline(
            "no scene found: expected <SCENE_OUTLINE> with <SCENE_1>, <SCENE_2>, ... in it"
        )
    title = _VIDEO_TITLE.search(answer)
    return Outline(
        scenes=tuple(scenes[number] for number in sorted(scenes)),
        title=_value(title["tag"] or title["line"], TITLE_LIMIT) if title else None,
    )


def read_scene(text: str, number: int) -> SceneOutline:
    """One scene, as clients post it: in its tags, within an outline, as bare fields, or as prose.

    Raises `NotAnOutline` when the text has other scenes only.
    """
    if _SCENE_OPEN.search(text):
        scenes = {scene.number: scene for scene in read_outline(text).scenes}
        if number in scenes:
            return scenes[number]
        if len(scenes) > 1:
            numbers = ", ".join(map(str, scenes))
            raise NotAnOutline(f"there is no scene {number} in the outline, only {numbers}")
        return next(iter(scenes.values())).model_copy(update={"number": number})
    body = without_fences(without_reasoning(text))
    if not _read_fields(body):
        body = f"Scene Description: {' '.join(body.split())}"
    if not _read_fields(body).get("title"):
        body = f"Scene Title: Scene {number}\n{body}"
    return _scene(number, body)


def _lines(scene: SceneOutline) -> list[str]:
    lines = [
        f"    {_LABELS[name]}: {_escaped(getattr(scene, name))}".rstrip()
        for name in ("title", "purpose", "description", "layout")
    ]
    for name in ("key_terms", "formulae"):
        items = [f"    - {_escaped(item)}" for item in getattr(scene, name)]
        lines += [f"    {_LABELS[name]}:", *items] if items else []
    if scene.target_seconds:
        lines.append(f"    {_LABELS['target_seconds']}: {scene.target_seconds:g}")
    return lines


def _last_outline(text: str) -> str:
    """A model that drafts first means its last outline. Without the outer tags, all is one."""
    closed = [match.start() for match in _OUTLINE_CLOSE.finditer(text)]
    scenes = [match.start() for match in _SCENE_OPEN.finditer(text)]
    for opened in reversed(list(_OUTLINE_OPEN.finditer(text))):
        start = opened.end()
        end = _first(closed, start, otherwise=len(text))
        if _first(scenes, start, otherwise=end) < end:
            return text[start:end]
    return text


def _first(positions: list[int], start: int, *, otherwise: int) -> int:
    """The first of the sorted positions that is not before `start`."""
    found = bisect_left(positions, start)
    return positions[found] if found < len(positions) else otherwise


def _bodies(outline: str) -> list[tuple[int, str]]:
    """(number, text) of each scene; one that is never closed ends where the next begins."""
    opened = list(_SCENE_OPEN.finditer(outline))
    bodies = []
    for match, following in zip_longest(opened, opened[1:]):
        end = following.start() if following else len(outline)
        closed = _SCENE_CLOSE.search(outline, match.end(), end)
        body = outline[match.end() : closed.start() if closed else end]
        bodies.append((int(match["number"]), body))
    return bodies


def _scene(number: int, body: str) -> SceneOutline:
    if not 1 <= number <= MOST_SCENES:
        raise NotAnOutline(f"scenes are numbered from 1 to {MOST_SCENES}, found {number}")
    found = _read_fields(body)
    if not found.get("title"):
        raise NotAnOutline(f"scene {number} has no 'Scene Title:' line")
    try:
        return SceneOutline(
            number=number,
            title=_value(found["title"].strip("*_` "), TITLE_LIMIT) or f"Scene {number}",
            purpose=_value(found.get("purpose", ""), TEXT_LIMIT),
            description=_value(found.get("description", ""), TEXT_LIMIT),
            layout=_value(found.get("layout", ""), TEXT_LIMIT),
            key_terms=_items(found.get("key_terms", ""), _TERMS_IN_A_LINE),
            formulae=_items(found.get("formulae", ""), _FORMULAE_IN_A_LINE),
            target_seconds=_seconds(found.get("target_seconds", "")),
        )
    except ValidationError as error:
        raise NotAnOutline(f"scene {number}: {error.errors()[0]['msg']}") from error


def _read_fields(body: str) -> dict[str, str]:
    def as_label(tag: re.Match[str]) -> str:
        # What follows a closing tag belongs to no field.
        return "\n\x00" if tag["end"] else f"\n{_LABELS[_name(tag['field'])]}: "

    found: dict[str, list[str]] = {}
    current: str | None = None
    for line in _FIELD_TAG.sub(as_label, body).splitlines():
        if line.startswith("\x00"):
            current = None
            continue
        label = _LABEL.match(line)
        if label:
            current = _name(label["field"])
            found.setdefault(current, [])
            line = line[label.end() :]
        if current:
            found[current].append(line.strip())
    return {name: "\n".join(lines).strip() for name, lines in found.items()}


def _name(field: str) -> str:
    name = re.sub(r"[\s_-]+", "_", field.lower())
    name = {"keyterms": "key_terms", "targetseconds": "target_seconds"}.get(name, name)
    return _OTHER_NAMES.get(name, name)


def _value(text: str, limit: int) -> str:
    return shorten(_unescaped(" ".join(text.split())), limit)


def _items(text: str, in_a_line: re.Pattern[str]) -> tuple[str, ...]:
    """One item a line, or all of them in one line."""
    lines = text.splitlines()
    if len(lines) == 1 and not _BULLET.match(text):
        lines = in_a_line.split(" ".join(text.split()))
    items = [_value(_BULLET.sub("", line.strip()), TITLE_LIMIT) for line in lines]
    return tuple(item for item in items if item and item.lower() not in ("none", "n/a"))[:30]


def _seconds(text: str) -> float | None:
    number = _NUMBER.search(text)
    return min(float(number[0]), LONGEST_SCENE) if number and float(number[0]) > 0 else None


def _escaped(text: str) -> str:
    line = " ".join(text.split())
    return _TAG_LIKE.sub("&lt;", _ENTITY.sub(lambda entity: f"&amp;{entity[1]};", line))


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda entity: _ENTITIES[entity[1]], text)
