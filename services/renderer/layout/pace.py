"""Scenes that show nothing for a while, or move nothing."""

from collections.abc import Iterator, Sequence

from services.renderer.layout.borders import frame_of
from services.renderer.layout.geometry import meet
from services.renderer.layout.record import Moment, Record
from shared.contracts.finding import Finding, FindingKind

_EMPTY = 2.5
_STILL = 15.0
_LONG_STILL = 10.0
"""Seconds."""

_SHORTEST = 2.0
"""A scene of less has no time to move anything."""


def empty(record: Record) -> Iterator[Finding]:
    """An empty picture for longer than a breath."""
    frame = frame_of(record)
    seen = [any(meet(thing.box, frame) for thing in record.shown(m)) for m in record.moments]
    for run in _runs([not each for each in seen]):
        first, last = record.moments[run[0]], record.moments[run[-1]]
        begin = first.at - first.seconds if first.still or run[0] == 0 else first.at
        seconds = last.at - begin
        if seconds >= _EMPTY:
            what = (
                f"from {begin:.1f} s to {last.at:.1f} s (play {first.play} to {last.play}): "
                f"nothing is on screen for {seconds:.1f} s; show something, or leave the wait out"
            )
            yield _finding("empty", first, begin, what)


def static(record: Record) -> Iterator[Finding]:
    """Nothing moves: not at all, or for very long."""
    moments = record.moments
    if not moments or (not record.complete and len(moments) < 2):
        return
    total = moments[-1].at
    if all(moment.still for moment in moments) and total >= _SHORTEST:
        what = (
            f"nothing moves in the whole scene ({total:.1f} s): bring objects in with "
            "self.play(FadeIn(...), Create(...), Write(...)) and animate what they mean"
        )
        yield _finding("static", moments[0], 0.0, what)
        return
    for run in _runs([moment.still for moment in moments]):
        first, last = moments[run[0]], moments[run[-1]]
        begin = max(0.0, first.at - first.seconds)
        seconds = last.at - begin
        if seconds >= _LONG_STILL:
            what = (
                f"from {begin:.1f} s to {last.at:.1f} s (play {first.play} to {last.play}): "
                f"nothing moves for {seconds:.1f} s; shorten the wait or animate something in it"
            )
            yield _finding("static", first, begin, what, severe=seconds >= _STILL)


def _runs(flags: Sequence[bool]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index, flag in enumerate(flags):
        if flag and runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        elif flag:
            runs.append([index])
    return runs


def _finding(
    kind: FindingKind, first: Moment, begin: float, what: str, *, severe: bool = True
) -> Finding:
    return Finding(
        kind=kind,
        severe=severe,
        message=what,
        play=max(1, first.play),
        at=round(max(0.0, begin), 2),
        line=first.line,
    )
