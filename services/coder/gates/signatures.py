"""Calls of Manim that cannot work: unknown keywords, too many or too few arguments."""

import ast
from collections.abc import Iterator

from authors.reference.index import Signature
from authors.reference.removed import REPLACED_KEYWORDS
from services.coder.gates.finding import Finding
from services.coder.gates.names import suggestion
from services.coder.gates.types import Types, types_of
from services.coder.gates.view import View

_SHOWN = 160


def check(view: View) -> Iterator[Finding]:
    types = types_of(view)
    for node in view.nodes:
        if not isinstance(node, ast.Call):
            continue
        found = _callee(view, types, node.func)
        if found is not None:
            shown, signature = found
            for message in _faults(node, shown, signature):
                yield Finding(node.lineno, "signature", message)
        yield from _played(view, types, node)


def _callee(view: View, types: Types, func: ast.expr) -> tuple[str, Signature] | None:
    name = view.resolve(func)
    if name in view.index.classes:
        constructor = view.index.constructor(name)
        return (name, constructor) if constructor else None
    if name in view.index.functions:
        return name, view.index.function(name)
    if isinstance(func, ast.Attribute) and func.attr not in types.own_methods:
        receiver = types.of(func.value) or types.animated(func.value)
        if receiver is not None and func.attr not in view.stored:
            method = view.index.method(receiver, func.attr)
            return (f"{receiver}.{func.attr}", method) if method else None
    return None


def _faults(call: ast.Call, shown: str, signature: Signature) -> Iterator[str]:
    given = [keyword.arg for keyword in call.keywords if keyword.arg]
    for name in given:
        if signature.keywords is not None and name not in signature.keywords:
            yield f"{shown}() takes no keyword {name!r}{_advice(name, signature)}"
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return
    count, most = len(call.args), len(signature.positional)
    if count > most and not signature.any_positional:
        yield (
            f"{shown}() takes at most {most} positional argument{'s' * (most != 1)}, {count} are "
            f"given; it is {_shown(shown, signature)}"
        )
    twice = [name for name in signature.positional[:count] if name in given]
    for name in twice:
        yield f"{shown}() gets {name!r} twice: by position and by keyword"
    if len(given) == len(call.keywords):
        lacking = [
            name
            for name in signature.required
            if name not in signature.positional[:count] and name not in given
        ]
        if lacking:
            names = ", ".join(map(repr, lacking))
            yield f"{shown}() lacks {names}; it is {_shown(shown, signature)}"


def _advice(name: str, signature: Signature) -> str:
    keywords = signature.keywords or frozenset()
    instead = REPLACED_KEYWORDS.get(name, "")
    if instead.partition("=")[0] in keywords:
        return f"; use {instead}"
    own = [each for each in keywords if not each.startswith("_")]
    longer = [each for each in sorted(own) if name in each.split("_")]
    if len(longer) == 1:
        return f"; did you mean {longer[0]}?"
    return suggestion(name, own, cutoff=0.7) or f"; it is ({_cut(signature.text)})"


def _shown(name: str, signature: Signature) -> str:
    return f"{name}({_cut(signature.text)})"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(",")[0] + ", ..."


def _played(view: View, types: Types, call: ast.Call) -> Iterator[Finding]:
    """`self.play(circle.shift(UP))` and `self.play(circle.shift, UP)`."""
    match call.func:
        case ast.Attribute(value=value, attr="play") if "play" not in types.own_methods:
            scene = types.of(value)
        case _:
            return
    if scene is None or not view.index.derives(scene, "Scene"):
        return
    for argument in call.args:
        cls = types.of(argument)
        if cls is not None and view.index.derives(cls, "Mobject"):
            how = "Create(...), FadeIn(...) or mobject.animate.method(...)"
            if isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute):
                mobject = ast.unparse(argument.func.value)
                how = f"{mobject[:60]}.animate.{argument.func.attr}(...)"
            message = f"play() takes animations, this is a {cls}: use {how}"
            yield Finding(argument.lineno, "signature", message)
        elif isinstance(argument, ast.Attribute) and argument.attr not in view.stored:
            cls = types.of(argument.value)
            if cls and view.index.derives(cls, "Mobject") and view.index.method(cls, argument.attr):
                mobject = ast.unparse(argument.value)
                message = f"play() takes no methods: use {mobject}.animate.{argument.attr}(...)"
                yield Finding(argument.lineno, "signature", message)
