"""What a prompt asks of the library: which lesson, and with which parameters."""

from typing import Any, NamedTuple

from pydantic import JsonValue

from lessons import shelf
from lessons.extraction import Found, read_parameters
from lessons.lesson import Lesson
from lessons.matching import score
from lessons.parameters import clamped
from lessons.story import Impossible

THRESHOLD = 6.0
NOTE_LIMIT = 160


class Asked(NamedTuple):
    """Parameters in their ranges, and a sentence on what could not be done as the prompt says."""

    params: dict[str, JsonValue]
    note: str


def choose(prompt: str) -> Lesson | None:
    """The lesson that the prompt asks for, or None when no lesson is clearly meant."""
    weighed = {lesson.name: _weight(prompt, lesson) for lesson in shelf.written().values()}
    best = max(weighed, key=lambda name: weighed[name], default=None)
    if best is None or weighed[best] < THRESHOLD:
        return None
    return shelf.told(best, {})


def parameters(prompt: str, name: str) -> Asked:
    """The parameters that the prompt gives this lesson; its own where the prompt's cannot be."""
    lesson = shelf.written()[name]
    params: dict[str, Any] = {}
    notes: list[str] = []
    for key, value in _found(prompt, lesson).values.items():
        schema = lesson.parameters[key]
        if len(value) < schema.get("minItems", 0) if isinstance(value, list) else False:
            continue
        params[key], note = clamped(schema, value)
        notes.append(note)
    try:
        facts = shelf.facts_of(name, params)
    except Impossible as error:
        return Asked({}, f"{error} So this lesson takes an example of its own.")
    notes.append(str(facts.get("note", "")))
    said = [note for note in dict.fromkeys(notes) if note]
    return Asked(params, said[0][:NOTE_LIMIT] if said else "")


def _weight(prompt: str, lesson: Lesson) -> float:
    found = score(prompt, lesson.keywords)
    if any(read.weight for read in lesson.reads):
        found += _found(prompt, lesson).weight
    return found


def _found(prompt: str, lesson: Lesson) -> Found:
    return read_parameters(prompt, lesson.parameters, lesson.reads)
