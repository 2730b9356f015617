"""Which of Manim's classes an expression is of, where the program's text leaves no doubt."""

import ast
from functools import lru_cache

from services.coder.gates.view import View, bound_otherwise

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Scope = Function | ast.Module


@lru_cache(maxsize=1)
def types_of(view: View) -> "Types":
    """Those of a program that several gates look at in turn."""
    return Types(view)


class Types:
    def __init__(self, view: View) -> None:
        self._view = view
        self._scopes: dict[int, Scope] = {}
        self._parents: dict[int, Scope] = {}
        self._selves: dict[int, tuple[str, ast.ClassDef]] = {}
        self._bindings: dict[int, dict[str, list[ast.expr | None]]] = {}
        self._known: dict[int, str | None] = {}
        self.own_methods = {
            node.name
            for cls in view.classes.values()
            for node in ast.walk(cls)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        self._enter(view.tree, view.tree)

    def of(self, node: ast.expr) -> str | None:
        """The class; None where it is not certain."""
        if id(node) not in self._known:
            self._known[id(node)] = None  # what is defined by itself has no class
            self._known[id(node)] = self._of(node)
        return self._known[id(node)]

    def animated(self, node: ast.expr) -> str | None:
        """The class of `x` in `x.animate`, `x.animate(run_time=2)` and `x.animate.shift(UP)`."""
        match node:
            case ast.Attribute(value=value, attr="animate"):
                found = self.of(value)
                return found if found and self._view.index.derives(found, "Mobject") else None
            case ast.Call(func=ast.Attribute(value=value, attr=attr)) if attr != "animate":
                return self.animated(value)
            case ast.Call(func=func):
                return self.animated(func)
        return None

    def _of(self, node: ast.expr) -> str | None:
        match node:
            case ast.Call(func=ast.Attribute(value=value, attr=attr)) if (
                self._view.resolve(node.func) is None
            ):
                receiver = self.of(value)
                if receiver is None or attr in self.own_methods:
                    return None
                method = self._view.index.method(receiver, attr)
                return receiver if method and method.returns == "Self" else None
            case ast.Call(func=func):
                name = self._view.resolve(func)
                return name if name in self._view.index.classes else None
            case ast.Name(id=name):
                return self._of_name(name, node)
        return None

    def _of_name(self, name: str, node: ast.expr) -> str | None:
        scope = self._scopes[id(node)]
        while not isinstance(scope, ast.Module):
            if id(scope) in self._selves and self._selves[id(scope)][0] == name:
                return self._of_class(self._selves[id(scope)][1])
            if name in self._bindings[id(scope)]:
                values = self._bindings[id(scope)][name]
                found = {self.of(value) if value else None for value in values}
                return found.pop() if len(found) == 1 else None
            scope = self._parents[id(scope)]
        return None

    def _of_class(self, cls: ast.ClassDef, depth: int = 0) -> str | None:
        """Manim's own class that a class of the program extends."""
        if len(cls.bases) != 1 or depth > 10:
            return None
        base = cls.bases[0]
        if isinstance(base, ast.Name) and base.id in self._view.classes:
            return self._of_class(self._view.classes[base.id], depth + 1)
        name = self._view.resolve(base)
        return name if name in self._view.index.classes else None

    def _enter(self, node: ast.AST, scope: Scope, cls: ast.ClassDef | None = None) -> None:
        """Note for every expression in which scope it stands, and what that scope binds."""
        self._scopes[id(node)] = scope
        bindings = self._bindings.setdefault(id(scope), {})
        for name in bound_otherwise(node):
            bindings.setdefault(name, []).append(None)
        inner, inner_class = scope, None
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                inner = node
                self._parents[id(node)] = scope
                for argument in ast.walk(node.args):
                    if isinstance(argument, ast.arg):
                        self._bindings.setdefault(id(node), {})[argument.arg] = [None]
                plain = isinstance(node, ast.FunctionDef) and not node.decorator_list
                if cls is not None and plain and node.args.args:
                    self._selves[id(node)] = (node.args.args[0].arg, cls)
            case ast.ClassDef():
                inner_class = node
            case ast.Assign(targets=[ast.Name(id=name) as target], value=value):
                bindings.setdefault(name, []).append(value)
                self._scopes[id(target)] = scope
                self._enter(value, scope)
                return
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                bindings.setdefault(name, []).append(None)
            case ast.Nonlocal(names=names) | ast.Global(names=names):
                # Somebody else may bind it meanwhile.
                for each in self._outer(scope):
                    for name in names:
                        self._bindings.setdefault(id(each), {}).setdefault(name, []).append(None)
        for child in ast.iter_child_nodes(node):
            self._enter(child, inner, inner_class)

    def _outer(self, scope: Scope) -> list[Scope]:
        found: list[Scope] = [scope]
        while not isinstance(scope, ast.Module):
            scope = self._parents[id(scope)]
            found.append(scope)
        return found
