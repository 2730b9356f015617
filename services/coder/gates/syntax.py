"""Whether a text is Python at all, and defines one scene."""

import ast
import warnings
from collections.abc import Iterator

from services.coder.gates.finding import Finding
from services.coder.gates.view import View

_LINE_SHOWN = 120


def check(view: View) -> Iterator[Finding]:
    scenes = scene_classes(view.tree)
    if not scenes:
        problem = "the program defines no class that derives from Scene"
        yield Finding(1, "no_scene", problem)
    elif len(scenes) > 1:
        names = ", ".join(scenes)
        problem = f"the program defines {len(scenes)} scenes ({names}): write exactly one"
        yield Finding(view.classes[scenes[-1]].lineno, "no_scene", problem)


def scene_classes(tree: ast.Module) -> list[str]:
    """Classes that derive from a Scene, directly or over each other, and from which none does."""
    scenes: list[str] = []
    extended: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            bases = [ast.unparse(base).rsplit(".", 1)[-1] for base in node.bases]
            if any(base.endswith("Scene") or base in scenes for base in bases):
                scenes.append(node.name)
            extended |= set(bases)
    return [name for name in scenes if name not in extended]


def parsed(code: str) -> ast.Module | Finding:
    """The syntax tree, or what is in its way."""
    try:
        with warnings.catch_warnings():
            # "\p" in a formula is a warning to Python and no error to us.
            warnings.simplefilter("ignore")
            return ast.parse(code)
    except SyntaxError as error:
        line = (error.text or "").strip()[:_LINE_SHOWN]
        shown = f": {line}" if line else ""
        return Finding(error.lineno or 1, "syntax", f"SyntaxError: {error.msg}{shown}")
    except (ValueError, RecursionError, MemoryError) as error:
        return Finding(1, "syntax", f"the program cannot be parsed: {error}")
