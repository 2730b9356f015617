"""Renders the suite with the `manim` command line and with ours, and compares.

python -m benchmarks.render [--runs 3] [--quality 480p 720p 1080p] [--scenes graph ...] [--out FILE]

Per quality and scene the medians of wall seconds, CPU seconds (of all processes) and peak resident
memory (MB, of the largest process) of the command line, of ours cold (with the start of the fork
server) and of ours warm; then the geometric means. `manim` finds an empty directory each time.
"""

import argparse
import asyncio
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, astuple, dataclass
from math import prod
from pathlib import Path
from statistics import median

from services.renderer.engine import ForkEngine
from services.renderer.job import Progress, Rendered, RenderJob

SUITE = Path(__file__).parent / "suite"
MANIM = Path(sys.executable).with_name("manim")
SIZES = {"480p": (854, 480, 15), "720p": (1280, 720, 30), "1080p": (1920, 1080, 60)}
FLAGS = {"480p": "-ql", "720p": "-qm", "1080p": "-qh"}
VIDEO = ("explanation", "formula", "graph", "crowd", "journey", "listing")
VIDEO_QUALITY = "480p"
"""The video whose throughput is measured."""


@dataclass(frozen=True)
class Cost:
    """Seconds, seconds of CPU, megabytes."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--quality", nargs="+", default=list(SIZES), choices=SIZES)
    parser.add_argument("--scenes", nargs="+", default=scenes())
    parser.add_argument("--out", type=Path, default=Path("out/bench-render.json"))
    arguments = parser.parse_args()
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, medians of {arguments.runs} runs"
    )
    asyncio.run(measure(arguments))


def scenes() -> list[str]:
    """The whole suite; without the scene of TeX where there is none."""
    names = sorted(path.stem for path in SUITE.glob("*.py"))
    return names if shutil.which("latex") else [name for name in names if name != "tex"]


async def measure(arguments: argparse.Namespace) -> None:
    found: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory() as directory:
        async with ForkEngine(Path(directory)) as engine:
            for quality in arguments.quality:
                rows = {}
                print(f"\n### {quality}\n\n" + HEAD)
                for name in arguments.scenes:
                    rows[name] = await compare(name, quality, arguments.runs, engine)
                    print(as_row(name, rows[name]), flush=True)
                print(as_row("**geometric mean of the ratios**", None, list(rows.values())))
                found[quality] = {
                    name: {way: asdict(cost) for way, cost in row.items()}
                    for name, row in rows.items()
                }
            found["video"] = await throughput(engine, arguments.runs)
            found["estimate"] = await estimates(arguments.scenes, engine)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(found, indent=1) + "\n")


async def compare(name: str, quality: str, runs: int, engine: ForkEngine) -> dict[str, Cost]:
    costs: dict[str, list[Cost]] = {"manim": [], "cold": [], "warm": []}
    # In turn, so that a busy minute of the machine hits all of them.
    for _ in range(runs):
        costs["manim"].append(await asyncio.to_thread(command_line, name, quality))
        costs["cold"].append(await cold(name, quality))
        costs["warm"].append(await warm(name, quality, engine))
    return {way: medians(of_way) for way, of_way in costs.items()}


def command_line(name: str, quality: str) -> Cost:
    """One run of `manim`, which finds nothing cached."""
    with tempfile.TemporaryDirectory() as media:
        options = ["--media_dir", media, "--progress_bar", "none", "-v", "ERROR"]
        arguments = [str(MANIM), "render", FLAGS[quality], *options, str(SUITE / f"{name}.py")]
        begin = time.monotonic()
        process = os.posix_spawn(
            MANIM, arguments, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, 1, 0)]
        )
        _, status, usage = os.wait4(process, 0)
        wall = time.monotonic() - begin
        if status:
            raise RuntimeError(f"manim cannot render {name}")
        return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


async def cold(name: str, quality: str) -> Cost:
    before = spent_by_children()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as directory:
        async with ForkEngine(Path(directory)) as engine:
            cost = await warm(name, quality, engine)
            wall = time.monotonic() - begin
    return Cost(wall, spent_by_children() - before, cost.memory)


def spent_by_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


async def warm(name: str, quality: str, engine: ForkEngine) -> Cost:
    job = RenderJob((SUITE / f"{name}.py").read_text(), *SIZES[quality], max_duration=60)
    async with engine.directory() as directory:
        begin = time.monotonic()
        outcome = await engine.render(job, directory)
        wall = time.monotonic() - begin
    if not isinstance(outcome.value, Rendered):
        raise RuntimeError(f"{name}: {outcome.value}")
    return Cost(wall, outcome.cpu_seconds, outcome.peak_memory / 2**20)


async def throughput(engine: ForkEngine, runs: int) -> dict[str, float]:
    """A video of six scenes, two at a time: seconds with `manim`, and with ours."""
    seconds: dict[str, list[float]] = {"manim": [], "warm": []}
    for _ in range(runs):
        seconds["manim"].append(
            await two_at_a_time(lambda name: asyncio.to_thread(command_line, name, VIDEO_QUALITY))
        )
        seconds["warm"].append(await two_at_a_time(lambda name: warm(name, VIDEO_QUALITY, engine)))
    both = {way: median(of_way) for way, of_way in seconds.items()}
    print(
        f"\nA video of {len(VIDEO)} scenes at {VIDEO_QUALITY}, two at a time: "
        f"manim {both['manim']:.1f} s, warm {both['warm']:.1f} s, "
        f"{both['manim'] / both['warm']:.1f}x"
    )
    return both


async def estimates(names: Sequence[str], engine: ForkEngine) -> dict[str, float]:
    """How wrong `seconds_left` is, as a share of all the seconds, per scene at 1080p."""
    errors: dict[str, float] = {}
    for name in names:
        said: list[tuple[float, float]] = []

        def hear(progress: Progress, said: list[tuple[float, float]] = said) -> None:
            if progress.seconds_left is not None:
                said.append((time.monotonic(), progress.seconds_left))

        job = RenderJob((SUITE / f"{name}.py").read_text(), *SIZES["1080p"], max_duration=60)
        async with engine.directory() as directory:
            begin = time.monotonic()
            await engine.render(job, directory, progress=hear)
            end = time.monotonic()
        wrong = [abs(at + left - end) / (end - begin) for at, left in said]
        errors[name] = round(sum(wrong) / len(wrong), 3)
    print(f"\nError of the seconds left, of the whole: {errors}")
    return errors


async def two_at_a_time(work: Callable[[str], Awaitable[Cost]]) -> float:
    slots = asyncio.Semaphore(2)

    async def one(name: str) -> None:
        async with slots:
            await work(name)

    begin = time.monotonic()
    await asyncio.gather(*(one(name) for name in VIDEO))
    return time.monotonic() - begin


def medians(costs: Sequence[Cost]) -> Cost:
    return Cost(*(median(values) for values in zip(*map(astuple, costs), strict=True)))


def geometric(values: Sequence[float]) -> float:
    return prod(values) ** (1 / len(values))


HEAD = (
    "| scene | manim: wall, CPU, MB | cold: wall, CPU, MB | warm: wall, CPU, MB "
    "| wall | CPU | memory |\n|---|---|---|---|---|---|---|"
)


def as_row(name: str, row: dict[str, Cost] | None, rows: Sequence[dict[str, Cost]] = ()) -> str:
    """One scene, or the means of all: the last three columns compare warm with `manim`."""
    compared = [row] if row else rows
    wall, cpu, memory = (
        geometric([astuple(one["manim"])[index] / astuple(one["warm"])[index] for one in compared])
        for index in range(3)
    )
    ways = (
        " | ".join(f"{cost.wall:.2f}, {cost.cpu:.2f}, {cost.memory:.0f}" for cost in row.values())
        if row
        else " | | "
    )
    return f"| {name} | {ways} | {wall:.1f}x | {cpu:.1f}x | {1 / memory:.2f} |"


if __name__ == "__main__":
    main()
