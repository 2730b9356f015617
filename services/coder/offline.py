"""The offline author as coder: programs of the library, and cards for everything else."""

from lessons import library
from lessons import outline as cards
from lessons.lesson import SceneReference as LibraryReference
from shared.contracts.code import WriteScene
from shared.contracts.plan import AuthoredBy, SceneOutline


class UnknownScene(LookupError):
    """The reference names a scene that the library does not have."""


def program(command: WriteScene) -> tuple[str, AuthoredBy]:
    """The program of the scene and who made it. Raises `UnknownScene`."""
    reference = _reference(command)
    try:
        return library.program(reference), reference.author
    except (KeyError, ValueError) as error:
        raise UnknownScene(f"the offline author knows no scene {reference.scene!r}") from error


def _reference(command: WriteScene) -> LibraryReference:
    outline = command.outline
    if outline.reference is not None:
        return LibraryReference.model_validate(outline.reference.model_dump())
    # An outline that went through a client as text has lost its reference.
    for scene in library.plan(command.topic, library.MAX_SCENES).scenes:
        if (scene.title, scene.description) == (outline.title, outline.description):
            return scene.reference
    return cards.plan(_words(outline), 1).scenes[0].reference


def _words(outline: SceneOutline) -> str:
    texts = [outline.title, outline.purpose, outline.description, *outline.key_terms]
    return "\n".join(text for text in (*texts, *outline.formulae) if text)
