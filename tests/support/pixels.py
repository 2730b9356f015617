"""The corpus drawn twice, by plain Manim and with levers: a hash of every raw frame.

`python -m tests.support.pixels [--no-helper] [--each-without] [SCENE ...]` prints a JSON line per
scene, where an error stands in the place of a list:

    {"scene": "shapes.Basics", "stock": [...], "levers": [...]}

With `--each-without` there is one list per lever, drawn with all others.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
import traceback
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np

from services.renderer.job import Lever

CORPUS = Path(__file__).parent / "corpus"
_SIZE = (320, 180, 8)


def scenes() -> list[str]:
    """`file.Class` of every scene of the corpus."""
    return [
        f"{path.stem}.{line.split('(')[0].removeprefix('class ')}"
        for path in sorted(CORPUS.glob("*.py"))
        for line in path.read_text().splitlines()
        if line.startswith("class ") and line.split(":")[0].endswith("Scene)")
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--no-helper", action="store_true")
    parser.add_argument("--each-without", action="store_true")
    parser.add_argument("scenes", nargs="*", default=scenes())
    options = parser.parse_args()
    if options.no_helper:
        # As where it could not be built: its import fails.
        sys.modules["_brush"] = None  # type: ignore[assignment]
    from services.renderer import zygote
    from services.renderer.levers.switchboard import LEVERS

    zygote.warm()
    ways: dict[str, tuple[Lever, ...] | None] = {"stock": None, "levers": ()}
    if options.each_without:
        ways = {"stock": None, **{lever: (lever,) for lever in LEVERS}}
    for name in options.scenes:
        drawn: dict[str, Any] = {"scene": name}
        # Two at a time: a scene has not much to do for more.
        for pair in zip_longest(*[iter(ways)] * 2):
            pipes = {way: _fork(name, ways[way]) for way in pair if way is not None}
            drawn |= {way: _answer(pipe) for way, pipe in pipes.items()}
        print(json.dumps(drawn), flush=True)


def _answer(pipe: int) -> Any:
    with os.fdopen(pipe) as file:
        text = file.read()
    return json.loads(text) if text else "the process died"


def _fork(name: str, without: tuple[Lever, ...] | None) -> int:
    reader, writer = os.pipe()
    if os.fork() == 0:
        try:
            os.close(reader)
            with tempfile.TemporaryDirectory() as directory:
                os.chdir(directory)
                answer = json.dumps(_draw(name, without))
        except BaseException:
            answer = json.dumps(traceback.format_exc())
        with os.fdopen(writer, "w") as pipe:
            pipe.write(answer)
        os._exit(0)
    os.close(writer)
    return reader


def _draw(name: str, without: tuple[Lever, ...] | None) -> list[str]:
    from manim.renderer.cairo_renderer import CairoRenderer

    from services.renderer import stage
    from services.renderer.job import RenderJob
    from services.renderer.performance import Performance
    from services.renderer.writer import StreamingWriter

    hashes: list[str] = []

    class Hashing(StreamingWriter):
        def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
            if self._open:
                digest = hashlib.blake2b(np.ascontiguousarray(pixels).data, digest_size=8)
                hashes.append(f"{digest.hexdigest()}x{repeat}")

    class Silent:
        def animation(self, name: str) -> None:
            pass

    class Stock(CairoRenderer):
        def __init__(self, file_writer_class: Any = None, *args: Any, **kwargs: Any) -> None:
            super().__init__(Hashing, *args, **kwargs)

    ours = type("Ours", (Performance,), {"writer": Hashing, "reporter": Silent()})
    stem, scene = name.split(".")
    code = (CORPUS / f"{stem}.py").read_text() + f"\n\nclass Chosen({scene}):\n    pass\n"
    is_stock = without is None
    job = RenderJob(
        code,
        *_SIZE,
        policy=False,
        writer="stock" if is_stock else "streaming",
        without=without or (),
    )
    stage.run(job, Stock if is_stock else ours, media=Path("media"))
    return hashes


if __name__ == "__main__":
    main()
