"""The service's side of the render processes: jobs in, outcomes out."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import structlog

from services.renderer import death
from services.renderer.death import Cause, Death
from services.renderer.foresight import foresee, judged
from services.renderer.forkserver import Ended, ForkServer, Run, ServerDied
from services.renderer.formulae import LIMITS as TEX_LIMITS
from services.renderer.formulae import Formulae, Questions, svg_in
from services.renderer.job import (
    LOG,
    RESULT_OF,
    TRACEBACK,
    CombineJob,
    Job,
    Joined,
    Limits,
    Planned,
    ProbeJob,
    RehearseJob,
    Rejection,
    Rendered,
    RenderJob,
    Result,
    TypesetJob,
    kind_of,
)
from services.renderer.outcome import Outcome, RenderFailed
from services.renderer.sandbox.layers import LAYERS, Sandbox
from services.renderer.servers import Servers
from services.renderer.watch import OnProgress, Watch
from services.renderer.workspace import Workspace, hand_over_contents
from shared.errors import Unavailable

log = structlog.get_logger()

_KILL_GRACE = 0.7
_PROBE_WALL = 30.0


class ForkEngine:
    """Runs each job in a fork of a warm zygote, and ends it when it goes too far.

    `root` is where job directories are made; what a killed service left there is removed at the
    start. Start it from the main thread: the zygote dies with the thread that has started it.
    `layers` are those of the sandbox that its jobs put on: all of them, but in the sandbox's tests.
    """

    def __init__(
        self,
        root: Path,
        *,
        limits: Limits | None = None,
        jobs_per_zygote: int = 500,
        sandbox: Sandbox = "required",
    ) -> None:
        self.root = root
        self.layers = frozenset[str](LAYERS)
        self._limits = limits or Limits()
        self._workspace = Workspace(root)
        self._formulae: Formulae | None = None
        self._servers = Servers(
            share=jobs_per_zygote, patience=60, best_effort=sandbox == "best-effort"
        )

    @property
    def ready(self) -> bool:
        """Whether a warm zygote waits for jobs."""
        return self._servers.current is not None

    @property
    def zygote_pid(self) -> int | None:
        server = self._servers.current
        return server.pid if server is not None else None

    async def __aenter__(self) -> "ForkEngine":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Return when the first zygote is warm.

        Raises `ServerDied` when it does not come up, and `Unconfined`, which is one, when programs
        cannot be confined as required.
        """
        self._workspace.open()
        self._formulae = Formulae(self._workspace.shared)
        try:
            await self._servers.start(self._workspace.path)
        except BaseException:
            self._workspace.close()
            raise

    async def stop(self) -> None:
        """End all jobs (who waits for one gets `Unavailable`) and remove what they left."""
        await self._servers.stop()
        await asyncio.to_thread(self._workspace.close)

    @asynccontextmanager
    async def directory(self) -> AsyncIterator[Path]:
        """A private directory for one job, gone afterwards."""
        with self._workspace.directory() as path:
            yield path

    async def render(
        self,
        job: RenderJob,
        directory: Path,
        *,
        progress: OnProgress | None = None,
        limits: Limits | None = None,
    ) -> Outcome:
        """Render into an empty directory; `Rendered` holds what another process has found there.

        `limits` replace the engine's own.

        Raises `Unavailable` when the process was lost, `RenderFailed` for a fault of ours.
        """
        limits = limits or self._limits
        ends = time.monotonic() + limits.wall
        rehearsed = await self.rehearse(job, directory, limits=limits, ends=ends)
        spent = rehearsed.cpu_seconds
        if not isinstance(rehearsed.value, Planned):
            return rehearsed
        job = replace(job, frames=rehearsed.value.frames)
        outcome = await self._run(job, directory, limits, progress, ends=ends)
        spent += outcome.cpu_seconds
        if isinstance(outcome.value, Rendered):
            probe_limits = replace(limits, wall=_PROBE_WALL)
            probe = await self._run(ProbeJob(), directory, probe_limits, None)
            spent += probe.cpu_seconds
            outcome = replace(outcome, value=_compared(job, outcome.value, probe.value))
        return replace(outcome, cpu_seconds=round(spent, 3), findings=rehearsed.findings)

    async def rehearse(
        self,
        job: RenderJob,
        directory: Path,
        *,
        limits: Limits | None = None,
        ends: float | None = None,
    ) -> Outcome:
        """What the scene will be, and what is wrong with its looks, before a frame is drawn."""
        limits = limits or self._limits
        run = partial(self._run, limits=limits, progress=None, ends=ends, within=directory)
        return await judged(job, await foresee(job, directory, run=run, memory=limits.memory))

    async def combine(
        self, job: CombineJob, directory: Path, *, progress: OnProgress | None = None
    ) -> tuple[Joined, float]:
        """Join the parts into the directory; also the seconds of CPU.

        Raises `Unavailable` when the process was lost, `RenderFailed` when it cannot be done.
        """
        await asyncio.to_thread(hand_over_contents, directory)
        outcome = await self._run(job, directory, self._limits, progress)
        if isinstance(outcome.value, Joined):
            return outcome.value, outcome.cpu_seconds
        reason = outcome.value.detail if isinstance(outcome.value, Death) else "out of memory"
        raise RenderFailed(f"the videos cannot be combined: {reason}")

    async def _run(
        self,
        job: Job,
        directory: Path,
        limits: Limits,
        progress: OnProgress | None,
        *,
        ends: float | None = None,
        within: Path | None = None,
    ) -> Outcome:
        """One process in this directory, until `ends` (monotonic) where the time is shared.

        `within`, if that is another directory, is what it may write to and whose size is watched.
        """
        order = {
            "kind": kind_of(job),
            "job": job.as_json(),
            "limits": limits.as_json(),
            "directory": str(directory),
            "own": str(within or directory),
            "shared": str(self._workspace.shared),
        }
        kernel_kills = death.kernel_kills()
        async with self._servers.lend() as server:
            run = server.begin({**order, "layers": sorted(self.layers - server.missing.keys())})
            asking = isinstance(job, RenderJob | RehearseJob)
            questions = self._questions(server, run, ends or time.monotonic() + limits.wall)
            watch = Watch(
                run,
                within or directory,
                limits,
                progress,
                ends=ends,
                asked=questions.ask if asking else None,
            )
            try:
                cause = await watch.until_over()
                if cause is not None:
                    await _end(server, run, ask=True)
                ended = await run.ended
            except ServerDied as error:
                raise Unavailable(str(error), retry_after=timedelta(seconds=2)) from error
            finally:
                # Cancelled or worse: nobody stays behind in a directory about to be removed.
                await asyncio.shield(
                    asyncio.gather(questions.close(), _end(server, run, ask=False))
                )
        await watch.listen()
        cpu = round(ended.cpu + questions.cpu_seconds, 3)
        if watch.result is not None and _is_believed(watch.result, job, ended, cause):
            return Outcome(watch.result, cpu, ended.peak)
        out_of_memory = death.kernel_kills() > kernel_kills
        died = _death(ended, cause, out_of_memory, limits, directory)
        return Outcome(died, cpu, ended.peak)

    def _questions(self, server: ForkServer, run: Run, ends: float) -> Questions:
        async def typeset(job: TypesetJob, until: float) -> tuple[Outcome, bytes | None]:
            async with self.directory() as directory:
                outcome = await self._run(job, directory, TEX_LIMITS, None, ends=until)
                return outcome, await asyncio.to_thread(svg_in, directory)

        assert self._formulae is not None
        answer = partial(server.tell, run)
        return Questions(self._formulae, run=typeset, answer=answer, ends=ends)


