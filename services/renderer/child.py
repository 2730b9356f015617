"""The life of one render process, from the fork to its exit."""

import faulthandler
import gc
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from services.renderer import montage, performance, probe, rehearsal, tex, typeset
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
    TypesetJob,
)
from services.renderer.program import Broken
from services.renderer.reporter import Reporter
from services.renderer.sandbox import layers

ASK_FOR_TRACEBACK = signal.SIGUSR1


def live(order: Mapping[str, Any], pipe: int, answers: int, parent: int) -> NoReturn:
    """Do one job in this process, say its result into the pipe, and exit.

    Out of `answers` comes what the service says to what was asked.

    The order holds `kind`, `job`, `limits`, `layers`, and the directories of `layers.Place`.
    """
    status = OUR_FAULT
    try:
        _settle(order, (pipe, answers), parent)
        reporter = Reporter(3, 4)
        tex.ask(reporter, Path(order["shared"]))
        kind, result = _work(KINDS[order["kind"]].from_json(order["job"]), reporter)
        reporter.say(kind, result.as_json())
        status = 0
    except BaseException as error:
        _fail(error)
    finally:
        os._exit(status)


def _settle(order: Mapping[str, Any], pipes: tuple[int, ...], parent: int) -> None:
    os.setsid()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(name, signal.SIG_DFL)
    place = layers.Place(
        directory=Path(order["directory"]),
        own=Path(order["own"]),
        shared=Path(order["shared"]),
        tex=KINDS[order["kind"]] is TypesetJob,
    )
    limits = Limits.from_json(order["limits"])
    layers.put_on(frozenset(order["layers"]), place, limits, pipes=pipes, parent=parent)
    traceback = open(TRACEBACK, "wb", buffering=0)  # noqa: SIM115 - open until the end
    faulthandler.enable(traceback)
    faulthandler.register(ASK_FOR_TRACEBACK, traceback)
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
            case TypesetJob():
                return "typeset", typeset.typeset(job, here)
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
        Reporter(3, 4).say("rejected", Rejection("memory", "out of memory").as_json())
        return
    with open(LOG, "a", encoding="utf-8") as log:
        traceback.print_exception(error, file=log)
