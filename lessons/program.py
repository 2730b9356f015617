"""Puts a scene's file and the house style together into one self-contained Manim program."""

import ast
import json
import pprint
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import JsonValue

from lessons.captions import Spoken, filled, spoken_in

STYLE = Path(__file__).parent / "style.py"


@dataclass(frozen=True)
class Program:
    """A scene file, taken apart: what it imports, the data that it shows, what it does."""

    title: str
    imports: frozenset[str]
    names: frozenset[str]
    data: dict[str, JsonValue]
    body: str
    spoken: list[Spoken]

    @classmethod
    def read(cls, path: Path) -> "Program":
        """Take the file at `path` apart without running it."""
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source)
        lines = source.splitlines()
        imports: set[str] = set()
        names: set[str] = set()
        data: dict[str, JsonValue] = {}
        for number, node in enumerate(tree.body):
            docstring = number == 0 and isinstance(node, ast.Expr)
            if isinstance(node, ast.ImportFrom) and node.module == "manim":
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom | ast.Import):
                imports.add(ast.unparse(node))
            elif _is_data(node):
                data = ast.literal_eval(node.value)  # type: ignore[attr-defined]
            elif not docstring:
                continue
            for line in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[line] = ""
        return cls(
            title=(ast.get_docstring(tree) or path.stem).splitlines()[0],
            imports=frozenset(line for line in imports if not line.startswith("from lessons")),
            names=frozenset(names),
            data=data,
            body="\n".join(lines).strip(),
            spoken=spoken_in(tree),
        )

    def captions(self, data: dict[str, JsonValue]) -> list[str]:
        """What the scene says when it shows `data`."""
        return filled(self.spoken, self.data | _known(data, self.data))

    def with_data(self, data: dict[str, JsonValue], note: str = "") -> str:
        """The whole program; `data` replaces what the file shows by default, as a literal.

        `note` is told at the start, where the scene writes its title.
        """
        look = _style()
        imports = "\n".join(sorted(self.imports | look.imports))
        names = ",\n    ".join(sorted(self.names | look.names))
        parts = [
            f'"""{self.title}"""',
            f"{imports}\nfrom manim import (\n    {names},\n)",
            look.body.replace('NOTE = ""', f"NOTE = {_literal(note)}", 1),
        ]
        if self.data:
            parts.append(f"DATA = {_literal(self.data | _known(data, self.data))}")
        return "\n\n".join([*parts, "", self.body]) + "\n"


@cache
def _style() -> Program:
    return Program.read(STYLE)


def _is_data(node: ast.stmt) -> bool:
    targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
    return any(isinstance(target, ast.Name) and target.id == "DATA" for target in targets)


def _known(data: dict[str, JsonValue], shown: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {key: value for key, value in data.items() if key in shown}


def _literal(data: JsonValue) -> str:
    # Through JSON first: whatever it was, it is now plain data, and repr() of that is a literal.
    plain = json.loads(json.dumps(data, allow_nan=False))
    return pprint.pformat(plain, width=96, sort_dicts=False)
