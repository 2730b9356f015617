"""The program in a model's answer, or what keeps it from being one."""

import re

from services.coder import gates
from shared.contracts.code import CODE_LIMIT
from shared.grammar.answers import fences, without_reasoning

_FIRST_LINE = re.compile(r"^(?:from \w[\w.]* import |import \w|class \w+\(|@)", re.MULTILINE)


class NotAProgram(ValueError):
    """The answer holds no program that could be judged; the message says why."""


def read_program(answer: str, *, truncated: bool = False) -> str:
    """The longest part of the answer that parses and defines one Scene class.

    Where there is none, the part that was likeliest meant to; gates say what is wrong with it.
    Raises `NotAProgram` when nothing was.
    """
    candidates = _candidates(without_reasoning(answer), truncated)
    if not candidates:
        raise NotAProgram(
            "the answer was cut off before the program ended: write a shorter program"
            if truncated
            else "the answer holds no program: expected one fenced block of Python"
        )
    code = max([c for c in candidates if _is_sound(c)] or candidates, key=len)
    if truncated and not _is_sound(code):
        raise NotAProgram("the answer was cut off: write a shorter program")
    if len(code) > CODE_LIMIT:
        raise NotAProgram(f"the program has {len(code)} characters, the limit is {CODE_LIMIT}")
    return code


def _is_sound(code: str) -> bool:
    return len(code) <= CODE_LIMIT and not gates.findings(code, gates=("syntax",))


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
        if gates.parses(text):
            return [text]
    return ["\n".join(paragraphs)]
