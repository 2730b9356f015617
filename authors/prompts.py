"""Prompts are text files beside the service that asks; `$name` stands for a value."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Template


@dataclass(frozen=True)
class Prompts:
    """The `*.md` files of one folder."""

    folder: Path

    @cached_property
    def version(self) -> str:
        """Changes with every change of any of them."""
        digest = hashlib.sha256()
        for file in sorted(self.folder.rglob("*.md")):
            digest.update(file.relative_to(self.folder).as_posix().encode() + b"\0")
            digest.update(file.read_bytes() + b"\0")
        return digest.hexdigest()[:12]

    def fill(self, name: str, **values: object) -> str:
        """The text of `<name>.md`. Values are put in as they are: a `$` in them means nothing."""
        text = (self.folder / f"{name}.md").read_text(encoding="utf-8")
        return Template(text).substitute(values).strip()
