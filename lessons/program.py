"""Puts a scene's file and the house style together into one self-contained Manim program."""

import ast
import json
import pprint
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import JsonValue

STYLE = Path(__file__).parent / "style.py"


@dataclass(frozen=True)
class Program:
    """A scene file, taken apart: what it imports, the data that it shows, what it does."""

    title: str
    imports: frozenset[str]
    names: frozenset[str]
    data: dict[str, JsonValue]
    body: str
    captions: list[str]

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
            captions=_captions(tree),
        )

    def with_data(self, data: dict[str, JsonValue]) -> str:
        """The whole program; `data` replaces what the file shows by default, as a literal."""
        look = _style()
        imports = "\n".join(sorted(self.imports | look.imports))
        names = ",\n    ".join(sorted(self.names | look.names))
        parts = [
            f'"""{self.title}"""',
            f"{imports}\nfrom manim import (\n    {names},\n)",
            look.body,
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


def _literal(data: dict[str, JsonValue]) -> str:
    # Through JSON first: whatever it was, it is now plain data, and repr() of that is a literal.
    plain = json.loads(json.dumps(data, allow_nan=False))
    return pprint.pformat(plain, width=96, sort_dicts=False)


def _captions(tree: ast.Module) -> list[str]:
    """What `say(self, ...)` says, in the order of the file.

    The text is a literal, or `SAID[i]` of a constant tuple: then all of it that was not said yet.
    """
    later: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "SAID":
            later = list(ast.literal_eval(node.value))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and node.args[1:]
    ]
    said: list[str] = []
    for call in sorted(calls, key=lambda call: call.lineno):
        text = call.args[1]
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            said.append(text.value)
        elif isinstance(text, ast.Subscript) and getattr(text.value, "id", "") == "SAID":
            one = isinstance(text.slice, ast.Constant)
            said += [later.pop(0)] if one else later
            later = later if one else []
    return said
