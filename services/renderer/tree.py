"""A directory tree that a program has made, however deep it is and whatever may be in it."""

import errno
import os
import stat
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path

_BLOCK = 4096
_OPEN = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def size_of(directory: Path) -> int:
    """Bytes on disk below a directory, which may change meanwhile. Links are not followed.

    What is empty takes room too: no file counts for less than a block, and what is too deep to be
    counted for more than anybody may have.
    """
    total = 0
    pending = [str(directory)]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    with suppress(FileNotFoundError):
                        blocks = entry.stat(follow_symlinks=False).st_blocks
                        total += max(_BLOCK, blocks * 512)
                        if entry.is_dir(follow_symlinks=False):
                            pending.append(entry.path)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                return sys.maxsize
    return total


def remove(path: Path) -> None:
    """Remove a tree in which nobody works any more. What cannot be removed stays.

    Directories are moved up to the top one by one: neither the depth of the tree nor the length of
    its paths matters.
    """
    if path.is_symlink():
        path.unlink()
        return
    with suppress(OSError):
        path.chmod(stat.S_IRWXU)
        top = os.open(path, _OPEN)
        try:
            _empty(top)
        finally:
            os.close(top)
        path.rmdir()


def _empty(top: int) -> None:
    names = (f".removed-{number}-{os.urandom(4).hex()}" for number in count())
    pending = _take_apart(top)
    while pending:
        name = pending.pop()
        with suppress(OSError):
            os.chmod(name, stat.S_IRWXU, dir_fd=top)
            directory = os.open(name, _OPEN, dir_fd=top)
            try:
                for inner in _take_apart(directory):
                    # A directory's own permissions decide too whether it may be moved.
                    os.chmod(inner, stat.S_IRWXU, dir_fd=directory)
                    moved = next(names)
                    os.rename(inner, moved, src_dir_fd=directory, dst_dir_fd=top)
                    pending.append(moved)
            finally:
                os.close(directory)
            os.rmdir(name, dir_fd=top)


def _take_apart(directory: int) -> list[str]:
    """Remove all but the directories in a directory; return their names."""
    with os.scandir(directory) as entries:
        found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    for name, is_directory in found:
        if not is_directory:
            with suppress(OSError):
                os.unlink(name, dir_fd=directory)
    return [name for name, is_directory in found if is_directory]
