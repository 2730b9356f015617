"""The processes of a job, however they hide: by group, and by descent."""

import os
import resource
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PAGE = resource.getpagesize()


@dataclass(frozen=True)
class Process:
    """A line of the process table. `resident` in bytes."""

    pid: int
    parent: int
    group: int
    resident: int


def table() -> dict[int, Process]:
    """Every process that can be seen."""
    found: dict[int, Process] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            # It may end while it is looked at.
            with suppress(OSError, ValueError, IndexError):
                text = Path("/proc", name, "stat").read_text(errors="replace")
                # The name in parentheses may hold anything, parentheses too.
                fields = text.rpartition(")")[2].split()
                pid = int(name)
                found[pid] = Process(pid, int(fields[1]), int(fields[2]), int(fields[21]) * _PAGE)
    return found


def members(leader: int, processes: dict[int, Process]) -> list[Process]:
    """The leader of a group, the group, and all their descendants."""
    chosen = {leader} | {p.pid for p in processes.values() if p.group == leader}
    grown = True
    while grown:
        more = {p.pid for p in processes.values() if p.parent in chosen} - chosen
        chosen |= more
        grown = bool(more)
    return [processes[pid] for pid in chosen if pid in processes]


def children(pid: int) -> list[int]:
    """Those whose parent it is, the dead that nobody has waited for among them."""
    found: list[int] = []
    try:
        # A process's children are listed by the thread that has them; cheaper than the whole table.
        for thread in os.listdir(f"/proc/{pid}/task"):
            with suppress(ProcessLookupError):
                text = Path("/proc", str(pid), "task", thread, "children").read_text()
                found += map(int, text.split())
    except FileNotFoundError:
        if Path("/proc", str(pid)).exists():  # a kernel without these lists
            return [process.pid for process in table().values() if process.parent == pid]
    return found


def memory(leader: int) -> int:
    """Bytes that the family alone is to blame for; the more it shares, the less."""
    found = members(leader, table())
    resident = sum(process.resident for process in found)
    return resident if len(found) < 2 else min(resident, sum(_share(p.pid) for p in found))


def _share(pid: int) -> int:
    """A process's own pages, and its part of the shared ones; 0 when it is gone."""
    try:
        lines = Path("/proc", str(pid), "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def kill(leader: int) -> None:
    """Kill the group and whoever left it. The leader must not have been waited for yet."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
    pending = [leader]
    while pending:
        pid = pending.pop()
        pending += children(pid)
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
