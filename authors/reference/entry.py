"""One name of Manim in the words in which a model is told of it."""

import ast
import re
import warnings

from authors.reference.index import Index, Signature
from shared.policy import violations

EXAMPLE_LIMIT = 700
"""Characters. Longer ones crowd out other entries."""

# Examples of the documentation that need LaTeX, which programs are told not to use.
_TEX = re.compile(
    r"\b(Tex|MathTex|SingleStringMathTex|Title|BulletedList|\w*Matrix|MathTable|Variable|"
    r"BraceLabel|BraceText|TexTemplate|get_tex|get_text|add_coordinates|get_graph_label|"
    r"get_axis_labels|get_[xy]_axis_label|include_numbers|\w+Labels?)\b"
)
_COMMON = frozenset({"color", "fill_color", "fill_opacity", "stroke_color", "stroke_width"})


def is_there(index: Index, name: str) -> bool:
    """Whether there is an entry for `Circle`, `linear` or `Circle.move_to`."""
    cls, _, method = name.partition(".")
    if method:
        return cls in index.classes and index.method(cls, method) is not None
    return cls in index.functions or (cls in index.classes and cls in index.names)


def entry_text(index: Index, name: str, *, example: bool = True) -> str:
    """Signature, first sentence and, where a short one is usable, an example."""
    cls, _, method = name.partition(".")
    signature: Signature | None
    if cls in index.functions:
        signature, examples = index.function(cls), index.functions[cls].get("examples", [])
    else:
        signature = index.method(cls, method or "__init__")
        examples = index.examples(cls, method or "__init__")
    doc = index.classes[cls].get("doc", "") if cls in index.classes and not method else ""
    lines = [f"{name}({signature.text if signature else ''})"]
    if signature and signature.keywords and "**" in signature.text:
        others = sorted(signature.keywords & _COMMON - set(signature.positional))
        if others:
            lines.append(f"    and {', '.join(others)}")
    if words := doc or (signature.doc if signature else ""):
        lines.append(f"    {words}")
    usable = [code for code in examples if _is_usable(code)] if example else []
    if usable:
        shortest = min(usable, key=len)
        lines += [f"    {line}" for line in shortest.splitlines()]
    return "\n".join(lines)


def _is_usable(code: str) -> bool:
    if len(code) > EXAMPLE_LIMIT or _TEX.search(code):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return not violations(ast.parse(code))
    except SyntaxError:
        return False
