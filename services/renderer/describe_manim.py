"""Writes down what the installed Manim offers, for authors who must not import it.

`python -m services.renderer.describe_manim` renews `authors/reference/manim.json`. A name a line,
so that a new release of Manim shows in review.
"""

import ast
import inspect
import json
import re
import textwrap
import types
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import manim
from manim import rate_functions
from manim.utils.color import ManimColor

FILE = Path(__file__).parents[2] / "authors" / "reference" / "manim.json"

DOC_LIMIT = 300
EXAMPLE_LIMIT = 1_500
"""Characters; longer ones are no help in a prompt."""

_OPTION = re.compile(r"^\s*:[a-z_]+:")
_ROLE = re.compile(r":[a-z:]+:`~?\.?([^`<]+?)(?:\s*<[^`]*>)?`")
_IGNORED_BASES = {"object", "Generic", "ABC"}


def describe() -> dict[str, Any]:
    """Everything that `from manim import *` brings, with the base classes behind it."""
    names: dict[str, Any] = {}
    exec("from manim import *", names)
    del names["__builtins__"]
    classes = {n: v for n, v in names.items() if inspect.isclass(v) and _is_manims(v)}
    functions = {n: v for n, v in names.items() if inspect.isroutine(v) and n not in classes}
    known = classes | {
        base.__name__: base
        for cls in classes.values()
        for base in cls.__mro__
        if _is_manims(base) and base.__name__ not in classes
    }
    values: dict[str, list[str]] = {}
    for name, value in sorted(names.items()):
        if name not in classes and name not in functions:
            values.setdefault(_kind(value), []).append(name)
    return {
        "version": version("manim"),
        "values": values,
        "modules": {"rate_functions": sorted(n for n in dir(rate_functions) if n[0] != "_")},
        "functions": {name: _function(functions[name]) for name in sorted(functions)},
        "classes": {
            name: _class(known[name], public=name in classes, overrides=_overrides(known))
            for name in sorted(known)
        },
    }


