"""`python -m tests.support.unprivileged MODULE ARGUMENT...`: run a module as nobody, as root.

Nobody has no capability. Where Python or this tree stands in a directory that only root may enter
(root's home), a copy of the tree of mounts, seen by this process alone, opens the way to it.
Ends with `CANNOT` where that is not allowed.
"""

import ctypes
import os
import stat
import sys
import tempfile
from pathlib import Path

NOBODY = 65_534
CANNOT = 77

_ROOT = Path(__file__).resolve().parents[2]
_NEW_MOUNTS = 0x00020000
_BIND, _MOVE, _ALL_BELOW, _PRIVATE = 0x1000, 0x2000, 0x4000, 0x40000

_libc = ctypes.CDLL(None, use_errno=True)


def main(module: str, arguments: list[str]) -> None:
    needed = {Path(sys.prefix), Path(sys.base_prefix), _ROOT}
    closed = {door: {p for p in needed if door in p.parents} for door in _doors(needed)}
    if closed:
        try:
            _open(closed)
        except OSError as error:
            print(f"no mounts of one's own: {error}", file=sys.stderr)
            sys.exit(CANNOT)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    os.environ["HOME"] = arguments[0]
    os.execv(sys.executable, [sys.executable, "-m", module, *arguments])


def _doors(needed: set[Path]) -> set[Path]:
    """The outermost directories on the way that others may not pass."""
    parents = {parent for path in needed for parent in path.parents}
    closed = {parent for parent in parents if not parent.stat().st_mode & stat.S_IXOTH}
    return {door for door in closed if not closed & set(door.parents)}


def _open(closed: dict[Path, set[Path]]) -> None:
    """Put an open directory in the place of each door, with the needed ones in it."""
    _check(_libc.unshare(_NEW_MOUNTS))
    _mount("none", "/", None, _ALL_BELOW | _PRIVATE)
    for door, paths in closed.items():
        stage = Path(tempfile.mkdtemp())
        _mount("none", str(stage), b"tmpfs", 0)
        stage.chmod(0o755)
        for path in paths:
            place = stage / path.relative_to(door)
            place.mkdir(parents=True, exist_ok=True)
            _mount(str(path), str(place), None, _BIND | _ALL_BELOW)
        _mount(str(stage), str(door), None, _MOVE)
        stage.rmdir()


def _mount(source: str, target: str, kind: bytes | None, flags: int) -> None:
    _check(_libc.mount(source.encode(), target.encode(), kind, ctypes.c_ulong(flags), None))


def _check(result: int) -> None:
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
