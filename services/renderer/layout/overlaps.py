"""Texts on other texts."""

from collections.abc import Iterator

from services.renderer.layout.geometry import alike, area, common, height, meet, width
from services.renderer.layout.picture import Picture
from services.renderer.layout.record import Box, Thing
from services.renderer.layout.sighting import Sighting
from services.renderer.layout.wording import called, place, short

_DEPTH = 0.25
"""Of a word's height: letters of neighbouring lines reach that far into each other."""

_SAME = 0.0015
"""Units by which boxes of the same letters differ."""


def texts_on_texts(picture: Picture) -> Iterator[Sighting]:
    texts = [text.thing for text in picture.read if not text.thing.in_space]
    for place_of, one in enumerate(texts):
        for other in texts[place_of + 1 :]:
            if not meet(one.box, other.box) or _belong_together(one, other):
                continue
            picture.go_on()
            overlap = _deepest(one, other)
            if overlap is None:
                continue
            names = called(one, picture.record), called(other, picture.record)
            clear = min(one.box[3] - other.box[1], other.box[3] - one.box[1])
            yield Sighting(
                kind="text_over_text",
                key=tuple(sorted((one.unit, other.unit))),
                message=(
                    f"{names[0]} and {names[1]} overlap by {width(overlap):.2f} x "
                    f"{height(overlap):.2f} units at {place(overlap)}: move one of them by "
                    f"{clear + 0.1:.2f} units up or down, or remove one before the other comes"
                ),
                objects=(short(one, picture.record), short(other, picture.record)),
                amount=area(overlap),
            )


def _belong_together(one: Thing, other: Thing) -> bool:
    """Parts of one text, or a copy that lies exactly on its original."""
    if one.text == other.text and alike(one.box, other.box, 0.05):
        return True
    if len(one.words) == len(other.words) and all(
        alike(mine.box, theirs.box, _SAME)
        for mine, theirs in zip(one.words, other.words, strict=True)
    ):
        # What was transformed into the other one still has its old text.
        return True
    same_source = one.letters[:1] == other.letters[:1]
    return same_source and not set(one.letters[1:]) & set(other.letters[1:])


def _deepest(one: Thing, other: Thing) -> Box | None:
    """The largest common part of two words; None where they only touch."""
    found: Box | None = None
    for mine in one.words:
        for theirs in other.words:
            if not meet(mine.box, theirs.box):
                continue
            both = common(mine.box, theirs.box)
            low = min(height(mine.box), height(theirs.box))
            narrow = min(width(mine.box), width(theirs.box))
            deep = height(both) > max(0.02, _DEPTH * low)
            wide = width(both) > max(0.03, min(0.15 * low, 0.5 * narrow))
            if deep and wide and (found is None or area(both) > area(found)):
                found = both
    return found