def as_text(description: dict[str, Any]) -> str:
    """JSON with an entry a line."""
    lines = []
    for section, entries in description.items():
        if not isinstance(entries, dict):
            lines.append(f"{json.dumps(section)}: {json.dumps(entries)}")
            continue
        inner = ",\n".join(
            f"{json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}"
            for name, entry in entries.items()
        )
        lines.append(f"{json.dumps(section)}: {{\n{inner}\n}}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _is_manims(cls: type) -> bool:
    return cls.__module__.split(".")[0] == "manim"


def _kind(value: object) -> str:
    match value:
        case ManimColor():
            return "color"
        case types.ModuleType():
            return "module"
        case _:
            return type(value).__name__


def _class(cls: type, *, public: bool, overrides: dict[str, list[str]]) -> dict[str, Any]:
    entry: dict[str, Any] = {} if public else {"public": False}
    bases = [base.__name__ for base in cls.__bases__ if base.__name__ not in _IGNORED_BASES]
    entry["bases"] = bases
    if any(not _is_manims(base) for base in cls.__bases__ if base.__name__ in bases):
        # Enumerations and the like: what they offer is not written in Manim.
        entry["open"] = True
    entry |= _words(cls.__doc__)
    attributes, dynamic = _attributes(cls)
    methods: dict[str, Any] = {}
    for name, member in vars(cls).items():
        plain = member.__func__ if isinstance(member, classmethod | staticmethod) else member
        if inspect.isroutine(plain) and (not name.startswith("_") or name == "__init__"):
            bound = not isinstance(member, staticmethod)
            methods[name] = _function(plain, bound=bound)
        else:
            attributes.add(name)
    entry["attributes"] = sorted(n for n in attributes - set(methods) if not n.startswith("_"))
    if dynamic:
        entry["dynamic"] = True
    if cls.__name__ in overrides:
        entry["also"] = overrides[cls.__name__]
    entry["methods"] = methods
    return entry


def _function(function: Any, *, bound: bool = False) -> dict[str, Any]:
    """`signature` without `self`.

    `to` is where `**kwargs` go: the target, how many positionals it gets, the keywords that it
    gets otherwise, the keywords that the function looks at itself.
    """
    node = _syntax(function)
    if node is None:
        return {"signature": "*args, **kwargs"}
    parameters = _plain(node.args)
    if bound:
        del (parameters.posonlyargs or parameters.args)[:1]
    entry: dict[str, Any] = {"signature": ast.unparse(parameters)}
    if node.args.kwarg and (to := _destination(node, node.args.kwarg.arg, function)):
        entry["to"] = to
    if isinstance(node.returns, ast.Name):
        entry["returns"] = node.returns.id
    return entry | _words(function.__doc__)


def _syntax(function: Any) -> ast.FunctionDef | None:
    try:
        source = textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
        node = ast.parse(source).body[0]
    except (OSError, TypeError, SyntaxError):
        return None
    return node if isinstance(node, ast.FunctionDef) else None


def _plain(arguments: ast.arguments) -> ast.arguments:
    """The parameters without their types."""
    copy: ast.arguments = ast.parse(f"lambda {_untyped(arguments)}: 0").body[0].value.args  # type: ignore[attr-defined]
    return copy


def _untyped(arguments: ast.arguments) -> str:
    node = ast.parse(f"def f({ast.unparse(arguments)}): ...").body[0]
    for argument in ast.walk(node):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    assert isinstance(node, ast.FunctionDef)
    return ast.unparse(node.args)


def _destination(node: ast.FunctionDef, kwargs: str, function: Any) -> list[Any] | None:
    """Where a function hands its `**kwargs`; None when it does with them what cannot be told."""
    uses = {id(n) for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == kwargs}
    targets, counts, taken, own = set(), [], [], set()
    for parent in ast.walk(node):
        match parent:
            case ast.Call(func=ast.Attribute(value=value, attr="pop" | "get" | "setdefault")) if id(
                value
            ) in uses and isinstance(parent.args[0], ast.Constant):
                own.add(parent.args[0].value)
            case ast.Subscript(value=value, slice=ast.Constant(value=key)) if id(value) in uses:
                own.add(key)
            case ast.Compare(left=ast.Constant(value=key), comparators=[value]) if (
                id(value) in uses
            ):
                own.add(key)
            case ast.Call() if any(k.arg is None and id(k.value) in uses for k in parent.keywords):
                value = next(k.value for k in parent.keywords if id(k.value) in uses)
                target = _target(parent.func, function)
                if target is None or sum(k.arg is None for k in parent.keywords) != 1:
                    return None
                starred = any(isinstance(argument, ast.Starred) for argument in parent.args)
                targets.add(target)
                itself = _is_self(parent.args[:1])
                counts.append(0 if starred else len(parent.args) - itself)
                taken.append({k.arg for k in parent.keywords if k.arg})
            case _:
                continue
        uses.discard(id(value))
    if uses or len(targets) != 1:
        return None
    return [*targets, min(counts), sorted(set.intersection(*taken) - own), sorted(own)]


def _target(func: ast.expr, function: Any) -> str | None:
    match func:
        case ast.Attribute(attr=attr, value=ast.Call(func=ast.Name(id="super"))):
            return f"super.{attr}"
        case ast.Attribute(attr=attr, value=ast.Name(id="self")):
            return f"self.{attr}"
        case ast.Attribute(attr="__init__", value=ast.Name(id=name)) | ast.Name(id=name):
            same = getattr(manim, name, None)
            return name if same is not None and same is _globals(function).get(name) else None
    return None


def _is_self(arguments: list[ast.expr]) -> bool:
    """`Base.__init__(self, ...)`"""
    return any(isinstance(first, ast.Name) and first.id == "self" for first in arguments)


def _globals(function: Any) -> dict[str, Any]:
    return getattr(inspect.unwrap(function), "__globals__", {})


def _attributes(cls: type) -> tuple[set[str], bool]:
    """Names that its methods assign to `self`, and whether there may be others."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    except (OSError, TypeError, SyntaxError):
        return set(), True
    stored = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
    }
    stored |= {
        node.target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    dynamic = any(
        isinstance(node, ast.FunctionDef) and node.name in ("__getattr__", "__getattribute__")
        for node in ast.walk(tree)
    )
    # Mobject's own only maps get_x and set_x, which readers of this file know.
    return stored, dynamic and cls.__name__ != "Mobject"


def _overrides(classes: dict[str, type]) -> dict[str, list[str]]:
    """Keywords that an animation takes only of objects that animate themselves."""
    found: dict[str, set[str]] = {}
    for cls in classes.values():
        for member in vars(cls).values():
            animation = getattr(member, "_override_animation", None)
            if animation is not None:
                names = list(inspect.signature(member).parameters)[1:]
                found.setdefault(animation.__name__, set()).update(names)
    return {name: sorted(keywords) for name, keywords in found.items()}


def _words(doc: str | None) -> dict[str, Any]:
    if not doc:
        return {}
    text = inspect.cleandoc(doc)
    first = " ".join(text.split("\n\n")[0].split())
    shown = _ROLE.sub(r"\1", first).replace("``", "`")
    words: dict[str, Any] = {"doc": shown[:DOC_LIMIT]} if not first.startswith("..") else {}
    examples = [code for code in _examples(text) if len(code) <= EXAMPLE_LIMIT]
    return words | ({"examples": examples} if examples else {})


def _examples(doc: str) -> Iterator[str]:
    """The programs of its `.. manim::` directives."""
    lines = doc.splitlines()
    for at, line in enumerate(lines):
        if not line.strip().startswith(".. manim::"):
            continue
        indent = len(line) - len(line.lstrip())
        body = []
        for inner in lines[at + 1 :]:
            if inner.strip() and len(inner) - len(inner.lstrip()) <= indent:
                break
            body.append(inner)
        code = [inner for inner in body if not _OPTION.match(inner)]
        yield textwrap.dedent("\n".join(code)).strip()


if __name__ == "__main__":
    FILE.write_text(as_text(describe()), encoding="utf-8")
