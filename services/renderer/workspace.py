"""Directories of jobs, and their removal, whatever is in them."""

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "renderer-"
_LOCK = "lock"


class Workspace:
    """A directory under `root` that belongs to this process while it lives.

    What a killed process has left under the same root is removed by the next one to open there.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock: int | None = None
        self._path: Path | None = None

    @property
    def path(self) -> Path:
        if self._path is None:
            raise RuntimeError("the workspace is not open")
        return self._path

    def open(self) -> None:
        self._root.mkdir(parents=True, exist_ok=True)
        for left in self._root.glob(f"{_PREFIX}*"):
            _remove_if_abandoned(left)
        self._path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._root))
        self._lock = os.open(self._path / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def close(self) -> None:
        if self._path is not None and self._lock is not None:
            remove(self._path)
            os.close(self._lock)
        self._path = self._lock = None

    @contextmanager
    def directory(self) -> Iterator[Path]:
        """A new private directory, gone afterwards with all that it holds."""
        path = Path(tempfile.mkdtemp(prefix="job-", dir=self.path))
        try:
            yield path
        finally:
            remove(path)


def size_of(directory: Path) -> int:
    """Bytes on disk below a directory, which may change meanwhile. Links are not followed."""
    total = 0
    pending = [directory]
    while pending:
        with suppress(OSError), os.scandir(pending.pop()) as entries:
            for entry in entries:
                with suppress(OSError):
                    total += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(Path(entry.path))
    return total


def remove(path: Path) -> None:
    """Remove a tree in which a program may have taken permissions away."""

    def unlock_and_repeat(function: object, name: str, _: object) -> None:
        parent = Path(name).parent
        with suppress(OSError):
            parent.chmod(stat.S_IRWXU)
            if not Path(name).is_symlink():
                Path(name).chmod(stat.S_IRWXU)
            if callable(function):
                function(name)

    # The second time over finds directories that could not even be listed the first time.
    for _ in range(3):
        shutil.rmtree(path, onerror=unlock_and_repeat)
        if not path.exists():
            return


def _remove_if_abandoned(path: Path) -> None:
    with suppress(OSError):
        lock = os.open(path / _LOCK, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove(path)
        finally:
            os.close(lock)