async def _end(server: ForkServer, run: Run, *, ask: bool) -> None:
    """Kill a run's family within a second, whether the zygote obeys or not.

    With `ask`, its interpreters first write down where in the program they are.
    """
    if run.ended.done():
        return
    server.kill(run, ask=ask)
    done, _ = await asyncio.wait({run.ended}, timeout=_KILL_GRACE)
    if not done:
        log.warning("the zygote does not obey", pid=server.pid)
        server.destroy()
        await asyncio.wait({run.ended})


def _is_believed(result: Result, job: Job, ended: Ended, cause: Cause | None) -> bool:
    """Only the kind of result that the job is for, and only of a process that has ended well.

    A rejection is believed in any case: a program may always say that it is broken.
    """
    if cause is not None:
        return False
    return isinstance(result, Rejection) or (
        ended.status == 0 and isinstance(result, RESULT_OF[type(job)])
    )


def _death(
    ended: Ended, cause: Cause | None, out_of_memory: bool, limits: Limits, directory: Path
) -> Death:
    """Why it died. Raises for what is not the program's doing."""
    if ended.flooded:
        return Death("crashed", "the program wrote into what is not its own")
    cause = death.cause_of(ended.status, ended_by_us=cause, out_of_memory=out_of_memory)
    detail = death.describe(cause, ended.status, limits, death.tail(directory / LOG))
    if cause == "failed":
        raise RenderFailed(detail)
    if cause == "killed":
        raise Unavailable(detail, retry_after=timedelta(seconds=2))
    return Death(cause, detail, death.line_in(death.tail(directory / TRACEBACK)))


def _compared(job: RenderJob, promised: Rendered, found: Result | Death) -> Result | Death:
    """Only what was ordered is handed on, with the facts as they were found."""
    if not isinstance(found, Rendered):
        return found
    if (found.width, found.height, found.fps) == (job.width, job.height, job.fps):
        return replace(found, plays=promised.plays)
    size = f"{found.width}x{found.height} at {found.fps} frames per second"
    return Rejection("crashed", f"the program left a video of {size}")
