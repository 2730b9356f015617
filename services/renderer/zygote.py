"""The fork server: imports Manim once, then gives each job a copy of itself.

Started by `python -m services.renderer.zygote` with pipes as stdin and stdout, an empty
environment and nothing else open. Orders come in as JSON lines, news go out as JSON lines:

    {"start": 7, "kind": ..., "job": ..., "limits": ..., "layers": ..., "directory": ..., ...}
    {"tell": 7, "answer": {}}   {"kill": 7, "ask": true}
    {"ready": pid, "missing": {}}
    {"job": 7, "pid": n}   {"job": 7, "line": "..."}   {"job": 7, "ended": {...}}

It ends when its stdin does, and takes every job with it.
"""

import gc
import json
import os
import selectors
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from services.renderer import child, family
from services.renderer.job import MAX_LINE
from services.renderer.levers import switchboard
from services.renderer.sandbox import check, kernel, layers

_MOST_SAID = 8 * 1024**2
_MOST_LINES = 20_000
"""Bytes and lines of one job; a program that has found the pipe cannot flood the service."""

_WARM = (
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "av.subtitles.stream",
    "multiprocessing.synchronize",
    "networkx",
    "pygments.filters",
    "pygments.lexers.python",
    "pygments.styles.vim",
    "scipy.integrate",
    "scipy.ndimage",
    "scipy.spatial",
)
"""What renders would import one after the other."""

_GRACE = 0.15
"""Seconds between the question where a job is and its end."""


@dataclass
class _Job:
    number: int
    pid: int
    process: int
    pipe: int
    answers: int
    rest: bytes = b""
    said: int = 0
    lines: int = 0
    flooded: bool = False
    deadline: float | None = None


class Zygote:
    """One loop over the orders, the pipes and the deaths of all jobs."""

    def __init__(self, orders: int, news: int) -> None:
        self._orders = orders
        self._news = news
        self._rest = b""
        self._jobs: dict[int, _Job] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(orders, selectors.EVENT_READ, None)

    def serve(self) -> None:
        self._say({"ready": os.getpid(), "missing": check.missing()})
        try:
            while self._turn():
                pass
        finally:
            for job in self._jobs.values():
                family.kill(job.pid)
            self._jobs.clear()
            self._bury_strangers()

    def _turn(self) -> bool:
        """One round; False when there will be no more orders."""
        for key, _ in self._selector.select(self._patience()):
            if key.fileobj == self._orders:
                if not self._read_orders():
                    return False
                continue
            job: _Job = key.data
            if job.number not in self._jobs:
                continue
            if key.fileobj == job.pipe:
                self._read_pipe(job)
            else:
                self._end(job)
        now = time.monotonic()
        for job in self._jobs.values():
            if job.deadline is not None and job.deadline <= now:
                job.deadline = None
                family.kill(job.pid)
        return True

    def _patience(self) -> float | None:
        deadlines = [job.deadline for job in self._jobs.values() if job.deadline is not None]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _read_orders(self) -> bool:
        data = os.read(self._orders, MAX_LINE)
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            order = json.loads(line)
            if "start" in order:
                self._start(order)
            elif (job := self._jobs.get(order.get("tell", order.get("kill")))) is None:
                continue
            elif "tell" in order:
                self._tell(job, order["answer"])
            else:
                job.deadline = time.monotonic()
                if order["ask"]:
                    # The answer is the line of the program that is running: a kill would hide it.
                    with suppress(ProcessLookupError):
                        os.killpg(job.pid, child.ASK_FOR_TRACEBACK)
                    job.deadline += _GRACE
        return bool(data)

    def _tell(self, job: _Job, answer: dict[str, Any]) -> None:
        """Its pipe takes an answer at once, for who has asked waits for it; if not, it has not."""
        try:
            os.write(job.answers, json.dumps(answer).encode() + b"\n")
        except BlockingIOError:
            job.flooded = True
            family.kill(job.pid)
        except BrokenPipeError:
            pass

    def _start(self, order: dict[str, Any]) -> None:
        reader, writer = os.pipe()
        answers, questioner = os.pipe()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            child.live(order, writer, answers, parent)
        os.close(writer)
        os.close(answers)
        os.set_blocking(reader, False)
        os.set_blocking(questioner, False)
        job = _Job(order["start"], pid, os.pidfd_open(pid), reader, questioner)
        self._jobs[job.number] = job
        self._selector.register(job.pipe, selectors.EVENT_READ, job)
        self._selector.register(job.process, selectors.EVENT_READ, job)
        self._say({"job": job.number, "pid": pid})

    def _read_pipe(self, job: _Job) -> bool:
        """Pass on what the job has said; False at the end of its pipe, or of our patience."""
        try:
            data = os.read(job.pipe, MAX_LINE)
        except BlockingIOError:
            return False
        *lines, job.rest = (job.rest + data).split(b"\n")
        job.said += len(data)
        job.lines += len(lines)
        if job.said > _MOST_SAID or job.lines > _MOST_LINES or len(job.rest) > MAX_LINE:
            job.flooded = True
            family.kill(job.pid)
            data = b""
        if not data:
            with suppress(KeyError):
                self._selector.unregister(job.pipe)
        for line in lines:
            self._say({"job": job.number, "line": line.decode(errors="replace")})
        return bool(data)

    def _end(self, job: _Job) -> None:
        """The leader has died: no one of its family may outlive it."""
        while self._read_pipe(job):
            pass
        family.kill(job.pid)
        _, status, usage = os.wait4(job.pid, 0)
        for descriptor in (job.pipe, job.process):
            with suppress(KeyError):
                self._selector.unregister(descriptor)
            os.close(descriptor)
        os.close(job.answers)
        del self._jobs[job.number]
        self._bury_strangers()
        cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
        ended = {"status": status, "cpu": cpu, "peak": peak, "flooded": job.flooded}
        self._say({"job": job.number, "ended": ended})

    def _bury_strangers(self) -> None:
        """Orphans of jobs have become our children: kill and reap all that are no jobs."""
        jobs = {job.pid for job in self._jobs.values()}
        while True:
            strangers = [pid for pid in family.children(os.getpid()) if pid not in jobs]
            if not strangers:
                return
            for pid in strangers:
                family.kill(pid)
                with suppress(ChildProcessError):
                    os.waitpid(pid, 0)

    def _say(self, news: dict[str, Any]) -> None:
        view = memoryview(json.dumps(news).encode() + b"\n")
        while view:
            view = view[os.write(self._news, view) :]


def warm() -> None:
    """Do once what every render would do again: load modules and fonts, shape a text."""
    import tempfile

    from manim import BOLD, MarkupText, Text, config

    # Typst is imported here and run in the children only: it starts threads.
    with suppress(ImportError):
        import_module("typst")
    for module in _WARM:
        import_module(module)

    with tempfile.TemporaryDirectory() as directory:
        config.media_dir = directory
        for font in ("", "serif", "monospace"):
            Text("Aa Ωλ 12", font=font)
        Text("Aa", weight=BOLD)
        MarkupText("<b>Aa</b>")
    switchboard.prepare()


def main() -> None:
    parent = int(sys.argv[1])
    layers.die_with_parent(parent)
    kernel.adopt_orphans()
    # Ctrl-C in a terminal is for the service, which stops us in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    news = os.dup(1)
    os.dup2(2, 1)
    warm()
    gc.collect()
    gc.freeze()
    gc.disable()
    Zygote(0, news).serve()


if __name__ == "__main__":
    main()
