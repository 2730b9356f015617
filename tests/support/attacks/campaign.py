"""Every attack against one engine, and a good scene right after it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from services.renderer.engine import ForkEngine
from services.renderer.job import Limits, RenderJob
from tests.support.attacks.attack import Targets, verdict
from tests.support.attacks.corpus import ATTACKS
from tests.support.scenes import TINY

_LANES = 2

GOOD = RenderJob(TINY, 64, 36, 10)


@dataclass(frozen=True)
class Result:
    """Two verdicts: on the attack, and on the good scene after it (None where none followed)."""

    said: str
    then: str | None


async def verdict_on(engine: ForkEngine, job: RenderJob, limits: Limits | None = None) -> str:
    async with engine.directory() as directory:
        return verdict(await engine.render(job, directory, limits=limits))


async def attack_with_all(
    engine: ForkEngine, targets: Targets, names: Iterable[str], *, good_after: int = 1
) -> dict[str, Result]:
    """Two at a time; a good scene follows after each `good_after`-th."""
    found: dict[str, Result] = {}
    waiting = enumerate(names, 1)

    async def lane() -> None:
        for number, name in waiting:
            attack = ATTACKS[name]
            said = await verdict_on(engine, attack.job(targets), attack.limits)
            then = None if number % good_after else await verdict_on(engine, GOOD)
            found[name] = Result(said, then)

    await asyncio.gather(*(lane() for _ in range(_LANES)))
    return found
