"""The layout gate: a record -> what is wrong with the scene's looks."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from services.renderer.layout.borders import out_of_frame
from services.renderer.layout.collisions import buried, texts_on_shapes
from services.renderer.layout.lives import Lives
from services.renderer.layout.overlaps import texts_on_texts
from services.renderer.layout.pace import empty, static
from services.renderer.layout.picture import Picture, TooMuch
from services.renderer.layout.record import Record
from services.renderer.layout.sighting import Sighting, lasting
from shared.contracts.finding import Finding

_MOST = 12
_ALIKE = 3
"""Findings of one kind that begin in the same play; the others are counted."""

_LENGTH = 400
"""Characters of one message."""


def judge(record: Record, *, enough: Callable[[], bool] = lambda: False) -> tuple[Finding, ...]:
    """Severe findings first, then by time; those until `enough`, which a forged record may need."""
    lives = Lives(record)
    sightings: list[tuple[int, Sighting]] = []
    seen, sighted = None, []
    with suppress(TooMuch):
        for index, moment in enumerate(record.moments):
            picture = Picture(record, moment, enough)
            if seen != (moment.shown, moment.background):
                sighted = list(_sighted(picture))
                lives.see(picture)
            else:
                lives.stay(picture)
            seen = (moment.shown, moment.background)
            sightings += [(index, sighting) for sighting in sighted]
    found = [*lasting(record.moments, sightings), *lives.findings(), *empty(record)]
    found += static(record)
    found.sort(key=lambda finding: (not finding.severe, finding.at or 0, finding.kind))
    return tuple(_summed(found))[:_MOST]


def report(findings: Sequence[Finding]) -> str:
    """All of them, for the author of the program."""
    count = f"{len(findings)} faults" if len(findings) > 1 else "a fault"
    lines = [f"- {finding.message}" for finding in findings]
    return "\n".join([f"the layout of the scene has {count}:", *lines])


def _sighted(picture: Picture) -> Iterator[Sighting]:
    yield from out_of_frame(picture)
    yield from texts_on_texts(picture)
    yield from texts_on_shapes(picture)
    yield from buried(picture)


def _summed(findings: list[Finding]) -> Iterator[Finding]:
    """One that is hidden in other faults of the same kind and play adds nothing."""
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.kind, finding.severe, finding.play), []).append(finding)
    for group in alike.values():
        shown, more = group[:_ALIKE], len(group) - _ALIKE
        for place, finding in enumerate(shown):
            message = finding.message[:_LENGTH]
            if more > 0 and place == len(shown) - 1:
                message += f" ({more} more like this)"
            yield finding.model_copy(update={"message": message})
