"""Whose process it is: where we are root, that of the owner of the job's directory.

Every job gets another owner, so that the processes of two jobs are strangers to each other.
"""

import ctypes
import os
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from random import SystemRandom

from services.renderer.sandbox import kernel

_USERS = range(61_184, 65_280)
"""No account's ids: systemd keeps them for services without one."""

_READ_AND_SEARCH = 1 << 2
_VERSION_3 = 0x20080522

_numbers = count(SystemRandom().randrange(len(_USERS)))


def next_user() -> int | None:
    """Who owns the next job; None where that cannot be chosen."""
    return _USERS[next(_numbers) % len(_USERS)] if os.geteuid() == 0 else None


def hand_over(path: Path, user: int | None) -> None:
    """Give a path to its owner, where we may. Raises `OSError`."""
    if user is not None and os.geteuid() == 0:
        os.chown(path, user, user, follow_symlinks=False)


def become_owner_of(directory: Path, *, needed: Iterable[Path] = ()) -> None:
    """Become the directory's owner, without groups and capabilities, and never root.

    Where Python itself stands behind a door that only root may open, as an interpreter in root's
    home does, the one capability of reading stays: then it is Landlock alone that decides what is
    read. Raises `OSError`.
    """
    if os.geteuid() != 0:
        _set_capabilities(0)
        return
    user = directory.stat().st_uid
    if user == 0:
        raise PermissionError(f"root owns {directory}")
    kernel.keep_capabilities()
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    reachable = all(os.access(path, os.R_OK) for path in needed)
    _set_capabilities(0 if reachable else _READ_AND_SEARCH)


def _set_capabilities(chosen: int) -> None:
    """These and no others, in this process and in the programs that it starts."""
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    # Effective, permitted and inheritable, the lower 32 of each first.
    data = (ctypes.c_uint32 * 6)(chosen, chosen, chosen, 0, 0, 0)
    kernel.syscall("capset", ctypes.byref(header), ctypes.byref(data))
    if chosen:
        kernel.hand_on_capability(chosen.bit_length() - 1)
