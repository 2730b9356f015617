"""`python -m tests.support.attacks FOLDER`: every attack; prints the results as JSON.

FOLDER is empty and the user's own. A good scene follows after each tenth attack.
"""

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path

from services.renderer.engine import ForkEngine
from tests.support.attacks.attack import LIMITS
from tests.support.attacks.campaign import attack_with_all
from tests.support.attacks.corpus import ATTACKS
from tests.support.attacks.targets import targets_beside


async def main(folder: Path) -> None:
    public = folder / "public"
    public.mkdir()
    async with (
        ForkEngine(folder, limits=LIMITS) as engine,
        targets_beside(engine, public) as targets,
    ):
        results = await attack_with_all(engine, targets, ATTACKS, good_after=10)
    print(json.dumps({name: asdict(result) for name, result in results.items()}))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
