"""Renders good, broken and hostile scenes in turn and looks at what stays behind.

`python -m benchmarks.soak_renderer [RENDERS]` (500). Fails when memory grows by more than a tenth
after the first tenth of the renders, or when a process, a file or a descriptor is left.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from services.renderer import family
from services.renderer.engine import ForkEngine
from services.renderer.job import Limits, RenderJob

_MEGABYTE = 1024**2
_LIMITS = Limits(wall=20, memory=500 * _MEGABYTE, directory=8 * _MEGABYTE, file=16 * _MEGABYTE)
_HASTY = Limits(wall=1, memory=500 * _MEGABYTE, directory=8 * _MEGABYTE)
_TOLERANCE = 1.1

# The body of `construct`, and what the service says of it.
_SCENES = {
    "good": ("self.play(Create(Circle()), run_time=0.3)", "Rendered"),
    "good text": ("self.add(Text('Soak'), MathTypst('x^2'))", "Rendered"),
    "broken": ("self.add(nothing)", "Rejection"),
    "endless in time": ("while True: self.wait(1)", "Rejection"),
    "reads": ("open('/etc/passwd')", "Rejection"),
    "connects": ("import socket; socket.socket()", "Rejection"),
    "forks": ("import os; os.fork()", "Rejection"),
    "hoards": ("x = [bytearray(10**9) for _ in range(99)]", "Rejection"),
    "dies": ("import os; os._exit(3)", "Death"),
    "crashes": ("import ctypes; ctypes.string_at(0)", "Death"),
    "litters": (
        "import time\n        for n in range(10**6): open(f'{n}', 'w'); time.sleep(1e-4)",
        "Death",
    ),
    "digs": (
        "import os, time\n        while time.sleep(1e-4) is None: os.mkdir('d'); os.chdir('d')",
        "Death",
    ),
    "floods": ("import os\n        while True: os.write(3, b'x' * 60000)", "Death"),
    "hangs": ("while True: pass", "Death"),
}


@dataclass(frozen=True)
class Sample:
    """After so many renders. Bytes; of the service and of its zygote."""

    renders: int
    service: int
    zygote: int
    descriptors: int
    zygote_descriptors: int
    processes: int
    files: int

    def __str__(self) -> str:
        return (
            f"{self.renders:5} renders: service {self.service / _MEGABYTE:6.1f} MB, "
            f"zygote {self.zygote / _MEGABYTE:6.1f} MB, descriptors {self.descriptors} and "
            f"{self.zygote_descriptors}, processes left {self.processes}, files left {self.files}"
        )

    def is_flat_since(self, first: "Sample") -> bool:
        return (
            self.service <= first.service * _TOLERANCE
            and self.zygote <= first.zygote * _TOLERANCE
            and self.descriptors <= first.descriptors
            and self.zygote_descriptors <= first.zygote_descriptors
            and self.processes == self.files == 0
        )


async def soak(root: Path, renders: int, *, every: int) -> AsyncIterator[Sample]:
    """Raises `AssertionError` when a scene ends in another way than it must."""
    async with ForkEngine(root, limits=_LIMITS, jobs_per_zygote=10**9) as engine:
        for number in range(1, renders + 1):
            name = list(_SCENES)[number % len(_SCENES)]
            await _render(engine, name)
            if number % every == 0:
                yield _sample(engine, number)


async def _render(engine: ForkEngine, name: str) -> None:
    line, expected = _SCENES[name]
    code = f"from manim import *\nclass Soak(Scene):\n    def construct(self):\n        {line}\n"
    code += "        self.wait(0.1)\n"
    async with engine.directory() as directory:
        outcome = await engine.render(
            RenderJob(code, 64, 36, 10, policy=False),
            directory,
            limits=_HASTY if name == "hangs" else None,
        )
    assert type(outcome.value).__name__ == expected, (name, outcome)


def _sample(engine: ForkEngine, renders: int) -> Sample:
    zygote = engine.zygote_pid
    assert zygote is not None
    processes = family.table()
    [workspace] = engine.root.iterdir()
    return Sample(
        renders,
        processes[os.getpid()].resident,
        processes[zygote].resident,
        len(os.listdir("/proc/self/fd")),
        len(os.listdir(f"/proc/{zygote}/fd")),
        len(family.members(zygote, processes)) - 1,
        len([path for path in workspace.iterdir() if path.name.startswith("job-")]),
    )


async def main(renders: int) -> int:
    began = time.monotonic()
    samples: list[Sample] = []
    with tempfile.TemporaryDirectory() as root:
        async for sample in soak(Path(root), renders, every=max(len(_SCENES), renders // 10)):
            print(sample, flush=True)
            samples.append(sample)
    flat = samples[-1].is_flat_since(samples[0])
    print(f"{'flat' if flat else 'NOT flat'}, {time.monotonic() - began:.0f} s")
    return 0 if flat else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)))
