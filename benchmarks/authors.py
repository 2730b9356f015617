"""How often a video is delivered, by repair round, with and without each gate before the render.

python -m benchmarks.authors [--list]

Recorded answers of a model go over real HTTP through the real SDK, planner, coder and workflow;
every program that gets so far is really drawn. The model mends what it is told and nothing else.
"""

import argparse
import asyncio
import tempfile
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import structlog

from services.coder.gates import GATES
from services.renderer.engine import ForkEngine
from services.renderer.job import Limits
from services.renderer.render import render_scene
from shared.contracts.base import Event
from shared.contracts.render import RenderScene
from tests.support.one_scene_task import Told, tell
from tests.support.recorded_answers import RECORDED
from tests.support.scenes import FolderArtifacts

ROUNDS = 5
LIMITS = Limits(wall=6, memory=1024**3)
"""Enough for every good program; a program without an end must not take long."""


class Studio:
    """Draws each program once. The same program has the same outcome."""

    def __init__(self, engine: ForkEngine, folder: Path) -> None:
        self._engine = engine
        self._artifacts = FolderArtifacts(folder)
        self._drawn: dict[str, Event] = {}

    async def draw(self, command: RenderScene) -> Event:
        if command.code not in self._drawn:
            self._drawn[command.code] = await render_scene(
                command, engine=self._engine, artifacts=self._artifacts
            )
        return self._drawn[command.code].model_copy(update={"attempt": command.attempt})


async def main(*, each: bool) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    hopeful = [recorded for recorded in RECORDED if not recorded.hopeless]
    print(f"{len(RECORDED)} recorded models, {len(RECORDED) - len(hopeful)} of them never answer")
    print("Delivered after at most so many repairs, of those that answer:\n")
    head = "".join(f"{number:>6}" for number in range(ROUNDS))
    print(f"{'gates':<22}{head}  failed  renders  in vain  questions")
    with tempfile.TemporaryDirectory() as root:
        async with ForkEngine(Path(root), limits=LIMITS, sandbox="best-effort") as engine:
            studio = Studio(engine, Path(root) / "artifacts")
            ablations: list[tuple[str, Collection[str]]] = [("all", GATES)]
            ablations += [(f"without {gate}", [g for g in GATES if g != gate]) for gate in GATES]
            for name, gates in (*ablations, ("none: renderer only", ())):
                told = await _row(name, studio, gates)
                if each and name == "all":
                    _list(told)


async def _row(name: str, studio: Studio, gates: Collection[str]) -> dict[str, Told]:
    told = {}
    for recorded in RECORDED:
        told[recorded.name] = await tell(recorded, studio.draw, gates=gates)
    counted = [told[recorded.name] for recorded in RECORDED if not recorded.hopeless]
    rounds = Counter(one.rounds for one in counted if one.delivered)
    reached = [sum(rounds[n] for n in range(number + 1)) for number in range(ROUNDS)]
    shares = "".join(f"{100 * share / len(counted):>5.0f}%" for share in reached)
    failed = sum(not one.delivered for one in counted)
    renders, questions = (
        sum(getattr(one, what) for one in told.values()) for what in ("renders", "questions")
    )
    in_vain = renders - sum(one.delivered for one in told.values())
    print(f"{name:<22}{shares}{failed:>8}{renders:>9}{in_vain:>9}{questions:>11}")
    return told


def _list(told: dict[str, Told]) -> None:
    kinds = {recorded.name: recorded.kind for recorded in RECORDED}
    for name, one in told.items():
        end = f"round {one.rounds}" if one.delivered else "not delivered"
        print(f"    {kinds[name]:<10} {name:<34} {end:<14} {one.renders} renders")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="every recorded model, with all gates")
    asyncio.run(main(each=parser.parse_args().list))
