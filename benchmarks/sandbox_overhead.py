"""What the sandbox costs: `python -m benchmarks.sandbox_overhead [ROUNDS]`.

Renders the smallest scene in turn with all layers and with none; then the layers alone, put on in
forks of a process that does nothing else. Milliseconds, medians.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from services.renderer.engine import ForkEngine
from services.renderer.job import Limits, Rendered, RenderJob
from services.renderer.sandbox import identity
from services.renderer.sandbox.layers import LAYERS, Place, put_on

CODE = """
from manim import *

class Smallest(Scene):
    def construct(self):
        self.add(Dot())
        self.wait(0.1)
"""
PROCESSES = 3
"""Of one render: its rehearsal, its drawing, the look at what is left."""


async def renders(root: Path, rounds: int) -> None:
    everything = frozenset[str](LAYERS)
    walls: dict[frozenset[str], list[float]] = {everything: [], frozenset(): []}
    cpus: dict[frozenset[str], list[float]] = {everything: [], frozenset(): []}
    async with ForkEngine(root) as engine:
        for number in range(rounds + 1):
            for layers in walls if number % 2 else reversed(walls):
                engine.layers = layers
                began = time.perf_counter()
                async with engine.directory() as directory:
                    outcome = await engine.render(RenderJob(CODE, 64, 36, 10), directory)
                assert isinstance(outcome.value, Rendered), outcome
                if number:
                    walls[layers].append((time.perf_counter() - began) * 1000)
                    cpus[layers].append(outcome.cpu_seconds * 1000)
    for name, found in (("wall", walls), ("cpu", cpus)):
        with_all, with_none = (
            statistics.median(found[everything]),
            statistics.median(found[frozenset()]),
        )
        print(
            f"render, {name}: {with_all:6.1f} with all layers, {with_none:6.1f} with none: "
            f"{with_all - with_none:+5.1f} per render"
        )


def alone(root: Path, rounds: int) -> Iterator[tuple[str, float]]:
    """Each set of layers, and the milliseconds to put it on."""
    for layers in (*({layer} for layer in LAYERS), set(LAYERS)):
        samples = [_once(root, frozenset(layers)) for _ in range(rounds)]
        yield "+".join(sorted(layers)) if len(layers) == 1 else "all", statistics.median(samples)


def _once(root: Path, layers: frozenset[str]) -> float:
    own = Path(tempfile.mkdtemp(dir=root))
    identity.hand_over(own, identity.next_user())
    reader, writer = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        began = time.perf_counter()
        put_on(layers, Place(own, own, root), Limits(), pipes=(writer,), parent=parent)
        os.write(3, str((time.perf_counter() - began) * 1000).encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(pid, 0)
    told = os.read(reader, 100)
    os.close(reader)
    return float(told)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(renders(Path(name), rounds))
        for layers, cost in alone(Path(name), rounds):
            print(f"{layers:>12}: {cost:5.2f} per process, {cost * PROCESSES:5.2f} per render")


if __name__ == "__main__":
    main()
