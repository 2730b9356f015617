"""Why a render process ended without a result, in words that help the author of its program."""

import os
import re
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from services.renderer.job import OUR_FAULT, Limits

Cause = Literal["timeout", "memory", "cpu", "directory", "crashed", "killed", "failed"]
"""timeout, memory, directory: ended by the service at a limit. cpu: ended by the kernel at one.
crashed: by a signal of its own doing, or by leaving without a word. killed: by someone else.
failed: our own code in it raised, or what it left was not what it promised."""

_AT = re.compile(r'File "scene\.py", line (\d+)')
_TAIL = 64 * 1024


@dataclass(frozen=True)
class Death:
    """`line` is the program's line at the end, where the interpreter could tell it."""

    cause: Cause
    detail: str
    line: int | None = None


def cause_of(status: int, *, ended_by_us: Cause | None, out_of_memory: bool) -> Cause:
    """The cause, from a wait status and what the service itself knows.

    `out_of_memory`: the kernel has meanwhile killed a process of this control group for memory.
    """
    if ended_by_us is not None:
        return ended_by_us
    if not os.WIFSIGNALED(status):
        return "failed" if os.WEXITSTATUS(status) == OUR_FAULT else "crashed"
    match os.WTERMSIG(status):
        case signal.SIGXCPU:
            return "cpu"
        case signal.SIGKILL:
            return "memory" if out_of_memory else "killed"
        case _:
            return "crashed"


def describe(cause: Cause, status: int, limits: Limits, log: str) -> str:
    """One sentence."""
    match cause:
        case "timeout":
            return f"not finished after {limits.wall:g} s"
        case "cpu":
            return f"more than {limits.cpu:g} s of CPU time used"
        case "memory":
            return f"more than {limits.memory // 1024**2} MB of memory used"
        case "directory":
            return f"more than {limits.directory // 1024**2} MB written to disk"
        case "killed":
            return "the render process was killed from outside"
        case "failed":
            return "the render process failed: " + (log.strip().rpartition("\n")[2] or "no word")
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return f"the program crashed the interpreter ({name})"
    return f"the program ended its process without a result (exit status {os.WEXITSTATUS(status)})"


def line_in(traceback: str) -> int | None:
    """The program's innermost line in a traceback of `faulthandler` (most recent call first)."""
    found = _AT.search(traceback)
    return int(found[1]) if found else None


def tail(path: Path) -> str:
    """The end of a file that a program may have tampered with; empty if there is none."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return ""
    try:
        size = os.lseek(descriptor, 0, os.SEEK_END)
        return os.pread(descriptor, _TAIL, max(0, size - _TAIL)).decode(errors="replace")
    except OSError:
        return ""
    finally:
        os.close(descriptor)


def kernel_kills() -> int:
    """How often the kernel has killed for memory in this control group; 0 where it is not told."""
    try:
        text = Path("/sys/fs/cgroup/memory.events").read_text()
    except OSError:
        return 0
    counts = dict(line.split() for line in text.splitlines())
    return int(counts.get("oom_kill", 0))
