"""Runs every attack and prints what became of it: `python -m tests.support.attacks FOLDER [NAME]`.

A JSON object of verdicts by name; "then" holds the verdict of the good scene after each.
"""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from services.renderer.engine import ForkEngine
from services.renderer.job import RenderJob
from tests.support.attacks.attack import LIMITS, verdict
from tests.support.attacks.corpus import ATTACKS
from tests.support.attacks.targets import targets_beside
from tests.support.scenes import TINY

GOOD = RenderJob(TINY, 64, 36, 10)


async def run(engine: ForkEngine, job: RenderJob, **options: object) -> str:
    async with engine.directory() as directory:
        return verdict(await engine.render(job, directory, **options))  # type: ignore[arg-type]


async def main(folder: Path, wanted: str) -> None:
    found = {}
    async with ForkEngine(folder, limits=LIMITS) as engine:
        with tempfile.TemporaryDirectory(dir=folder) as public:
            async with targets_beside(engine, Path(public)) as targets:
                for name, attack in ATTACKS.items():
                    if wanted in name:
                        said = await run(engine, attack.job(targets), limits=attack.limits)
                        found[name] = {"said": said, "then": await run(engine, GOOD)}
    print(json.dumps(found))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
