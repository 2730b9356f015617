"""What a scene's program may name.

A static check over the syntax tree: it stops the easy attacks and, above all, tells an author in
one sentence what is not available. It is not the boundary; the sandbox is.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ALLOWED_MODULES = _names(
    "__future__ abc bisect cmath collections colorsys copy dataclasses datetime decimal enum "
    "fractions functools heapq itertools manim math networkx numbers numpy operator PIL random "
    "re scipy statistics string textwrap typing"
)

FORBIDDEN_SUBMODULES = _names(
    "manim.__main__ manim._config manim.cli manim.plugins manim.renderer manim.manager "
    "manim.scene.scene_file_writer manim.utils.commands manim.utils.file_ops "
    "manim.utils.ipython_magic manim.utils.module_ops manim.utils.tex_file_writing "
    "manim.utils.typst_file_writing numpy.ctypeslib numpy.distutils numpy.f2py numpy.testing "
    "scipy.io scipy._lib networkx.readwrite PIL.ImageGrab PIL.ImageShow"
)

FORBIDDEN_NAMES = _names(
    "__builtins__ __import__ __loader__ __spec__ breakpoint compile delattr eval exec exit "
    "globals help input locals memoryview open quit vars"
)

# Names that are doors wherever they hang: modules reached through other modules, frames and code
# objects, and functions of the allowed libraries that read or write files.
FORBIDDEN_ATTRIBUTES = _names(
    "os _os sys _sys subprocess shutil socket ctypes importlib builtins posix pathlib tempfile "
    "threading multiprocessing pickle marshal inspect linecache "
    "gi_frame gi_code cr_frame cr_code ag_frame f_back f_builtins f_globals f_locals tb_frame "
    "tb_next func_globals co_code "
    "open eval exec popen attrgetter methodcaller "
    "fromfile tofile memmap open_memmap loadtxt savetxt genfromtxt fromregex savez "
    "savez_compressed ctypeslib DataSource "
    "read_gpickle write_gpickle embed interactive_embed"
)

FORBIDDEN_OF_NUMPY = frozenset({"load", "save", "lib", "core", "_core", "testing", "f2py"})

ALLOWED_DUNDERS = _names(
    "__init__ __post_init__ __name__ __qualname__ __doc__ __class__ __call__ __len__ __iter__ "
    "__next__ __contains__ __getitem__ __setitem__ __str__ __repr__ __format__ __hash__ __eq__ "
    "__ne__ __lt__ __le__ __gt__ __ge__ __add__ __radd__ __iadd__ __sub__ __rsub__ __isub__ "
    "__mul__ __rmul__ __imul__ __truediv__ __rtruediv__ __floordiv__ __mod__ __pow__ __neg__ "
    "__pos__ __abs__ __bool__ __int__ __float__ __enter__ __exit__ __copy__ __deepcopy__ "
    "__main__ __file__ __all__ __slots__ __annotations__ __version__"
)

# At module level these assignments are harmless, since the renderer sets them again.
OVERRIDDEN_CONFIG = _names(
    "pixel_width pixel_height frame_rate quality preview verbosity disable_caching format "
    "progress_bar write_to_movie save_last_frame output_file max_files_cached "
    "flush_cache renderer"
)
FREE_CONFIG = _names(
    "background_color background_opacity frame_width frame_height frame_size frame_x_radius "
    "frame_y_radius tex_template"
)

FILE_READERS = frozenset({"SVGMobject", "ImageMobject", "ImageMobjectFromCamera"})


@dataclass(frozen=True, order=True)
class Violation:
    """One thing that is not allowed, at a line of the program (1-based)."""

    line: int
    message: str


def violations(tree: ast.Module) -> list[Violation]:
    """Everything in the program that the policy forbids, by line; empty when there is nothing."""
    return sorted(set(_walk(tree)))


def _walk(tree: ast.Module) -> Iterator[Violation]:
    nodes = list(ast.walk(tree))
    inside: set[int] = set()
    for node in nodes:
        # Outer functions come first: what is in an inner one is in them.
        if _is_function(node) and id(node) not in inside:
            inside.update(id(inner) for inner in ast.walk(node))
    for node in nodes:
        for message in _faults(node, in_function=id(node) in inside):
            yield Violation(getattr(node, "lineno", 1), message)


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def _faults(node: ast.AST, *, in_function: bool) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            for alias in names:
                yield from _module_fault(alias.name)
        case ast.ImportFrom(module=module, level=level, names=names):
            if level:
                yield "relative imports are not available: a scene is one file"
                return
            yield from _module_fault(module or "")
            for alias in names:
                yield from _name_fault(alias.name, f"{module}.{alias.name}")
                yield from _module_fault(f"{module}.{alias.name}", member=True)
        case ast.Name(id=name):
            yield from _name_fault(name, name)
        case ast.Attribute(attr=attr, value=value):
            yield from _attribute_fault(attr, value)
            if _is_config(value) and isinstance(node.ctx, ast.Store | ast.Del):
                yield from _config_fault(attr, in_function=in_function)
        case ast.Subscript(value=value, slice=ast.Constant(value=str(key))) if _is_config(value):
            if isinstance(node.ctx, ast.Store | ast.Del):
                yield from _config_fault(key, in_function=in_function)
        case ast.Call(func=func, args=args, keywords=keywords):
            yield from _call_fault(func, args, keywords)
        case ast.Constant(value=str(text)) if "__" in text:
            yield from _text_fault(text)


def _module_fault(name: str, *, member: bool = False) -> Iterator[str]:
    if not member and name.split(".")[0] not in ALLOWED_MODULES:
        allowed = ", ".join(sorted(ALLOWED_MODULES - {"__future__"}))
        yield f"import of '{name}' is not allowed; available are {allowed}"
    elif any(name == door or name.startswith(door + ".") for door in FORBIDDEN_SUBMODULES):
        yield f"import of '{name}' is not allowed"


def _name_fault(name: str, shown: str) -> Iterator[str]:
    door = name in FORBIDDEN_NAMES or (name in FORBIDDEN_ATTRIBUTES and shown != name)
    if door or _is_internal(name):
        yield f"'{shown}' is not allowed"


def _attribute_fault(attr: str, value: ast.expr) -> Iterator[str]:
    of_numpy = isinstance(value, ast.Name) and value.id in ("np", "numpy")
    door = attr in FORBIDDEN_ATTRIBUTES or (of_numpy and attr in FORBIDDEN_OF_NUMPY)
    if door or _is_internal(attr):
        yield f"the attribute '.{attr}' is not allowed"


def _call_fault(func: ast.expr, args: list[ast.expr], keywords: list[ast.keyword]) -> Iterator[str]:
    name = func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")
    if name in ("getattr", "setattr", "hasattr") and len(args) >= 2:
        key = args[1]
        if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
            yield f"{name}() needs the attribute's name as a plain string"
        else:
            yield from _attribute_fault(key.value, args[0])
    elif name in FILE_READERS and args and _is_path(args[0]):
        yield f"{name}() cannot read files: draw with Manim's own shapes, or from an array"
    elif name == "Code" and any(k.arg == "code_file" for k in keywords):
        yield "Code(code_file=...) cannot read files: use code_string="
    elif name == "add_sound" and args and _is_outside(args[0]):
        yield "add_sound() cannot read files outside the scene's directory"
    elif _is_config(func.value if isinstance(func, ast.Attribute) else func) and name in (
        "update",
        "digest_file",
        "digest_args",
        "load",
        "__setitem__",
    ):
        yield f"config.{name}() is not allowed: size, rate and files are the renderer's to set"
    elif name == "tempconfig":
        yield "tempconfig() is not allowed: size, rate and files are the renderer's to set"


def _text_fault(text: str) -> Iterator[str]:
    """`"{0.__globals__}".format(x)` walks attributes too."""
    for door in ("__globals__", "__subclasses__", "__builtins__", "__code__", "__mro__"):
        if door in text:
            yield f"the text '{door}' is not allowed"


def _config_fault(key: str, *, in_function: bool) -> Iterator[str]:
    if key in FREE_CONFIG or (key in OVERRIDDEN_CONFIG and not in_function):
        return
    yield f"config.{key} cannot be set: size, rate and files are the renderer's to set"


def _is_config(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "config"
    return isinstance(node, ast.Name) and node.id == "config"


def _is_path(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant | ast.JoinedStr) and not (
        isinstance(node, ast.Constant) and not isinstance(node.value, str)
    )


def _is_outside(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and (node.value.startswith(("/", "~")) or ".." in node.value)
    )


def _is_internal(name: str) -> bool:
    dunder = len(name) > 4 and name.startswith("__") and name.endswith("__")
    return dunder and name not in ALLOWED_DUNDERS
