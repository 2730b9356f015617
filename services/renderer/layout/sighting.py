"""What is wrong in single moments, put together to what is wrong for a while."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.renderer.layout.record import Moment
from shared.contracts.finding import Finding, FindingKind

_BRIEF = 0.5
"""Seconds: what is over sooner belongs to a change of pictures."""


@dataclass(frozen=True)
class Sighting:
    """A fault in one moment; `key` tells it from others of its kind, `amount` how bad it is."""

    kind: FindingKind
    key: tuple[int, ...]
    message: str
    objects: tuple[str, ...]
    amount: float
    severe: bool = True


def lasting(moments: Sequence[Moment], sightings: Iterable[tuple[int, Sighting]]) -> list[Finding]:
    """One finding for each fault: the longest time for which it is seen."""
    by_fault: dict[tuple[str, tuple[int, ...]], dict[int, Sighting]] = {}
    for index, sighting in sightings:
        by_fault.setdefault((sighting.kind, sighting.key), {})[index] = sighting
    return [_longest(moments, seen) for seen in by_fault.values()]


def _longest(moments: Sequence[Moment], seen: dict[int, Sighting]) -> Finding:
    runs: list[list[int]] = []
    for index in sorted(seen):
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    run = max(runs, key=lambda run: _seconds(moments, run))
    worst = max((seen[index] for index in run), key=lambda sighting: sighting.amount)
    seconds, first = _seconds(moments, run), moments[run[0]]
    begin = max(0.0, first.at - first.seconds) if first.still else first.at
    if seconds < _BRIEF:
        when = f"at {begin:.1f} s (end of play {first.play})"
    else:
        when = f"from {begin:.1f} s to {moments[run[-1]].at:.1f} s (play {first.play}"
        when += f" to {moments[run[-1]].play})" if run[-1] != run[0] else ")"
    return Finding(
        kind=worst.kind,
        severe=worst.severe and seconds >= _BRIEF,
        message=f"{when}: {worst.message}",
        objects=worst.objects,
        play=max(1, first.play),
        at=round(max(0.0, begin), 2),
        line=first.line,
    )


def _seconds(moments: Sequence[Moment], run: list[int]) -> float:
    """How long it stands still before the viewer's eyes."""
    first = moments[run[0]]
    later = sum(moments[index].seconds for index in run[1:])
    return later + (first.seconds if first.still else 0.0)
