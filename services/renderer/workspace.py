"""Directories of jobs, gone when their jobs are."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from services.renderer.sandbox import identity
from services.renderer.tree import remove

_PREFIX = "chalkstream-renderer-"
_LOCK = "lock"
_SHARED = "shared"


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
        (nameless / _SHARED).mkdir()
        # Not to be listed, but to be passed through by those who own a directory in it.
        nameless.chmod(0o711)
        self._path = nameless.rename(self._root / (_PREFIX + nameless.name.removeprefix(".new-")))

    @property
    def shared(self) -> Path:
        """What jobs may read if they can name it, and cannot change."""
        return self.path / _SHARED

    def close(self) -> None:
        if self._path is not None and self._lock is not None:
            remove(self._path)
            os.close(self._lock)
        self._path = self._lock = None

    @contextmanager
    def directory(self) -> Iterator[Path]:
        """A new directory with an owner of its own, gone afterwards with all that it holds."""
        path = Path(tempfile.mkdtemp(prefix="job-", dir=self.path))
        try:
            identity.hand_over(path, identity.next_user())
            yield path
        finally:
            remove(path)


def inner(directory: Path, prefix: str) -> Path:
    """A new directory in a job's own, with the same owner."""
    path = Path(tempfile.mkdtemp(prefix=prefix, dir=directory))
    identity.hand_over(path, directory.stat().st_uid)
    return path


def hand_over_contents(directory: Path) -> None:
    """Give the files that the service has put into a job's directory to the directory's owner."""
    for path in directory.iterdir():
        identity.hand_over(path, directory.stat().st_uid)


def _remove_if_abandoned(path: Path) -> None:
    with suppress(OSError):
        lock = os.open(path / _LOCK, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove(path)
        finally:
            os.close(lock)
