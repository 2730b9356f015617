"""Calls that Python has no function for."""

import ctypes
import os

from services.renderer.sandbox import syscalls

_PR_SET_PDEATHSIG = 1
_PR_SET_KEEPCAPS = 8
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def syscall(name: str, *arguments: object) -> int:
    """Raises `OSError`. Integers are passed as 64 bits, pointers as `ctypes` gives them."""
    number = syscalls.number(name)
    if number is None:
        raise OSError(38, f"{name}: no such call on this machine")
    passed = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result: int = _libc.syscall(ctypes.c_long(number), *passed)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")
    return result


def signal_when_parent_dies(signal: int) -> None:
    """Forgotten by the kernel whenever the process changes its user."""
    _prctl(_PR_SET_PDEATHSIG, signal)


def adopt_orphans() -> None:
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def gain_nothing_by_exec() -> None:
    """No program that is started gives privileges; what Landlock and seccomp ask for first."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def keep_capabilities() -> None:
    """A change of user leaves the permitted capabilities for `set_capabilities` to choose from."""
    _prctl(_PR_SET_KEEPCAPS, 1)


def hand_on_capability(number: int) -> None:
    """Programs that are started get it too."""
    _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, number)


def _prctl(option: int, *values: int) -> None:
    passed = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    if _libc.prctl(option, *passed) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"prctl({option}): {os.strerror(error)}")
