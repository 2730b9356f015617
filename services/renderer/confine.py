"""What a render process gives up before it touches a program.

The layers that need more (Landlock, seccomp) are called from here too, since all of them must be in
place, in this order, before the first line of foreign code.
"""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

from services.renderer.job import Limits

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38

_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(parent: int) -> None:
    """Be killed when the parent dies, even if it has died already."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent dies, so that none is lost."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def keep_only(pipe: int, log: Path) -> int:
    """Close every descriptor but the pipe, which becomes number 3. Output goes to the log."""
    os.dup2(pipe, 3) if pipe != 3 else None
    nothing = os.open("/dev/null", os.O_RDONLY)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.closerange(4, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    os.set_inheritable(3, False)
    return 3


def own_directory(directory: Path) -> None:
    """An environment of this directory and nothing else."""
    os.chdir(directory)
    path, language = os.environ.get("PATH", ""), os.environ.get("LANG", "C.UTF-8")
    os.environ.clear()
    os.environ.update(
        PATH=path,
        LANG=language,
        HOME=str(directory),
        TMPDIR=str(directory),
        XDG_CACHE_HOME=str(directory),
        OPENBLAS_NUM_THREADS="1",
    )


def limit(limits: Limits) -> None:
    """The kernel's own limits; they hold for everything that this process starts."""
    cpu = max(1, round(limits.cpu))
    _set(resource.RLIMIT_CPU, cpu, cpu + 2)
    # The address space is larger than what is resident; the service watches the latter.
    space = _address_space() + limits.memory + limits.memory // 4
    _set(resource.RLIMIT_AS, space, space)
    _set(resource.RLIMIT_FSIZE, limits.file, limits.file)
    _set(resource.RLIMIT_NOFILE, limits.descriptors, limits.descriptors)
    _set(resource.RLIMIT_CORE, 0, 0)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def _set(kind: int, soft: int, hard: int) -> None:
    _, ceiling = resource.getrlimit(kind)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(kind, (soft, hard))


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, value, 0, 0, 0) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"prctl({option}): {os.strerror(error)}")


if sys.platform != "linux":  # pragma: no cover
    raise ImportError("render processes are confined by means of Linux")
