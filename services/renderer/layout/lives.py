"""Texts judged by the best of their lives: too small, too faint; and what is never seen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.renderer.layout.borders import frame_of, is_body, is_of_grid
from services.renderer.layout.geometry import meet
from services.renderer.layout.picture import Picture, Text, is_read
from services.renderer.layout.record import Moment, Record, Thing
from services.renderer.layout.wording import called, short
from shared.contracts.finding import Finding, FindingKind

_SMALLEST_PIXELS = 11.0
"""An em: letters of five pixels."""

_SMALLEST = 0.17
"""Units: 2 % of the frame's height, whatever the resolution."""

_CONTRAST = 3.0
"""What WCAG asks for large letters, and on videos all are. Less is worth a word to the author."""

_BRIEF = 0.5


@dataclass
class _Life:
    """One text from its first moment to its last; seconds that it was shown, the best of it."""

    thing: Thing
    first: Moment
    seconds: float = 0.0
    em: float = 0.0
    contrast: tuple[float, float] = (0.0, _CONTRAST)
    known: bool = True
    least_hidden: float = 1.0
    hider: Thing | None = None
    on_screen: bool = False


class Lives:
    """Follows every text through the moments, and every body, which may only never be seen."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._frame = frame_of(record)
        self._lives: dict[int, _Life] = {}

    def see(self, picture: Picture) -> None:
        self.stay(picture)
        for text in picture.texts:
            self._read(picture, text, self._lives[text.thing.unit])

    def stay(self, picture: Picture) -> None:
        """Nothing has changed since the last picture."""
        for thing in picture.things:
            if is_read(thing) or is_body(thing):
                self._live(thing, picture.moment)

    def _live(self, thing: Thing, moment: Moment) -> None:
        life = self._lives.get(thing.unit)
        if life is None:
            life = self._lives[thing.unit] = _Life(thing, moment)
            life.seconds += moment.seconds if moment.still else 0.0
        else:
            life.seconds += moment.seconds
        life.on_screen = life.on_screen or meet(thing.box, self._frame)

    def _read(self, picture: Picture, text: Text, life: _Life) -> None:
        thing = text.thing
        if not meet(thing.box, self._frame):
            return
        life.em = max(life.em, thing.em)
        if text.hidden < life.least_hidden:
            life.least_hidden, life.hider = text.hidden, text.hider
        elif life.hider is None:
            life.hider = text.hider
        contrast = _faintest(picture, text)
        if contrast is None:
            life.known = False
        elif contrast[0] / contrast[1] > life.contrast[0] / life.contrast[1]:
            life.contrast, life.thing = contrast, thing

    def findings(self) -> Iterator[Finding]:
        for life in self._lives.values():
            if not life.thing.in_space and life.seconds >= _BRIEF:
                yield from self._judged(life)

    def _judged(self, life: _Life) -> Iterable[Finding]:
        name = called(life.thing, self._record)
        if not life.on_screen and is_of_grid(self._record, life.thing):
            return []
        if not life.on_screen:
            what = f"{name} is never on screen: it stays beyond the edge of the frame"
            return [self._finding("off_frame", life, what)]
        if life.thing.kind != "text":
            return []
        if life.least_hidden >= 0.9 and life.hider is not None:
            hider = called(life.hider, self._record)
            what = (
                f"{name} is never seen: {hider} is drawn over it; add the text after it, "
                "or set_z_index higher"
            )
            return [self._finding("hidden", life, what)]
        found = []
        pixels = life.em * self._record.pixels
        if 0 < life.em < _SMALLEST or 0 < pixels < _SMALLEST_PIXELS:
            wanted = max(_SMALLEST, _SMALLEST_PIXELS / self._record.pixels)
            what = (
                f"{name} is too small to read: its letters are {pixels:.0f} pixels, at least "
                f"{wanted * self._record.pixels:.0f} are needed: make it "
                f"{wanted * 1.1 / life.em:.1f} times larger"
            )
            found.append(self._finding("too_small", life, what))
        contrast, needed = life.contrast
        if life.known and contrast < _CONTRAST:
            ink = life.thing.words[0].ink if life.thing.words else ("", 0.0)
            what = (
                f"{name} is hard to read: {ink[0]} at opacity {ink[1]:g} has a contrast of "
                f"{contrast:.1f}:1 to what is behind it, at least {_CONTRAST:g}:1 is wanted: "
                "use a lighter colour on dark, a darker one on light"
            )
            found.append(self._finding("contrast", life, what, severe=contrast < needed))
        return found

    def _finding(
        self, kind: FindingKind, life: _Life, what: str, *, severe: bool = True
    ) -> Finding:
        at = max(0.0, life.first.at - (life.first.seconds if life.first.still else 0))
        return Finding(
            kind=kind,
            severe=severe,
            message=f"from {at:.1f} s (play {life.first.play}): {what}",
            objects=(short(life.thing, self._record),),
            play=max(1, life.first.play),
            at=round(at, 2),
            line=life.first.line,
        )


def _faintest(picture: Picture, text: Text) -> tuple[float, float] | None:
    """Of the word that is hardest to read; None where one lies on a photograph."""
    worst = (21.0, _CONTRAST)
    for word in text.thing.words:
        contrast = picture.contrast_of(word, text.position)
        if contrast is None:
            return None
        worst = min(worst, contrast, key=lambda found: found[0] / found[1])
    return worst
