"""One zygote process, seen from the service."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from services.renderer import death, family

log = structlog.get_logger()

_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_NEWS = 1024**2
_START_LIMIT = 120.0
_STOP_LIMIT = 1.0


class ServerDied(Exception):
    """The zygote is gone, and the job with it."""


class Unconfined(ServerDied):
    """This system cannot give the sandbox that is asked for."""


@dataclass(frozen=True)
class Ended:
    """A wait status, seconds of CPU, and the largest resident size in bytes.

    `flooded`: it was ended because it said too much.
    """

    status: int
    cpu: float
    peak: int
    flooded: bool = False


@dataclass
class Run:
    """One job in a process of its own. `lines` grows; `news` is set whenever something happens."""

    number: int
    ended: asyncio.Future[Ended]
    pid: int | None = None
    lines: list[str] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)


class ForkServer:
    """Starts the zygote, hands it orders and sorts its news by job.

    `home` becomes its working directory and holds its log. It gets no environment of ours but
    PATH, so there is nothing in it for a program to read. `missing` are the layers of the sandbox
    that it cannot put on, with the reasons; it starts without them only with `best_effort`.
    """

    def __init__(self, home: Path, *, best_effort: bool = False) -> None:
        self.missing: dict[str, str] = {}
        self._best_effort = best_effort
        self._home = home
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._runs: dict[int, Run] = {}
        self.started = 0
        self.died = asyncio.Event()

    @property
    def idle(self) -> bool:
        return not self._runs

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Return when it is warm. Raises `ServerDied` when it does not come up, or should not."""
        self._home.mkdir(exist_ok=True)
        with (self._home / "zygote.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                "-m",
                "services.renderer.zygote",
                str(os.getpid()),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                cwd=self._home,
                env=self._environment(),
                start_new_session=True,
                limit=_LONGEST_NEWS,
            )
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(_START_LIMIT):
                first = await self._process.stdout.readline()
            if b"ready" not in first:
                raise ServerDied(f"the zygote did not start: {self._log()}")
            self._judge(json.loads(first)["missing"])
        except BaseException as error:
            await self.stop()
            if isinstance(error, TimeoutError):
                raise ServerDied("the zygote did not start in time") from None
            raise
        self._reader = asyncio.create_task(self._read())

    def _judge(self, missing: dict[str, str]) -> None:
        self.missing = missing
        if not missing:
            return
        if not self._best_effort:
            raise Unconfined(
                "programs cannot be confined here: "
                + "; ".join(f"{layer}: {reason}" for layer, reason in missing.items())
                + ". RENDERER_SANDBOX=best-effort renders without what is missing"
            )
        log.warning("the sandbox is incomplete", missing=missing)

    def begin(self, order: Mapping[str, Any]) -> Run:
        """Fork a process for this order: what `child.live` takes."""
        self.started += 1
        run = Run(self.started, asyncio.get_running_loop().create_future())
        # A run that nobody waits for any more may fail in silence.
        run.ended.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._runs[run.number] = run
        self._order({"start": run.number, **order})
        return run

    def tell(self, run: Run, answer: Mapping[str, Any]) -> None:
        """Answer what the run has asked. At most 4 KB."""
        self._order({"tell": run.number, "answer": answer})

    def kill(self, run: Run, *, ask: bool = False) -> None:
        """Kill the run's whole family; `ask` it first where in the program it is."""
        self._order({"kill": run.number, "ask": ask})

    async def stop(self) -> None:
        """End the zygote and all its runs; by force when it does not obey within a second."""
        process = self._process
        if process is None:
            return
        assert process.stdin is not None
        process.stdin.close()
        try:
            async with asyncio.timeout(_STOP_LIMIT):
                await process.wait()
        except TimeoutError:
            self.destroy()
            await process.wait()
        if self._reader is not None:
            await self._reader

    def destroy(self) -> None:
        """Kill it and everything that it has started, from here."""
        assert self._process is not None
        for run in self._runs.values():
            if run.pid is not None:
                family.kill(run.pid)
        with suppress(ProcessLookupError):
            self._process.kill()

    def _order(self, order: Mapping[str, Any]) -> None:
        assert self._process is not None
        orders = self._process.stdin
        if orders is not None and not orders.is_closing():
            orders.write(json.dumps(order).encode() + b"\n")

    async def _read(self) -> None:
        process = self._process
        assert process is not None
        assert process.stdout is not None
        try:
            while line := await process.stdout.readline():
                self._hear(json.loads(line))
        except (ValueError, KeyError):
            # Only a zygote that a program has got hold of speaks like that.
            self.destroy()
        finally:
            await process.wait()
            self._bury()

    def _hear(self, news: Mapping[str, Any]) -> None:
        run = self._runs[news["job"]]
        if "pid" in news:
            run.pid = news["pid"]
        elif "line" in news:
            run.lines.append(news["line"])
        elif "ended" in news:
            del self._runs[run.number]
            if not run.ended.done():
                run.ended.set_result(Ended(**news["ended"]))
        run.news.set()

    def _bury(self) -> None:
        """Its processes die with it by the kernel's hand; their children may not."""
        self.died.set()
        runs, self._runs = self._runs, {}
        for run in runs.values():
            if run.pid is not None:
                family.kill(run.pid)
            if not run.ended.done():
                run.ended.set_exception(ServerDied("the render server died"))
            run.news.set()

    def _log(self) -> str:
        return death.tail(self._home / "zygote.log").strip()[-2000:]

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self._home),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(_ROOT),
            # Threads do not survive a fork, and each render has one core to itself.
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            # The same program gives the same video.
            "PYTHONHASHSEED": "0",
        }
