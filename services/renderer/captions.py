"""Timed text: Manim's subcaptions as SubRip and WebVTT, and captions of parts joined into one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_TIME = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})")
_ARROW = re.compile(rf"^\s*({_TIME.pattern})\s*-->\s*({_TIME.pattern})")


@dataclass(frozen=True)
class Cue:
    """Text shown from `start` to `end`, in seconds."""

    start: float
    end: float
    text: str


_TOUCH = 0.25
"""Seconds by which one cue may run into the next, from rounding times to frames."""


def clipped(cues: Iterable[Cue], duration: float) -> list[Cue]:
    """The cues by start, cut to 0..`duration`; those with nothing left to show are dropped.

    A cue that runs a little into the next one is cut there: two lines would flash up for a moment.
    """
    inside = (
        Cue(max(0.0, cue.start), min(duration, cue.end), "\n".join(_lines(cue.text)))
        for cue in cues
    )
    kept = sorted(
        (cue for cue in inside if cue.text and cue.end - cue.start >= 0.001),
        key=lambda cue: (cue.start, cue.end),
    )
    for index, (cue, following) in enumerate(pairwise(kept)):
        if cue.start < following.start < cue.end <= following.start + _TOUCH:
            kept[index] = replace(cue, end=following.start)
    return kept


def joined(parts: Iterable[tuple[Sequence[Cue], float]]) -> list[Cue]:
    """The cues of all parts on one clock. Each part: its cues and its duration in seconds."""
    together: list[Cue] = []
    offset = 0.0
    for cues, duration in parts:
        for cue in clipped(cues, duration):
            together.append(Cue(cue.start + offset, cue.end + offset, cue.text))
        offset += duration
    return together


def as_srt(cues: Iterable[Cue]) -> str:
    blocks = (
        f"{number}\n{_stamp(cue.start, ',')} --> {_stamp(cue.end, ',')}\n{cue.text}\n"
        for number, cue in enumerate(cues, 1)
    )
    return "\n".join(blocks)


def as_vtt(cues: Iterable[Cue]) -> str:
    blocks = (
        f"{_stamp(cue.start, '.')} --> {_stamp(cue.end, '.')}\n{_escaped(cue.text)}\n"
        for cue in cues
    )
    return "\n".join(["WEBVTT\n", *blocks])


def parsed(text: str) -> list[Cue]:
    """The cues of a SubRip or WebVTT text. What is no cue (headers, notes) is passed over."""
    is_vtt = text.lstrip("\ufeff").startswith("WEBVTT")
    cues: list[Cue] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip("\n").split("\n")
        for index, line in enumerate(lines[:2]):
            arrow = _ARROW.match(line)
            if arrow:
                body = "\n".join(_lines("\n".join(lines[index + 1 :])))
                start, end = _seconds(arrow[1]), _seconds(arrow[6])
                cues.append(Cue(start, end, _unescaped(body) if is_vtt else body))
                break
    return cues


def _lines(text: str) -> list[str]:
    """Without empty lines, which would end a cue."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _stamp(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}{point}{milliseconds % 1000:03}"


def _seconds(stamp: str) -> float:
    found = _TIME.fullmatch(stamp.strip())
    assert found is not None
    hours, minutes, seconds, fraction = found.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return (whole * 1000 + int(fraction.ljust(3, "0"))) / 1000


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
