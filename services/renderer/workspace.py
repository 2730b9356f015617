"""Directories of jobs, and their removal, whatever is in them."""

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "chalkstream-renderer-"
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
        # It gets its name when it is locked: nobody may take it for an abandoned one meanwhile.
        nameless = Path(tempfile.mkdtemp(prefix=".new-", dir=self._root))
        self._lock = os.open(nameless / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._path = nameless.rename(self._root / (_PREFIX + nameless.name.removeprefix(".new-")))

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
    shutil.rmtree(path, ignore_errors=True)
    if not path.exists():
        return
    path.chmod(stat.S_IRWXU)
    for parent, names, _ in os.walk(path):
        # Before the walk goes down into them.
        for child in (Path(parent, name) for name in names):
            if not child.is_symlink():
                child.chmod(stat.S_IRWXU)
    shutil.rmtree(path, ignore_errors=True)


def _remove_if_abandoned(path: Path) -> None:
    with suppress(OSError):
        lock = os.open(path / _LOCK, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove(path)
        finally:
            os.close(lock)
