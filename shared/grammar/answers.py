"""Reading a model's answer: what is reasoning, what is fenced, what is meant."""

import re
from dataclasses import dataclass

_REASONING = "think|thinking|reasoning|scratchpad"
_REASONING_FIRST = re.compile(
    rf"\A\s*<({_REASONING})\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_REASONING_OPENED = re.compile(rf"<(?:{_REASONING})\b[^>]*>", re.IGNORECASE)
_REASONING_CLOSED = re.compile(rf"</(?:{_REASONING})\s*>", re.IGNORECASE)
# Possessive: clients' texts are read too, and one may be a megabyte of tildes.
_FENCE = re.compile(r"^[ \t]*+(?P<mark>`{3,}+|~{3,}+)(?P<info>[^`\n]*+)$")


@dataclass(frozen=True)
class Fence:
    """A fenced block. `closed` is False when the answer ended inside it."""

    language: str
    text: str
    closed: bool = True


def without_reasoning(text: str) -> str:
    """The answer without the thoughts before it.

    Some servers strip the opening tag, so that only `</think>` is left of it.
    """
    rest = text
    while match := _REASONING_FIRST.match(rest):
        rest = rest[match.end() :]
    closed = _REASONING_CLOSED.search(rest)
    if closed and not _REASONING_OPENED.search(rest, 0, closed.start()):
        rest = rest[closed.end() :]
    # A model that closes its thoughts after the answer has answered inside of them.
    return rest if rest.strip() else text


def fences(text: str) -> list[Fence]:
    """Every fenced block in order. A fence that is never closed ends with the text."""
    found: list[Fence] = []
    mark, language = "", ""
    lines: list[str] = []
    for line in text.splitlines():
        match = _FENCE.match(line)
        if not mark:
            if match:
                mark, language = match["mark"], match["info"].strip().lower()
                lines = []
        elif match and not match["info"].strip() and _closes(match["mark"], mark):
            found.append(Fence(language, "\n".join(lines)))
            mark = ""
        elif line.rstrip().endswith(mark):
            # Some models close the fence at the end of the last line.
            found.append(Fence(language, "\n".join([*lines, line.rstrip().removesuffix(mark)])))
            mark = ""
        else:
            lines.append(line)
    if mark:
        found.append(Fence(language, "\n".join(lines), closed=False))
    return found


def without_fences(text: str) -> str:
    """The text with the fence lines taken out and what they enclose left in."""
    return "\n".join(line for line in text.splitlines() if not _FENCE.match(line))


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, with a sign where something is left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _closes(mark: str, opened: str) -> bool:
    return mark[0] == opened[0] and len(mark) >= len(opened)
