"""A small assembler of the filters that seccomp takes: classic BPF over `struct seccomp_data`."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

_LOAD = 0x20  # a word of the data, at a fixed offset
_AND = 0x54
_EQUAL = 0x15
_RETURN = 0x06

_NUMBER = 0
_ARCHITECTURE = 4
_ARGUMENTS = 16

ALLOW = 0x7FFF0000
KILL_PROCESS = 0x80000000


def errno(number: int) -> int:
    """The action of failing with this error; with 0 the call seems to succeed and does nothing."""
    return 0x00050000 | number


@dataclass(frozen=True)
class Instruction:
    """`true` and `false` are how many instructions a comparison skips."""

    code: int
    value: int
    true: int = 0
    false: int = 0


@dataclass(frozen=True)
class Check:
    """The argument's low 32 bits, masked, must be one of `values`.

    The kernel reads such arguments as 32 bits too, whatever stands above them.
    """

    argument: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF


@dataclass(frozen=True)
class Null:
    """The argument must be a null pointer."""

    argument: int


Rule = tuple[Check | Null, ...]


def program(
    architecture: int,
    rules: Iterable[tuple[int, Rule]],
    *,
    actions: Iterable[tuple[int, int]] = (),
    otherwise: int,
) -> bytes:
    """A filter that allows the calls whose number has a rule, where all its checks hold.

    `actions` are for single other numbers, `otherwise` is for all the rest. Another architecture's
    calls, which have other numbers, end the process.
    """
    code = [
        Instruction(_LOAD, _ARCHITECTURE),
        Instruction(_EQUAL, architecture, true=1),
        Instruction(_RETURN, KILL_PROCESS),
        Instruction(_LOAD, _NUMBER),
    ]
    for number, rule in rules:
        code += _only(number, [*_checks(rule, otherwise), Instruction(_RETURN, ALLOW)])
    for number, action in actions:
        code += _only(number, [Instruction(_RETURN, action)])
    code.append(Instruction(_RETURN, otherwise))
    return b"".join(struct.pack("<HBBI", i.code, i.true, i.false, i.value) for i in code)


def _only(number: int, block: list[Instruction]) -> list[Instruction]:
    """Skip the block, which ends with a return, for other calls."""
    return [Instruction(_EQUAL, number, false=len(block)), *block]


def _checks(rule: Rule, otherwise: int) -> list[Instruction]:
    code: list[Instruction] = []
    for check in rule:
        low = _ARGUMENTS + 8 * check.argument
        if isinstance(check, Null):
            for half in (low, low + 4):
                code += [Instruction(_LOAD, half), *_one_of((0,), otherwise)]
        else:
            code.append(Instruction(_LOAD, low))
            if check.mask != 0xFFFFFFFF:
                code.append(Instruction(_AND, check.mask))
            code += _one_of(check.values, otherwise)
    return code


def _one_of(values: tuple[int, ...], otherwise: int) -> list[Instruction]:
    """Go on behind the last of these instructions for one of the values, else return."""
    last = len(values)
    found = [Instruction(_EQUAL, value, true=last - at) for at, value in enumerate(values)]
    return [*found, Instruction(_RETURN, otherwise)]
