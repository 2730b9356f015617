"""Names that nothing defines: typing errors, and what only other Manims have."""

import ast
import builtins
import difflib
import symtable
from collections.abc import Collection, Iterable, Iterator

from authors.reference.removed import REMOVED
from services.coder.gates.finding import Finding
from services.coder.gates.view import View

_MODULE_NAMES = frozenset({"__name__", "__file__", "__doc__", "__builtins__", "__annotations__"})
_BUILTINS = frozenset(dir(builtins))


def check(view: View) -> Iterator[Finding]:
    yield from _imported(view)
    yield from _of_modules(view)
    starred = view.starred
    if starred is None:
        return
    local, missing = _scopes(view)
    known = starred | _BUILTINS | _MODULE_NAMES
    without_import = False
    for name, line in sorted(missing.items(), key=lambda each: each[1]):
        if name in known:
            continue
        if name in view.index.names and not view.has_star and not view.modules:
            if not without_import:
                without_import = True
                yield Finding(line, "name", f"{name} is Manim's: begin with `from manim import *`")
            continue
        yield Finding(line, "name", f"{name} is not defined{_advice(name, local, known)}")


def suggestion(name: str, candidates: Iterable[str], *, cutoff: float = 0.75) -> str:
    """`; did you mean circle?`, or nothing."""
    choice = sorted(set(candidates))
    same = [each for each in choice if each.lower() == name.lower()]
    close = same or difflib.get_close_matches(name, choice, n=1, cutoff=cutoff)
    return f"; did you mean {close[0]}?" if close else ""


def _advice(name: str, local: Collection[str], known: Iterable[str]) -> str:
    if name in local:
        return " here, only in another method: hand it on, or keep it as an attribute of self"
    if name in REMOVED:
        return f" in Manim Community: {REMOVED[name]}"
    return suggestion(name, local) or suggestion(name, known, cutoff=0.8)


def _imported(view: View) -> Iterator[Finding]:
    for node in view.nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "manim":
            for alias in node.names:
                if alias.name not in (*view.index.names, "*") and alias.name[0] != "_":
                    advice = _advice(alias.name, (), view.index.names)
                    yield Finding(node.lineno, "name", f"manim has no {alias.name}{advice}")


def _of_modules(view: View) -> Iterator[Finding]:
    """`manim.Circl`, `rate_functions.ease_in_out_sin`."""
    for node in view.nodes:
        match node:
            case ast.Attribute(value=ast.Name(id=module), attr=attr) if attr[0] != "_":
                if module in view.modules and module not in view.bound:
                    names: Iterable[str] = view.index.names
                elif view.resolve(node.value) in view.index.modules:
                    names = view.index.modules[module]
                else:
                    continue
                if attr not in names:
                    advice = _advice(attr, (), names)
                    yield Finding(node.lineno, "name", f"{module} has no {attr}{advice}")


def _scopes(view: View) -> tuple[set[str], dict[str, int]]:
    """The names that the program defines, and those that it uses without, with a line."""
    top = symtable.symtable(view.code, "scene.py", "exec")
    tables = list(_tables(top))
    defined = {s.get_name() for s in top.get_symbols() if _is_bound(s)}
    defined |= {
        symbol.get_name()
        for table in tables
        for symbol in table.get_symbols()
        if symbol.is_declared_global() and _is_bound(symbol)
    }
    local = {s.get_name() for table in tables for s in table.get_symbols() if _is_bound(s)}
    loads = _loads(view)
    missing: dict[str, int] = {}
    for table in tables:
        for symbol in table.get_symbols():
            name = symbol.get_name()
            if name in defined or not symbol.is_referenced():
                continue
            if (symbol.is_global() or table is top) and not (table is top and _is_bound(symbol)):
                lines = [line for line in loads.get(name, ()) if line >= table.get_lineno()]
                if lines:
                    missing[name] = min([*lines, missing.get(name, lines[0])])
    return local, missing


def _tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _tables(child)


def _is_bound(symbol: symtable.Symbol) -> bool:
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()


def _loads(view: View) -> dict[str, list[int]]:
    """Lines where a name's value is really wanted."""
    # Python does not look at the types of local variables.
    unread: set[int] = set()
    if any(isinstance(node, ast.AnnAssign) for node in view.nodes):
        unread = {
            id(name)
            for function in view.nodes
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            for node in ast.walk(function)
            if isinstance(node, ast.AnnAssign)
            for name in ast.walk(node.annotation)
        }
    found: dict[str, list[int]] = {}
    for node in view.nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in unread:
            found.setdefault(node.id, []).append(node.lineno)
    return found
