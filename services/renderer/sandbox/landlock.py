"""Which files a process may touch, decided by the kernel along the real tree, for any user.

A kernel since 5.13 knows it; newer ones let more be said (cutting files off, TCP, devices' own
calls, signals and abstract sockets), and all that this one knows is used.
"""

import ctypes
import errno
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from services.renderer.sandbox import kernel

_VERSION_QUERY = 1
_PATH_BENEATH = 1

EXECUTE = 1 << 0
WRITE_FILE = 1 << 1
READ_FILE = 1 << 2
READ_DIR = 1 << 3
_REMOVE_DIR = 1 << 4
_REMOVE_FILE = 1 << 5
_MAKE_DIR = 1 << 7
_MAKE_REG = 1 << 8
_REFER = 1 << 13
_TRUNCATE = 1 << 14

READ = READ_FILE | READ_DIR
RUN = READ | EXECUTE
OWN = READ | WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _REFER | _TRUNCATE
"""Everything with plain files and directories; no links, no devices, no pipes, no sockets."""
_OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | _TRUNCATE

# The rights of the file system by version: 13 at first, then moves between directories, cutting
# off, and devices' own calls. Whatever is handled and granted by no rule is denied.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_NEWEST_FILE_RIGHTS = (1 << 16) - 1
_TCP = 0b11
_SIGNALS_AND_ABSTRACT_SOCKETS = 0b11


@dataclass(frozen=True)
class Grant:
    """Rights on a path and all that is below it. A path that does not exist is no grant."""

    path: Path
    rights: int


def version() -> int:
    """Raises `OSError` where the kernel has no Landlock, or has it switched off."""
    try:
        return kernel.syscall("landlock_create_ruleset", None, 0, _VERSION_QUERY)
    except OSError as error:
        if error.errno in (errno.ENOSYS, errno.EOPNOTSUPP):
            reason = "no Landlock: Linux 5.13 or newer, with it among its security modules"
            raise OSError(error.errno, reason) from None
        raise


def restrict(grants: Iterable[Grant]) -> None:
    """Leave this thread, and all that it starts, nothing but the grants. Raises `OSError`."""
    known = version()
    handled = _FILE_RIGHTS.get(known, _NEWEST_FILE_RIGHTS)
    attributes = (ctypes.c_uint64 * 3)(
        handled,
        _TCP if known >= 4 else 0,
        _SIGNALS_AND_ABSTRACT_SOCKETS if known >= 6 else 0,
    )
    # An older kernel takes the longer structure too, as long as what it does not know is zero.
    ruleset = kernel.syscall(
        "landlock_create_ruleset", ctypes.byref(attributes), ctypes.sizeof(attributes), 0
    )
    try:
        for grant in grants:
            _add(ruleset, grant, handled)
        kernel.gain_nothing_by_exec()
        kernel.syscall("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("parent", ctypes.c_int32))


def _add(ruleset: int, grant: Grant, handled: int) -> None:
    try:
        parent = os.open(grant.path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = grant.rights & handled
        if not stat.S_ISDIR(os.fstat(parent).st_mode):
            rights &= _OF_A_FILE
        rule = _PathBeneath(rights, parent)
        kernel.syscall("landlock_add_rule", ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(parent)
