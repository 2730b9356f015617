"""The corpus drawn twice, by plain Manim and with all levers: a hash of every raw frame.

`python -m tests.support.pixels` prints a JSON line per scene:

    {"scene": "shapes.Basics", "stock": [...], "levers": [...]}
"""

import hashlib
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

CORPUS = Path(__file__).parent / "corpus"
_SIZE = (320, 180, 8)
_WAYS = ("stock", "levers")


def scenes() -> list[str]:
    """`file.Class` of every scene of the corpus."""
    return [
        f"{path.stem}.{line.split('(')[0].removeprefix('class ')}"
        for path in sorted(CORPUS.glob("*.py"))
        for line in path.read_text().splitlines()
        if line.startswith("class ") and line.split(":")[0].endswith("Scene)")
    ]


def main() -> None:
    from services.renderer import zygote

    zygote.warm()
    for name in sys.argv[1:] or scenes():
        pipes = [_fork(name, way) for way in _WAYS]
        drawn = [json.loads(b"".join(_all_of(pipe))) for pipe in pipes]
        print(json.dumps({"scene": name, **dict(zip(_WAYS, drawn, strict=True))}), flush=True)


def _all_of(pipe: int) -> Iterator[bytes]:
    with os.fdopen(pipe, "rb") as file:
        yield from file


def _fork(name: str, way: str) -> int:
    reader, writer = os.pipe()
    if os.fork() == 0:
        try:
            os.close(reader)
            with tempfile.TemporaryDirectory() as directory:
                os.chdir(directory)
                answer = json.dumps(_draw(name, way))
        except BaseException:
            answer = json.dumps(traceback.format_exc())
        os.write(writer, answer.encode())
        os._exit(0)
    os.close(writer)
    return reader


def _draw(name: str, way: str) -> list[str]:
    from manim.renderer.cairo_renderer import CairoRenderer

    from services.renderer import stage
    from services.renderer.job import RenderJob
    from services.renderer.performance import Performance
    from services.renderer.writer import StreamingWriter

    hashes: list[str] = []

    class Hashing(StreamingWriter):
        def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
            if self._open:
                digest = hashlib.blake2b(np.ascontiguousarray(pixels), digest_size=8)
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
    job = RenderJob(code, *_SIZE, policy=False, writer="stock" if way == "stock" else "streaming")
    stage.run(job, Stock if way == "stock" else ours, media=Path("media"))
    return hashes


if __name__ == "__main__":
    main()
