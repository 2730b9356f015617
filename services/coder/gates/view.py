"""A program as the gates see it: where its names come from and what it defines itself."""

import ast
import importlib
from functools import cached_property

from authors.reference.index import Index

# Their names can be looked up here without running anything strange.
_STANDARD = frozenset({"math", "cmath", "random", "itertools", "functools", "typing", "fractions"})

_FORGIVING = frozenset({"Exception", "BaseException", "NameError", "TypeError", "AttributeError"})


class View:
    """`bound` holds what the program itself binds anywhere, `manim` its names for Manim's."""

    def __init__(self, code: str, tree: ast.Module, index: Index) -> None:
        self.code = code
        self.tree = tree
        self.index = index
        self.nodes = list(ast.walk(tree))
        self.stars: list[str] = []
        self.modules: set[str] = set()
        self.manim: dict[str, str] = {}
        self.bound: set[str] = set()
        self.classes = {n.name: n for n in self.nodes if isinstance(n, ast.ClassDef)}
        for node in self.nodes:
            self._bind(node)

    @property
    def has_star(self) -> bool:
        """Whether it starts, as it should, with `from manim import *`."""
        return "manim" in self.stars

    @cached_property
    def starred(self) -> frozenset[str] | None:
        """What its star imports bring; None when that is not known."""
        found: set[str] = set()
        for module in self.stars:
            if module == "manim":
                found |= self.index.names
            elif module in _STANDARD:
                names = vars(importlib.import_module(module))
                found |= {n for n in names.get("__all__", names) if not n.startswith("_")}
            else:
                return None
        return frozenset(found)

    def resolve(self, node: ast.expr) -> str | None:
        """The name in Manim that an expression stands for."""
        match node:
            case ast.Name(id=name) if name not in self.bound:
                if name in self.manim:
                    return self.manim[name]
                return name if self.has_star and name in self.index.names else None
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in self.modules:
                return name if module not in self.bound and name in self.index.names else None
        return None

    @cached_property
    def stored(self) -> frozenset[str]:
        """Attributes that it sets on anything, or names in a text as for `setattr`."""
        found = {
            node.attr
            for node in self.nodes
            if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load)
        }
        for node in self.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.keyword) and node.arg:
                # `mobject.set(label=...)` sets an attribute, too.
                found.add(node.arg)
        return frozenset(found)

    def is_guarded(self, line: int) -> bool:
        """Whether an error in this line is caught by the program itself."""
        return any(first <= line <= last for first, last in self._guarded)

    @cached_property
    def _guarded(self) -> list[tuple[int, int]]:
        return [
            (node.body[0].lineno, node.body[-1].end_lineno or node.body[-1].lineno)
            for node in self.nodes
            if isinstance(node, ast.Try) and any(map(_forgives, node.handlers))
        ]

    def _bind(self, node: ast.AST) -> None:
        match node:
            case ast.Import(names=names):
                for alias in names:
                    top = alias.name.split(".")[0]
                    if alias.name == "manim":
                        self.modules.add(alias.asname or "manim")
                    elif top != "manim" or alias.asname:
                        self.bound.add(alias.asname or top)
                    else:
                        self.modules.add("manim")
            case ast.ImportFrom(module=module, names=names):
                for alias in names:
                    if alias.name == "*":
                        self.stars.append(module or "")
                    elif module == "manim" and alias.name in self.index.names:
                        self.manim[alias.asname or alias.name] = alias.name
                    elif (module or "").split(".")[0] != "manim" or alias.asname:
                        self.bound.add(alias.asname or alias.name)
                    elif alias.name not in self.index.names:
                        self.bound.add(alias.name)
                    else:
                        # `from manim.utils.color import RED` is the same RED.
                        self.manim[alias.name] = alias.name
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                self.bound.add(name)
            case ast.arg(arg=name):
                self.bound.add(name)
            case _:
                self.bound.update(bound_otherwise(node))


def bound_otherwise(node: ast.AST) -> list[str]:
    """What a node binds that is neither an assignment, an import nor a parameter."""
    match node:
        case (
            ast.FunctionDef(name=name)
            | ast.AsyncFunctionDef(name=name)
            | ast.ClassDef(name=name)
            | ast.ExceptHandler(name=str(name))
            | ast.MatchAs(name=str(name))
            | ast.MatchStar(name=str(name))
            | ast.MatchMapping(rest=str(name))
        ):
            return [name]
    return []


def _forgives(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(n, ast.Name) and n.id in _FORGIVING for n in ast.walk(handler.type))
