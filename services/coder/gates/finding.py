"""One thing that is wrong with a program."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["syntax", "no_scene", "policy", "name", "signature"]


@dataclass(frozen=True, order=True)
class Finding:
    """At a line of the program (1-based), in words for whoever wrote it."""

    line: int
    kind: Kind
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"
