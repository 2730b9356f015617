"""Which processes live, told from /proc."""

import asyncio
from pathlib import Path

Known = dict[int, str]
"""Process ids with their time of birth, since ids are used again."""


def descendants(parent: int) -> Known:
    """Children, their children and so on, that live now."""
    born: Known = {}
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (found := _stat(int(folder.name))):
            parents[int(folder.name)], born[int(folder.name)] = found
    family = {parent}
    while more := {pid for pid, above in parents.items() if above in family} - family:
        family |= more
    return {pid: born[pid] for pid in family - {parent}}


def living(processes: Known) -> list[int]:
    """Those of them that still run; what only waits for its burial does not."""
    return [pid for pid, born in processes.items() if (s := _stat(pid)) and s[1] == born]


async def all_gone(processes: Known, *, within: float = 10) -> None:
    """Raises `AssertionError` when some still run after `within` seconds."""
    try:
        async with asyncio.timeout(within):
            while living(processes):
                await asyncio.sleep(0.05)
    except TimeoutError:
        names = [_command(pid) for pid in living(processes)]
        raise AssertionError(f"still running: {names}") from None


def _stat(pid: int) -> tuple[int, str] | None:
    """The parent and the time of birth; None for the dead."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] in "ZX" else (int(fields[1]), fields[19])


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return str(pid)
