"""An attack: a program that does what it must not, and how it is told so."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.renderer.death import Death
from services.renderer.job import Limits, Rejection, RenderJob
from services.renderer.outcome import Outcome
from services.renderer.sandbox.layers import Layer
from tests.support.scenes import scene

_MEGABYTE = 1024**2
LIMITS = Limits(wall=20, memory=400 * _MEGABYTE, directory=8 * _MEGABYTE, file=16 * _MEGABYTE)

DENIED = r"runtime: PermissionError"
MEMORY = r"memory: "

_HELPERS = """
import ctypes, fcntl, json, mmap, os, pickle, shutil, signal, socket, stat, subprocess, sys
import threading, time
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

def call(name, x86_64, aarch64, *arguments):
    number = x86_64 if os.uname().machine == "x86_64" else aarch64
    check(libc.syscall(number, *arguments), name)

def check(result, name):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), name)

def in_vain():
    raise PermissionError("nothing has happened")
"""


@dataclass(frozen=True)
class Targets:
    """What there is to attack, all of it open to everybody where only the sandbox is to protect it.

    Ports are of the loopback address.
    """

    service: int
    root: str
    workspace: str
    shared: str
    neighbour: str
    open_folder: str
    open_file: str
    tcp: int
    udp: int
    unix: str
    abstract: str


@dataclass(frozen=True)
class Attack:
    """Lines of `construct`. `refused` is a pattern of the verdict.

    `alone` is a layer without which the attack works. With `policy` the static check is on.
    """

    name: str
    lines: tuple[str, ...]
    refused: str = DENIED
    alone: Layer | None = None
    limits: Limits = LIMITS
    policy: bool = False
    before: str = field(default="")

    def job(self, targets: Targets) -> RenderJob:
        before = "" if self.policy else f"{_HELPERS}\nT = {vars(targets)!r}\n"
        code = scene(*self.lines, "self.add(Dot())", "self.wait(0.1)", before=before + self.before)
        return RenderJob(code, 64, 36, 10, policy=self.policy)

    def is_refused(self, verdict: str) -> bool:
        return re.match(self.refused, verdict) is not None


def attack(name: str, *lines: str, **options: Any) -> Attack:
    return Attack(name, lines, **options)


def verdict(outcome: Outcome) -> str:
    """One line: what the service says of a program."""
    match outcome.value:
        case Rejection(kind=kind, error=text) | Death(cause=kind, detail=text):
            return f"{kind}: {text}"
        case done:
            return type(done).__name__.lower()


def site_packages() -> str:
    import numpy

    return str(Path(numpy.__file__).parents[1])
