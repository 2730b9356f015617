"""A scene's implementation plan as text: three parts, read with patience."""

import re

from authors.answers import shorten, without_fences, without_reasoning
from shared.contracts.plan import SceneImplementation, SceneOutline

TEXT_LIMIT = 4_000
"""Characters of a part: those of twenty scenes must fit into one message."""

_PARTS = ("storyboard", "technical", "narration")
# Only these words make a heading, so that sentences that speak of narration make none.
_WORD = (
    r"(?:scene|visual|vision|storyboard|technical|implementation|animation|narration|voiceover"
    r"|plan|script|details?|and|&|/|\d+)"
)
_NAME = rf"(?P<name>{_WORD}(?:[\s_-]+{_WORD})*)"
_TAG = re.compile(rf"^\s*<\s*(?P<end>/?)\s*{_NAME}\s*>(?P<rest>.*)$", re.IGNORECASE)
_LABEL = re.compile(
    rf"^[\s#*_>\d.)-]*{_NAME}[\s*_]*(?P<colon>:?)[\s*_]*(?P<rest>.*)$", re.IGNORECASE
)
_CLOSING_TAG = re.compile(r"<\s*/[^>]*>\s*$")


class NotAnImplementation(ValueError):
    """The text says nothing about how the scene is shown."""


def read_implementation(text: str, outline: SceneOutline) -> SceneImplementation:
    """The three parts, by tags, headings or labels; without any of them all of it is technical.

    What an answer leaves out is taken from the outline. Raises `NotAnImplementation`.
    """
    answer = without_fences(without_reasoning(text)).strip()
    if not answer:
        raise NotAnImplementation(f"scene {outline.number}: the answer is empty")
    parts = _split(answer) or {"technical": answer}
    return SceneImplementation(
        number=outline.number,
        storyboard=shorten(parts.get("storyboard") or outline.description, TEXT_LIMIT),
        technical=shorten(parts.get("technical") or outline.layout, TEXT_LIMIT),
        narration=shorten(parts.get("narration") or outline.purpose, TEXT_LIMIT),
    )


def _split(answer: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in answer.splitlines():
        heading = _heading(line)
        if heading is not None:
            part, line = heading
            current = found.setdefault(part, []) if part else None
        if current is not None and line:
            current.append(_CLOSING_TAG.sub("", line) if heading else line)
    texts = {part: "\n".join(lines).strip() for part, lines in found.items()}
    return {part: text for part, text in texts.items() if text}


def _heading(line: str) -> tuple[str, str] | None:
    """(part, what follows it in the line); the part is empty for a closing tag."""
    tag = _TAG.match(line)
    match = tag or _LABEL.match(line)
    if match is None:
        return None
    name = match["name"].lower()
    if not any(part in name for part in _PARTS):
        return None
    if tag is None and match["rest"] and not match["colon"]:
        return None
    if tag is not None and tag["end"]:
        return "", ""
    # "Animation and narration", "Technical implementation": the last of the words decides.
    return max(_PARTS, key=name.rfind), match["rest"].strip()
