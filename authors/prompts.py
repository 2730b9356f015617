"""Prompts are text files beside the service that asks; `$name` stands for a value."""

from dataclasses import dataclass
from pathlib import Path
from string import Template


@dataclass(frozen=True)
class Prompts:
    """The `*.md` files of one folder."""

    folder: Path

    def fill(self, name: str, **values: object) -> str:
        """The text of `<name>.md`. Values are put in as they are: a `$` in them means nothing."""
        text = (self.folder / f"{name}.md").read_text(encoding="utf-8")
        return Template(text).substitute(values).strip()
