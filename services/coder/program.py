"""The program in a model's answer, or what keeps it from being one."""

import ast
import re
import warnings

from shared.contracts.code import CODE_LIMIT
from shared.grammar.answers import fences, without_reasoning

_FIRST_LINE = re.compile(r"^(?:from \w[\w.]* import |import \w|class \w+\(|@)", re.MULTILINE)
_LINE_SHOWN = 120


class NotAProgram(ValueError):
    """The answer holds no usable program; the message says why, with the line at fault."""


def read_program(answer: str, *, truncated: bool = False) -> str:
    """The longest part of the answer that parses and defines one Scene class.

    Raises `NotAProgram` with what is wrong with the likeliest part.
    """
    candidates = _candidates(without_reasoning(answer), truncated)
    if not candidates:
        raise NotAProgram(
            "the answer was cut off before the program ended: write a shorter program"
            if truncated
            else "the answer holds no program: expected one fenced block of Python"
        )
    problems = {code: _problem(code) for code in candidates}
    sound = [code for code, problem in problems.items() if problem is None]
    if sound:
        return max(sound, key=len)
    problem = problems[max(candidates, key=len)]
    if truncated:
        raise NotAProgram(f"the answer was cut off: write a shorter program ({problem})")
    raise NotAProgram(problem or "")


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


def _candidates(answer: str, truncated: bool) -> list[str]:
    blocks = fences(answer)
    # A block that the token limit has cut may parse and still lack its second half.
    whole = [block for block in blocks if block.closed or not truncated]
    python = [block.text for block in whole if block.language in ("python", "py", "python3")]
    texts = [block.text for block in whole]
    if len(python) > 1:
        # Some models put imports, helpers and the scene into blocks of their own.
        texts.append("\n\n".join(python))
    if not blocks and not truncated:
        texts += _unfenced(answer)
    return [text.strip("\n") + "\n" for text in dict.fromkeys(texts) if text.strip()]


def _unfenced(answer: str) -> list[str]:
    """From the first line that looks like a program, with ever less prose after it."""
    start = _FIRST_LINE.search(answer)
    if start is None:
        return []
    paragraphs = re.split(r"\n(?=\S)", answer[start.start() :])
    shortest = max(1, len(paragraphs) - 20)
    for end in range(len(paragraphs), shortest - 1, -1):
        text = "\n".join(paragraphs[:end])
        if _parsed(text) is not None:
            return [text]
    return ["\n".join(paragraphs)]


def _parsed(code: str) -> ast.Module | None:
    try:
        return _parse(code)
    except NotAProgram:
        return None


def _parse(code: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            # "\p" in a formula is a warning to Python and no error to us.
            warnings.simplefilter("ignore")
            return ast.parse(code)
    except SyntaxError as error:
        line = (error.text or "").strip()[:_LINE_SHOWN]
        where = f"line {error.lineno}: " if error.lineno else ""
        raise NotAProgram(f"SyntaxError: {where}{error.msg}" + f": {line}" * bool(line)) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise NotAProgram(f"the program cannot be parsed: {error}") from error


def _problem(code: str) -> str | None:
    if len(code) > CODE_LIMIT:
        return f"the program has {len(code)} characters, the limit is {CODE_LIMIT}"
    try:
        scenes = scene_classes(_parse(code))
    except NotAProgram as error:
        return str(error)
    if not scenes:
        return "the program defines no class that derives from Scene"
    if len(scenes) > 1:
        return f"the program defines {len(scenes)} scenes ({', '.join(scenes)}): write exactly one"
    return None
