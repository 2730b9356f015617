"""Precision and recall of the layout gate over the corpus, by kind of fault.

python -m benchmarks.layout_gate [--lessons] [--size 854x480]
Without `--lessons` the lessons' scenes are left out, of which none may have a severe finding.
"""

import argparse
import asyncio
import tempfile
from collections import Counter
from pathlib import Path

from lessons import library
from services.renderer.engine import ForkEngine
from services.renderer.job import Planned, RenderJob
from shared.contracts.finding import Finding
from tests.support.layouts.clean import CLEAN
from tests.support.layouts.defects import DEFECTS
from tests.support.layouts.layout import Layout

RATE = 15


async def main() -> None:
    """Read the command line, rehearse every scene, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lessons", action="store_true")
    parser.add_argument("--size", default="854x480")
    arguments = parser.parse_args()
    width, height = map(int, arguments.size.split("x"))
    corpus = [*DEFECTS, *CLEAN, *(of_lessons() if arguments.lessons else [])]
    hit: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    false = true = 0
    with tempfile.TemporaryDirectory() as folder:
        async with ForkEngine(Path(folder)) as engine:
            for layout in corpus:
                findings = await findings_of(engine, layout.code, width, height)
                right = [each for each in findings if each.kind in layout.kinds]
                wrong = [each for each in findings if each.kind not in layout.kinds]
                if layout.kinds:
                    wanted[layout.kinds[0]] += 1
                    hit[layout.kinds[0]] += bool(right)
                true, false = true + bool(right), false + bool(wrong)
                if layout.kinds and not right:
                    print(f"missed: {layout.name} ({' or '.join(layout.kinds)})")
                for each in wrong:
                    print(f"false:  {layout.name}: {each.kind}: {each.message}")
    print_table(len(corpus), hit, wanted, true, false)


async def findings_of(
    engine: ForkEngine, code: str, width: int = 854, height: int = 480
) -> list[Finding]:
    """The severe findings of one scene. Raises for one that cannot be shown."""
    job = RenderJob(code, width, height, RATE, max_duration=120, layout="report")
    async with engine.directory() as directory:
        outcome = await engine.rehearse(job, directory)
    if not isinstance(outcome.value, Planned):
        raise RuntimeError(f"{outcome.value}\n{code}")
    return [finding for finding in outcome.findings if finding.severe]


def of_lessons() -> list[Layout]:
    """Every scene of every lesson, and every card."""
    scenes = [
        Layout(f"{lesson.name}/{scene.key}", library.program(scene.reference))
        for lesson in library.load()
        for scene in library.plan(next(iter(lesson.keywords)), 20).scenes
    ]
    return list({layout.code: layout for layout in scenes}.values())


def print_table(
    scenes: int, hit: Counter[str], wanted: Counter[str], true: int, false: int
) -> None:
    print(f"\n| {'fault':<18} | seeded | found |\n|{'-' * 20}|-------:|------:|")
    for kind in sorted(wanted):
        print(f"| {kind:<18} | {wanted[kind]:6} | {hit[kind]:5} |")
    recall = sum(hit.values()) / max(1, sum(wanted.values()))
    precision = true / max(1, true + false)
    print(f"\n{scenes} scenes: precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    asyncio.run(main())
