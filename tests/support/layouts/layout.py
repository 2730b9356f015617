"""A scene of the corpus."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import dedent

from shared.contracts.finding import FindingKind
from tests.support.scenes import scene

BEGINS = "# --- "


@dataclass(frozen=True)
class Layout:
    """A program, and the kinds of severe findings that it must have: none for a clean one.

    Several kinds are names for the same fault: any of them will do.
    """

    name: str
    code: str
    kinds: tuple[FindingKind, ...] = ()


def layouts(text: str) -> Iterable[Layout]:
    """Bodies of `construct`, each under `# --- name: kind or kind` (`@Base` before the colon)."""
    for part in dedent(text).split(BEGINS)[1:]:
        head, _, body = part.partition("\n")
        name, _, kinds = head.partition(":")
        name, _, base = name.partition("@")
        found = tuple(kind.strip() for kind in kinds.split(" or ") if kind.strip())
        code = scene(body.rstrip(), base=base.strip() or "Scene")
        yield Layout(name.strip(), code, found)  # type: ignore[arg-type]
