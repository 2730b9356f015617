"""A scene's program: its text checked and run, its scene found, its errors placed."""

import ast
import inspect
import linecache
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, TracebackType
from typing import TypeVar

from services.renderer.job import Rejection
from shared import policy
from shared.contracts.code import RejectionKind

SceneT = TypeVar("SceneT")

FILE_NAME = "scene.py"
"""The name under which the program stands in tracebacks."""

_CONTEXT = 3
_SIGNATURE = re.compile(
    r"unexpected keyword|positional argument|missing \d+ required|multiple values for"
)


class Broken(Exception):
    """The program cannot become a video; `rejection` says why."""

    def __init__(self, rejection: Rejection) -> None:
        super().__init__(rejection.error)
        self.rejection = rejection


class NotShown(BaseException):
    """Ends a scene early. Not an `Exception`, so that no program swallows it."""

    def __init__(self, rejection: Rejection) -> None:
        super().__init__(rejection.error)
        self.rejection = rejection


class Program:
    """The text of a scene's program."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._lines = code.splitlines()

    def check(self, *, by_policy: bool = True) -> None:
        """Raises `Broken` for a text that is no Python or that the policy forbids."""
        try:
            tree = ast.parse(self.code, FILE_NAME)
        except SyntaxError as error:
            reason = f"{type(error).__name__}: {error.msg}"
            raise Broken(self._rejection("syntax", reason, error.lineno)) from None
        except (ValueError, RecursionError, MemoryError) as error:
            reason = f"not readable as Python: {error or type(error).__name__}"
            raise Broken(self._rejection("syntax", reason, None)) from None
        found = policy.violations(tree) if by_policy else []
        if found:
            shown = [f"line {fault.line}: {fault.message}" for fault in found[:5]]
            more = [f"and {len(found) - 5} more"] if len(found) > 5 else []
            reason = "; ".join(shown + more)
            raise Broken(self._rejection("policy", reason, found[0].line))

    def run(self) -> ModuleType:
        """Execute the module's top level. Raises what the program raises."""
        compiled = compile(self.code, FILE_NAME, "exec", dont_inherit=True)
        module = ModuleType(Path(FILE_NAME).stem)
        module.__file__ = FILE_NAME
        # Dataclasses look their module up; tracebacks and inspect look up its source.
        sys.modules[module.__name__] = module
        entry = (len(self.code), None, self.code.splitlines(keepends=True), FILE_NAME)
        linecache.cache[FILE_NAME] = entry
        exec(compiled, module.__dict__)
        return module

    def scene_class(self, module: ModuleType, base: type[SceneT]) -> type[SceneT]:
        """The one class on this base defined in the module or, of several, the last leaf.

        A leaf is a class that is no base of another one; helpers and base classes therefore may
        stand anywhere, and of alternatives the last word counts, as in the text.
        """
        classes = [value for value in module.__dict__.values() if inspect.isclass(value)]
        defined: list[type[SceneT]] = [
            cls
            for cls in dict.fromkeys(classes)
            if issubclass(cls, base) and cls.__module__ == module.__name__
        ]
        leaves = [
            candidate
            for candidate in defined
            if not any(other is not candidate and issubclass(other, candidate) for other in defined)
        ]
        if not leaves:
            error = (
                "the program defines no Scene class: "
                "write `class Name(Scene)` with a construct(self) method"
            )
            raise Broken(Rejection("no_scene", error))
        return leaves[-1]

    def rejection_of(self, error: BaseException) -> Rejection:
        """What an author needs to know of an exception that came out of the program."""
        line = self.line_of(error.__traceback__)
        if isinstance(error, MemoryError):
            return self._rejection("memory", f"out of memory: {error}".rstrip(": "), line)
        if isinstance(error, SystemExit):
            return self._rejection("runtime", "the program ends itself", line)
        text = str(error) or repr(error)
        return self._rejection(_kind_of(error, text), f"{type(error).__name__}: {text}", line)

    def line_of(self, traceback: TracebackType | None) -> int | None:
        """The innermost line of the program in a traceback."""
        line = None
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename == FILE_NAME:
                line = traceback.tb_lineno
            traceback = traceback.tb_next
        return line

    def context(self, line: int | None) -> str:
        """The lines around a line, numbered, the line itself marked."""
        return "\n".join(self._around(line)) if line else ""

    def _around(self, line: int) -> Iterator[str]:
        first = max(1, line - _CONTEXT)
        last = min(len(self._lines), line + _CONTEXT)
        for number in range(first, last + 1):
            mark = ">" if number == line else " "
            yield f"{mark} {number:3} | {self._lines[number - 1][:200]}"

    def _rejection(self, kind: RejectionKind, error: str, line: int | None) -> Rejection:
        return Rejection(kind, error, line, self.context(line))


def _kind_of(error: BaseException, text: str) -> RejectionKind:
    """Names and signatures that are wrong are mended by looking them up."""
    if isinstance(error, NameError | AttributeError | ImportError):
        return "name"
    if isinstance(error, TypeError) and _SIGNATURE.search(text):
        return "signature"
    return "runtime"
