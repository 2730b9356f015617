"""A scene's implementation plan as text: three parts, read with patience."""

import re

from shared.contracts.plan import SceneImplementation, SceneOutline
from shared.grammar.answers import shorten, without_fences, without_reasoning

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
_CLOSING_TAG = re.compile(r"<\s*+/[^<>]*+>\s*+$")
_WRITTEN_AS = {
    "storyboard": "SCENE_VISION_STORYBOARD_PLAN",
    "technical": "SCENE_TECHNICAL_IMPLEMENTATION_PLAN",
    "narration": "SCENE_ANIMATION_NARRATION_PLAN",
}


class NotAnImplementation(ValueError):
    """The text says nothing about how the scene is shown."""


def write_implementation(plan: SceneImplementation) -> str:
    """The three parts as text, each in its tags."""
    return "\n\n".join(
        f"<{tag}>\n{_quoted(getattr(plan, part))}\n</{tag}>" for part, tag in _WRITTEN_AS.items()
    )


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
    lines = answer.splitlines()
    # Where all three parts have tags, what looks like a label is text.
    tags = {heading[0] for line in lines if (heading := _heading(line, labels=False))}
    for line in lines:
        heading = _heading(line, labels=not tags.issuperset(_PARTS))
        if heading is not None:
            part, line = heading
            current = found.setdefault(part, []) if part else None
        if current is not None and line:
            current.append(_CLOSING_TAG.sub("", line) if heading else line)
    texts = {part: "\n".join(lines).strip() for part, lines in found.items()}
    return {part: text for part, text in texts.items() if text}


def _heading(line: str, *, labels: bool = True) -> tuple[str, str] | None:
    """(part, what follows it in the line); the part is empty for a closing tag."""
    tag = _TAG.match(line)
    match = tag or (_LABEL.match(line) if labels else None)
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


def _quoted(text: str) -> str:
    """The same text, with nothing in it that would end the part."""
    lines = text.strip().splitlines()
    return "\n".join(
        line.replace("<", "&lt;") if _heading(line, labels=False) else line for line in lines
    )
