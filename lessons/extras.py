"""More scenes for a lesson than it has: looks back, made of its own statements and formulae."""

import re

from pydantic import JsonValue

from lessons.card import Maker
from lessons.lesson import Lesson, LessonScene, PlannedScene

COMMON_WORDS = (
    "A An The How Why What When Where Which From To Two Three Four Every Each One See Show Say "
    "Find Turn Let Build Count Read Compare Measure Prove Watch Give Follow Use Split Write Put "
    "Move Slope Energy Force Speed Square Area"
)
COMMON = frozenset(COMMON_WORDS.split())
Placed = tuple[float, PlannedScene]


def scenes(lesson: Lesson, params: dict[str, JsonValue], count: int) -> list[Placed]:
    """The first `count` extra scenes in the order of their use, each with its place in the show."""
    if count <= 0:
        return []
    make = Maker("offline-lesson", lesson.name)
    found: list[Placed] = [_recap(lesson, make), _opening(lesson, make)]
    order = list(enumerate(lesson.scenes))
    found += [(at + 0.3, _question(scene, make)) for at, scene in order if scene.question]
    formulas = _formulas(lesson, params, make)
    found += [(at, card) for number, at, card in formulas if number == 0]
    found += [(at - 0.2, _terms(scene, make)) for at, scene in order]
    found += [(at, card) for number, at, card in formulas if number > 0]
    looks = [(at, scene, _beats(scene)) for at, scene in order]
    for number in range(max(len(beats) for _, _, beats in looks)):
        found += [
            (at + 0.2 + 0.01 * number, _again(scene, number, beats[number], make))
            for at, scene, beats in looks
            if number < len(beats)
        ]
    return found[:count]


def formula_of(lesson: Lesson, data: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """The formula that a card's data points at; it never travels, so nothing else is typeset."""
    scene = lesson.scene(str(data["scene"]))
    index = data.get("index")
    if not isinstance(index, int) or not 0 <= index < len(scene.formulae):
        raise KeyError(f"{scene.key} has no formula {index}")
    return {"typst": scene.formulae[index]}


def _opening(lesson: Lesson, make: Maker) -> Placed:
    titles = [scene.title for scene in lesson.scenes]
    card = make.card(
        "opening",
        "opening",
        lesson.title,
        purpose="Say what the lesson is about and which way it goes.",
        captions=[f"This lesson: {lesson.title}.", f"We look at {_joined(titles[:3])}."],
        data={"kicker": lesson.subject, "lines": list(titles[:4]), "seed": list(map(len, titles))},
    )
    return -1.0, card


def _recap(lesson: Lesson, make: Maker) -> Placed:
    card = make.card(
        "recap",
        "recap",
        "What we have seen",
        purpose="Gather the lesson's results in the order they were found.",
        captions=[_full(scene.purpose) for scene in lesson.scenes],
        data={"points": [f"{scene.title}: {_lower(scene.purpose)}" for scene in lesson.scenes]},
        key_terms=[term for scene in lesson.scenes for term in scene.key_terms[:1]],
    )
    return float(len(lesson.scenes)), card


def _question(scene: LessonScene, make: Maker) -> PlannedScene:
    return make.card(
        "question",
        f"{scene.key}-question",
        f"Your turn: {scene.title}",
        purpose=f"Let the viewer use what “{scene.title}” has shown.",
        captions=[scene.question, "Take a moment to think.", scene.answer],
        data={"question": scene.question, "answer": scene.answer},
        key_terms=scene.key_terms,
    )


def _formulas(
    lesson: Lesson, params: dict[str, JsonValue], make: Maker
) -> list[tuple[int, float, PlannedScene]]:
    """Every formula of the lesson once: its number in its scene, its place, its card."""
    seen: set[str] = set()
    found = []
    for at, scene in enumerate(lesson.scenes):
        fresh = [(i, text) for i, text in enumerate(scene.formulae) if text not in seen]
        seen.update(scene.formulae)
        for number, (index, _) in enumerate(fresh):
            place = at + 0.1 + 0.01 * number
            card = _formula(scene, index, number, make)
            if params:
                # The formula's numbers are computed from them again when the card is written.
                card.reference.data["params"] = params
            found.append((number, place, card))
    return found


def _formula(scene: LessonScene, index: int, number: int, make: Maker) -> PlannedScene:
    lead = "To remember" if number == 0 else "Also to remember"
    mark = f" ({number})" if number > 1 else ""
    told = _full(scene.purpose) if number == 0 else _sentences(scene.description)[-1]
    return make.card(
        "formula",
        f"{scene.key}-formula-{index + 1}",
        f"{lead}{mark}: {_lower(scene.title)}",
        purpose=f"Give a formula of “{scene.title}” time to be read.",
        captions=[f"A formula from “{scene.title}”.", told],
        data={"scene": scene.key, "index": index, "note": told, "typst": "", "plain": ""},
        key_terms=scene.key_terms,
        formulae=[scene.formulae[index]],
    )


def _terms(scene: LessonScene, make: Maker) -> PlannedScene:
    return make.card(
        "terms",
        f"{scene.key}-terms",
        f"Words for: {scene.title}",
        purpose=f"Name what “{scene.title}” speaks of.",
        captions=[f"The words of this part: {_joined(scene.key_terms)}.", _full(scene.purpose)],
        data={"center": scene.title, "terms": list(scene.key_terms[:6])},
        key_terms=scene.key_terms,
    )


def _again(scene: LessonScene, number: int, beat: str, make: Maker) -> PlannedScene:
    return make.card(
        "statement",
        f"{scene.key}-again-{number + 1}",
        f"Once more ({number + 1}): {_lower(scene.title)}",
        purpose=f"Look again at one step of “{scene.title}”.",
        captions=[beat],
        data={"text": beat, "emphasis": list(scene.key_terms), "note": ""},
        key_terms=scene.key_terms,
    )


def _beats(scene: LessonScene) -> list[str]:
    """The narration in parts worth a card each: short sentences stay with the one before."""
    parts: list[str] = []
    for sentence in _sentences(scene.narration):
        if parts and len(parts[-1]) < 60:
            parts[-1] = f"{parts[-1]} {sentence}"
        else:
            parts.append(sentence)
    return parts


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def _full(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _joined(things: list[str]) -> str:
    things = [_lower(thing) for thing in things]
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"


def _lower(text: str) -> str:
    # Only words that are no names: "The square" becomes "the square", "Newton" stays.
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}".strip() if first in COMMON else text
