"""A child process that never outlives its parent and is only ever ended by its own id."""

import asyncio
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_POLL = 0.01


class DidNotStart(Exception):
    """The program ended, or did not answer in time; the text holds the end of its log."""


class Child:
    """One run of a program, its output appended to `log`.

    Start it from the main thread: Linux ties the death signal to the thread that forks.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        with_parent: signal.Signals = signal.SIGKILL,
    ) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                arguments,
                env=dict(env) if env is not None else None,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                # Own group: Ctrl-C in a terminal reaches the parent, which stops us in order.
                process_group=0,
                preexec_fn=_dying_with(os.getpid(), with_parent),
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """None while it runs."""
        return self._process.poll()

    async def wait(self, timeout: float) -> int | None:
        """The exit code, None when it still runs after `timeout` seconds."""
        end = time.monotonic() + timeout
        while (code := self.returncode) is None and time.monotonic() < end:
            await asyncio.sleep(_POLL)
        return code

    async def stop(self, grace: float = 10) -> int:
        """Ask it to end; kill it after `grace` seconds. Returns the exit code."""
        if self.returncode is None:
            self._process.terminate()
        if (code := await self.wait(grace)) is None:
            return await self.kill()
        return code

    async def kill(self) -> int:
        """End it with SIGKILL, as a crash would. Returns the exit code."""
        if self.returncode is None:
            self._process.kill()
        code = await self.wait(30)
        assert code is not None
        return code

    def failure(self, what: str) -> DidNotStart:
        """An error that says what went wrong and quotes the end of the log."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return DidNotStart(f"{what} (exit code {self.returncode}):\n{text[-2000:]}")


def program(name: str) -> str:
    """The path of a binary that came with a wheel: beside this Python, or on PATH."""
    beside = Path(sys.executable).parent / name
    if beside.exists():
        return str(beside)
    found = shutil.which(name)
    if found is None:
        raise DidNotStart(f"{name} is not installed: run `uv sync`")
    return found


def _dying_with(parent: int, sig: signal.Signals) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    # Loaded before the fork: a child of a threaded parent must not take locks.
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def setup() -> None:
        prctl(_PR_SET_PDEATHSIG, int(sig), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return setup
