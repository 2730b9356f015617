"""What a job's process gives up before it touches a program, layer by layer.

Each layer stands for itself: what one lets through, another one stops. All of them work without any
privilege; as root they begin with giving root up.
"""

import fcntl
import os
import resource
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from services.renderer.job import LOG, Limits
from services.renderer.sandbox import identity, kernel, landlock, places, seccomp

Layer = Literal["identity", "descriptors", "environment", "limits", "landlock", "seccomp"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
"""In the order in which they are put on."""

Sandbox = Literal["required", "best-effort"]
"""Whether programs are run where a layer cannot be had."""

_KEPT = ("PATH", "LANG", "OPENBLAS_NUM_THREADS")
_MORE_THREADS = 256


@dataclass(frozen=True)
class Place:
    """Where a process works: in `directory`, writing below `own`, reading the files of `shared`.

    With `tex` it may start TeX's programs instead of seeing Python's modules.
    """

    directory: Path
    own: Path
    shared: Path
    tex: bool = False


def put_on(
    layers: frozenset[str], place: Place, limits: Limits, *, pipes: tuple[int, ...], parent: int
) -> None:
    """Put on these layers. Afterwards the pipes are descriptors 3, 4, ...

    Nothing is opened or written before the process is its directory's owner: what lies there may
    be the work of an earlier program. Raises `OSError`.
    """
    if "identity" in layers:
        identity.become_owner_of(place.own, needed=places.necessary(place.own))
    die_with_parent(parent)
    os.chdir(place.directory)
    _keep_only(pipes, closing="descriptors" in layers)
    if "environment" in layers:
        _empty_environment(place.directory)
    if "limits" in layers:
        _limit(limits)
    kernel.gain_nothing_by_exec()
    if "landlock" in layers:
        landlock.restrict(
            places.for_tex(place.own) if place.tex else places.for_programs(place.own, place.shared)
        )
    if "seccomp" in layers:
        seccomp.restrict(programs=place.tex)


def die_with_parent(parent: int) -> None:
    """Be killed when the parent dies, even if it has died already.

    The kernel forgets this wish when a process changes its user.
    """
    kernel.signal_when_parent_dies(signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _keep_only(pipes: tuple[int, ...], *, closing: bool) -> None:
    """Output goes to the log; every descriptor is closed but these and the pipes."""
    nothing = os.open("/dev/null", os.O_RDONLY)
    log = os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    kept = [nothing, log, log, *pipes]
    # Copies out of the way first: a pipe may stand where another one goes.
    copies = [fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 16) for descriptor in kept]
    for number, copy in enumerate(copies):
        os.dup2(copy, number, inheritable=number < 3)
        os.close(copy)
    if closing:
        os.closerange(len(kept), resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _empty_environment(home: Path) -> None:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update(kept, HOME=str(home), TMPDIR=str(home), XDG_CACHE_HOME=str(home))
    # It remembers the parent's.
    tempfile.tempdir = None


def _limit(limits: Limits) -> None:
    """The kernel's own limits; they hold for everything that this process starts."""
    cpu = max(1, round(limits.cpu))
    _set(resource.RLIMIT_CPU, cpu, cpu + 2)
    # The address space is larger than what is resident; the service watches the latter.
    space = _address_space() + limits.memory + limits.memory // 4
    _set(resource.RLIMIT_AS, space, space)
    _set(resource.RLIMIT_FSIZE, limits.file, limits.file)
    _set(resource.RLIMIT_NOFILE, limits.descriptors, limits.descriptors)
    _set(resource.RLIMIT_CORE, 0, 0)
    # The kernel counts the threads of a user, of whom other processes may live here too.
    threads = _threads_of_all() + _MORE_THREADS
    _set(resource.RLIMIT_NPROC, threads, threads)


def _set(kind: int, soft: int, hard: int) -> None:
    _, ceiling = resource.getrlimit(kind)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(kind, (soft, hard))


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def _threads_of_all() -> int:
    running = Path("/proc/loadavg").read_text().split()[3]
    return int(running.partition("/")[2])
