"""The filter of system calls, run here as the kernel runs it, for both machines that we know."""

import errno
import fcntl
import platform
import struct

import pytest

from services.renderer.sandbox import bpf, seccomp, syscalls

MACHINES = ("x86_64", "aarch64")
PID = 4321
DENIED = bpf.errno(errno.EPERM)
THREAD = 0x3D0F00
FORK = 17


def answer(machine: str, name: str | int, *arguments: int, programs: bool = False) -> int:
    """What the filter returns for a call."""
    number = syscalls.number(name, machine) if isinstance(name, str) else name
    if number is None:
        pytest.skip(f"{machine} has no {name}")
    return run(machine, number, *arguments, programs=programs)


def run(machine: str, number: int, *arguments: int, programs: bool, foreign: bool = False) -> int:
    architecture = 0x40000003 if foreign else syscalls.architecture(machine)
    filled = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    data = struct.pack("<IIQ6Q", number, architecture, 0, *filled)
    code = seccomp.assemble(PID, programs=programs, machine=machine)
    steps = list(struct.iter_unpack("<HBBI", code))
    accumulator = at = 0
    while True:
        kind, true, false, value = steps[at]
        at += 1
        match kind:
            case 0x20:
                [accumulator] = struct.unpack_from("<I", data, value)
            case 0x54:
                accumulator &= value
            case 0x15:
                at += true if accumulator == value else false
            case 0x06:
                return int(value)
            case _:
                pytest.fail(f"unknown instruction {kind:#x}")


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    "name", ["read", "mmap", "futex", "openat", "exit_group", "getdents64", "unlinkat", "rseq"]
)
def test_computing_and_files_are_allowed(machine: str, name: str) -> None:
    assert answer(machine, name) == bpf.ALLOW


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("execve", ()),
        ("execveat", ()),
        ("fork", ()),
        ("vfork", ()),
        ("wait4", ()),
        ("clone", (FORK,)),
        ("clone", (0x10000000 | THREAD & ~0x10000,)),
        ("capset", ()),
        ("seccomp", ()),
        ("landlock_restrict_self", ()),
        ("kill", (1, 9)),
        ("kill", (0, 10)),
        ("kill", (0xFFFFFFFF, 9)),
        ("kill", (PID, 9)),
        ("kill", (PID, 19)),
        ("tgkill", (PID + 1, PID, 10)),
        ("fcntl", (3, fcntl.F_SETOWN, 1)),
        ("fcntl", (3, 10, 9)),
        ("ioctl", (0, 0x5412, 0)),  # TIOCSTI
        ("prctl", (1, 0)),
        ("prlimit64", (0, 7, 0x7FFF00000000, 0)),
        ("prlimit64", (1, 7, 0, 0)),
        ("openat", (0, 0, 0o100, 0o4755)),
        ("mkdirat", (0, 0, 0o2755)),
    ],
)
def test_what_reaches_others_is_denied(machine: str, name: str, arguments: tuple[int, ...]) -> None:
    assert answer(machine, name, *arguments) == DENIED


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("clone", (THREAD,)),
        ("kill", (PID, 0)),
        ("tgkill", (PID, PID, 6)),
        ("fcntl", (3, fcntl.F_GETFL)),
        ("ioctl", (0, 0x5401)),  # TCGETS
        ("prctl", (15,)),
        ("prlimit64", (0, 7, 0, 0x7FFF00000000)),
        ("openat", (0, 0, 0o100, 0o666)),
    ],
)
def test_the_same_calls_on_oneself_are_allowed(
    machine: str, name: str, arguments: tuple[int, ...]
) -> None:
    assert answer(machine, name, *arguments) == bpf.ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_tex_may_start_programs_and_nothing_else_of_that_kind(machine: str) -> None:
    assert answer(machine, "execve", programs=True) == bpf.ALLOW
    assert answer(machine, "clone", FORK, programs=True) == bpf.ALLOW
    assert answer(machine, "kill", 1, 9, programs=True) == DENIED
    assert answer(machine, "capset", programs=True) == DENIED


@pytest.mark.parametrize("machine", MACHINES)
def test_modes_and_times_seem_to_be_set(machine: str) -> None:
    assert answer(machine, "fchmodat") == bpf.errno(0)
    assert answer(machine, "utimensat") == bpf.errno(0)


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_that_hide_their_arguments_do_not_exist(machine: str) -> None:
    for name in ("clone3", "openat2", "fchmodat2"):
        assert answer(machine, name) == bpf.errno(errno.ENOSYS)


@pytest.mark.parametrize("machine", MACHINES)
def test_no_number_of_another_table_passes(machine: str) -> None:
    assert run(machine, 1, programs=False, foreign=True) == bpf.KILL_PROCESS
    assert answer(machine, 0x40000000 | 1) == DENIED
    assert answer(machine, 5000) == DENIED


@pytest.mark.parametrize(("x86_64", "aarch64"), [(41, 198), (53, 199), (425, 425), (319, 279)])
def test_sockets_rings_and_nameless_files_have_no_rule(x86_64: int, aarch64: int) -> None:
    assert answer("x86_64", x86_64) == DENIED
    assert answer("aarch64", aarch64) == DENIED


def test_an_unknown_machine_has_no_filter() -> None:
    with pytest.raises(syscalls.UnknownMachine, match="riscv64"):
        seccomp.assemble(PID, machine="riscv64")


def test_the_table_fits_this_machine() -> None:
    assert syscalls.architecture() == syscalls.architecture(platform.machine())
