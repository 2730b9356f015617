"""What a scene's file says: read from its source, so that the planner knows it without running it.

A caption is `say(self, TEXT)` with a literal, `SAID[i]` of a constant tuple, or `DATA["key"]` and
`DATA["key"][i]` of the data that the scene is given. Literals said with DATA have places in them.
"""

import ast
from typing import NamedTuple

from pydantic import JsonValue


class Spoken(NamedTuple):
    """One `say`: its text, or the key of DATA that holds it; `rest` means all that is left."""

    text: str = ""
    key: str = ""
    filled: bool = False
    rest: bool = False


def spoken_in(tree: ast.Module) -> list[Spoken]:
    """Every `say(self, ...)` in the order of the file."""
    later: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "SAID":
            later = list(ast.literal_eval(node.value))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and node.args[1:]
    ]
    said: list[Spoken] = []
    for call in sorted(calls, key=lambda call: call.lineno):
        text = call.args[1]
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            said.append(Spoken(text=text.value, filled=len(call.args) > 2))
        elif isinstance(text, ast.Subscript) and getattr(text.value, "id", "") == "SAID":
            one = isinstance(text.slice, ast.Constant)
            said += [Spoken(text=part) for part in ([later.pop(0)] if one else later)]
            later = later if one else []
        elif isinstance(text, ast.Subscript):
            said += _of_data(text)
    return said


def filled(spoken: list[Spoken], data: dict[str, JsonValue]) -> list[str]:
    """The captions as they are said with `data`."""
    said: list[str] = []
    used: dict[str, int] = {}
    for one in spoken:
        if not one.key:
            said.append(one.text.format_map(data) if one.filled else one.text)
            continue
        held = data.get(one.key, [])
        texts = [str(text) for text in held] if isinstance(held, list) else [str(held)]
        start = used.get(one.key, 0)
        end = len(texts) if one.rest else start + 1
        said += texts[start:end]
        used[one.key] = end
    return said


def _of_data(text: ast.Subscript) -> list[Spoken]:
    """`DATA["key"]`, or `DATA["key"][i]`: with a variable i all texts that are left."""
    inner = text.value
    if isinstance(inner, ast.Subscript) and getattr(inner.value, "id", "") == "DATA":
        key = ast.literal_eval(inner.slice)
        return [Spoken(key=key, rest=not isinstance(text.slice, ast.Constant))]
    if getattr(inner, "id", "") == "DATA" and isinstance(text.slice, ast.Constant):
        return [Spoken(key=str(text.slice.value))]
    return []
