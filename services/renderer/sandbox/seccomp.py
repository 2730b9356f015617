"""Which system calls a program may make: what computing and files need, and nothing else.

No sockets, no programs, no processes, no signals to others, no new inventions of the kernel. What
is missing here fails with EPERM. Paths cannot be seen from here: they are Landlock's, and what
neither Landlock nor the user can tell apart (modes and times of files of the same user) does
nothing at all.
"""

import ctypes
import errno
import fcntl
import os
import signal
import stat
import termios

from services.renderer.sandbox import bpf, kernel, syscalls
from services.renderer.sandbox.bpf import Check, Null, Rule

_SET_MODE_FILTER = 1
_ALL_THREADS = 1


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FREELY = _names("""
read write readv writev pread64 pwrite64 preadv pwritev lseek close close_range
stat lstat fstat newfstatat statx access faccessat faccessat2 readlink readlinkat
getcwd chdir fchdir rmdir unlink unlinkat rename renameat renameat2
ftruncate fallocate fsync fdatasync fadvise64 getdents getdents64
dup dup2 dup3 pipe pipe2 flock poll ppoll select pselect6
epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd2 sendfile copy_file_range umask
statfs fstatfs getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr
mmap munmap mprotect mremap madvise brk msync mincore membarrier
futex set_robust_list get_robust_list set_tid_address rseq
gettid getpid getppid getpgrp getpgid getsid getuid geteuid getgid getegid getresuid getresgid
getgroups capget getpriority uname sysinfo times getrusage getrlimit
clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time getcpu
sched_yield sched_getaffinity sched_getparam sched_getscheduler
sched_get_priority_max sched_get_priority_min getrandom
rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack
restart_syscall setitimer getitimer alarm pause exit exit_group
""")

_PROGRAMS = _names("execve fork vfork wait4 waitid arch_prctl")
"""What it takes to start programs."""

_PRETENDED = _names("utimensat utime utimes futimesat chmod fchmod fchmodat")
"""They do nothing and seem to succeed: `shutil` wants them after a copy, and nothing depends on
them. They would work on every file of the same user, wherever it is."""

_UNKNOWN = _names("clone3 openat2 fchmodat2")
"""Their arguments stand in memory, where a filter cannot look. libc takes the older calls then."""

_THREAD = 0x00010000 | 0x00000800 | 0x00000100  # CLONE_THREAD | CLONE_SIGHAND | CLONE_VM
_PR_SET_NAME, _PR_GET_NAME, _PR_SET_VMA = 15, 16, 0x53564D41

_CONTROLS = tuple(
    getattr(termios, name) for name in ("TCGETS", "TIOCGWINSZ", "FIONREAD", "FIOCLEX", "FIONBIO")
)
_DESCRIPTOR_CALLS = (
    fcntl.F_DUPFD,
    fcntl.F_DUPFD_CLOEXEC,
    fcntl.F_GETFD,
    fcntl.F_SETFD,
    fcntl.F_GETFL,
    fcntl.F_SETFL,
    fcntl.F_GETLK,
    fcntl.F_SETLK,
    fcntl.F_SETLKW,
)
"""Not F_SETOWN and F_SETSIG: with them the kernel itself sends signals to other processes."""

_SIGNALS = (
    0,
    signal.SIGINT,
    signal.SIGILL,
    signal.SIGABRT,
    signal.SIGBUS,
    signal.SIGFPE,
    signal.SIGSEGV,
    signal.SIGUSR1,
    signal.SIGALRM,
    signal.SIGTERM,
    *(32, 33, 34),  # those of libc's threads
)
"""What a process may send itself. Not SIGKILL: it would look as if somebody else had done it."""

_OTHER_USER = stat.S_ISUID | stat.S_ISGID


def _rules(pid: int, *, programs: bool) -> dict[str, Rule]:
    def no_other_user(argument: int) -> Rule:
        return (Check(argument, (0,), mask=_OTHER_USER),)

    checked: dict[str, Rule] = {
        "open": no_other_user(2),
        "openat": no_other_user(3),
        "creat": no_other_user(1),
        "mkdir": no_other_user(1),
        "mkdirat": no_other_user(2),
        "fcntl": (Check(1, _DESCRIPTOR_CALLS),),
        "ioctl": (Check(1, _CONTROLS),),
        "prctl": (Check(0, (_PR_SET_NAME, _PR_GET_NAME, _PR_SET_VMA)),),
        "prlimit64": (Check(0, (0, pid)), Null(2)),
        "kill": (Check(0, (pid,)), Check(1, _SIGNALS)),
        "tgkill": (Check(0, (pid,)), Check(2, _SIGNALS)),
        "clone": () if programs else (Check(0, (_THREAD,), mask=_THREAD),),
    }
    freely = _FREELY + (_PROGRAMS if programs else ())
    return {**dict.fromkeys(freely, ()), **checked}


def assemble(pid: int, *, programs: bool = False, machine: str | None = None) -> bytes:
    """The filter for a process of this id; with `programs` it may start other programs.

    Raises `UnknownMachine`.
    """
    otherwise = bpf.errno(errno.EPERM)

    def numbers(names: tuple[str, ...]) -> list[int]:
        found = (syscalls.number(name, machine) for name in names)
        return [number for number in found if number is not None]

    rules = []
    for name, rule in _rules(pid, programs=programs).items():
        if (number := syscalls.number(name, machine)) is not None:
            rules.append((number, rule))
    actions = [(number, bpf.errno(0)) for number in numbers(_PRETENDED)]
    actions += [(number, bpf.errno(errno.ENOSYS)) for number in numbers(_UNKNOWN)]
    return bpf.program(syscalls.architecture(machine), rules, actions=actions, otherwise=otherwise)


def restrict(*, programs: bool = False) -> None:
    """Filter the calls of this process, all its threads and all that it starts, for ever.

    Raises `OSError` where the kernel cannot.
    """
    install(assemble(os.getpid(), programs=programs))


def install(code: bytes) -> None:
    """Add a filter to those that are there already; the strictest answer counts."""
    kernel.gain_nothing_by_exec()
    buffer = ctypes.create_string_buffer(code, len(code))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    filter = Program(len(code) // 8, ctypes.addressof(buffer))
    kernel.syscall("seccomp", _SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(filter))
