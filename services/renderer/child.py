"""The life of one render process, from the fork to its exit."""

import faulthandler
import gc
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from services.renderer import confine, montage, performance, probe, rehearsal
from services.renderer.job import (
    KINDS,
    LOG,
    MEDIA,
    OUR_FAULT,
    TRACEBACK,
    CombineJob,
    Job,
    Limits,
    ProbeJob,
    RehearseJob,
    Rejection,
    RenderJob,
    Result,
)
from services.renderer.program import Broken
from services.renderer.reporter import Reporter

ASK_FOR_TRACEBACK = signal.SIGUSR1


def live(order: Mapping[str, Any], pipe: int, parent: int) -> NoReturn:
    """Do one job in this process, say its result into the pipe, and exit.

    The order holds `kind`, `job`, `limits` and `directory`.
    """
    status = OUR_FAULT
    try:
        _settle(order, pipe, parent)
        reporter = Reporter(3)
        kind, result = _work(KINDS[order["kind"]].from_json(order["job"]), reporter)
        reporter.say(kind, result.as_json())
        status = 0
    except BaseException as error:
        _fail(error)
    finally:
        os._exit(status)


def _settle(order: Mapping[str, Any], pipe: int, parent: int) -> None:
    os.setsid()
    confine.die_with_parent(parent)
    directory = Path(order["directory"])
    confine.keep_only(pipe, directory / LOG)
    confine.own_directory(directory)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(name, signal.SIG_DFL)
    traceback = open(TRACEBACK, "wb", buffering=0)  # noqa: SIM115 - open until the end
    faulthandler.enable(traceback)
    faulthandler.register(ASK_FOR_TRACEBACK, traceback)
    confine.limit(Limits.from_json(order["limits"]))
    gc.enable()


def _work(job: Job, reporter: Reporter) -> tuple[str, Result]:
    here = Path.cwd()
    try:
        match job:
            case RehearseJob():
                return "planned", rehearsal.rehearse(job, here.parent / MEDIA)
            case RenderJob():
                return "rendered", performance.perform(job, here / MEDIA, reporter)
            case CombineJob():
                return "joined", montage.combine(job.parts, here)
            case ProbeJob():
                return "rendered", probe.probe(here)
    except Broken as broken:
        return "rejected", broken.rejection
    except probe.NotAsPromised as fault:
        return "rejected", Rejection("crashed", f"the program left no video: {fault}")


def _fail(error: BaseException) -> None:
    """Our own failure, not the program's: it goes where the service reads why a process died."""
    import traceback

    if isinstance(error, MemoryError):
        Reporter(3).say("rejected", Rejection("memory", "out of memory").as_json())
        return
    with open(LOG, "a", encoding="utf-8") as log:
        traceback.print_exception(error, file=log)
