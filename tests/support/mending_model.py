"""A model that mends exactly what it is told, however often: complaints that say more need less.

Recorded programs carry faults; of each it is known which words in a complaint give it away.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.support.model_answers import (
    IMPLEMENTATION,
    Answer,
    fenced,
    http_error,
)
from tests.support.model_server import Question

_COMPLAINT = re.compile(r"What was wrong:\n(.*?)\n+Answer with the whole program", re.DOTALL)
# What stands beside the complaint: lines that are not at fault, and documentation.
_ASIDE = re.compile(r"^ +\d+ \| [^\n]*$|^What Manim has:[\s\S]*", re.MULTILINE)
_REWRITE, _SIMPLIFY = "Throw the part away", "Write a simpler scene"


@dataclass(frozen=True)
class Fault:
    """`wrong` stands in the program where `right` should; `told` is what gives it away.

    A `stubborn` one survives being told: only a rewritten (1) or simplified (2) scene is rid of it.
    """

    right: str
    wrong: str
    told: str
    stubborn: int = 0


@dataclass(frozen=True)
class Recorded:
    """What one model answers: first these answers, then the program, as often as it is asked."""

    name: str
    kind: str
    program: str
    faults: tuple[Fault, ...] = ()
    plans: tuple[Answer, ...] = ()
    before: tuple[Answer, ...] = ()
    shown: str = "fence"
    hopeless: bool = False


@dataclass
class MendingModel:
    """A script for the model server."""

    recorded: Recorded
    plan: Answer
    questions: int = 0
    _mended: set[Fault] = field(default_factory=set)
    _plans: Iterator[Answer] = field(init=False)
    _before: Iterator[Answer] = field(init=False)

    def __post_init__(self) -> None:
        self._plans = iter(self.recorded.plans)
        self._before = iter(self.recorded.before)

    def __call__(self, question: Question) -> Answer:
        self.questions += 1
        match question.step:
            case "plan":
                return next(self._plans, self.plan)
            case "implement":
                return IMPLEMENTATION
            case "code":
                self._listen(question.user)
                return next(self._before, None) or Answer(self._answer())
        return http_error(400, "this step is not in the script")

    def _listen(self, prompt: str) -> None:
        complaint = _COMPLAINT.search(prompt)
        if complaint is None:
            return
        said = _ASIDE.sub("", complaint[1])
        effort = 2 if _SIMPLIFY in prompt else 1 if _REWRITE in prompt else 0
        for fault in self.recorded.faults:
            told = re.search(fault.told, said, re.IGNORECASE)
            if told and effort >= fault.stubborn:
                self._mended.add(fault)

    def _answer(self) -> str:
        code = self.recorded.program
        for fault in self.recorded.faults:
            if fault not in self._mended:
                assert fault.right in code, (self.recorded.name, fault.right)
                code = code.replace(fault.right, fault.wrong, 1)
        return SHAPES[self.recorded.shown](code)


def _in_two_fences(code: str) -> str:
    head, _, body = code.partition("\n\n\n")
    return f"First the imports.\n{fenced(head)}\nThen the scene:\n{fenced(body)}"


SHAPES: dict[str, Callable[[str], str]] = {
    "fence": fenced,
    "prose": lambda code: f"Sure! Here is your scene.\n\n{fenced(code)}\n\nIt shows a parabola.",
    "bare": lambda code: code,
    "bare in prose": lambda code: f"Here is the program:\n\n{code}\nHave fun!",
    "no language": lambda code: fenced(code, language=""),
    "capitals": lambda code: fenced(code, language="Python"),
    "tildes": lambda code: f"~~~python\n{code}~~~",
    "two fences": _in_two_fences,
    "thoughts": lambda code: f"<think>\n{fenced('draft = 1')}\n</think>\n{fenced(code)}",
    "thoughts, opening tag lost": lambda code: f"Let me think.\n</think>\n{fenced(code)}",
    "never closed": lambda code: f"```python\n{code}",
    "shell first": lambda code: f"{fenced('pip install manim', language='bash')}\n{fenced(code)}",
}
"""How models wrap a program."""
