"""`python -m tests.support.older_kernel FOLDER SANDBOX`: an engine where there is no Landlock.

The kernel is made to say so. Prints the verdict on a good scene, or why the engine does not start.
"""

import asyncio
import errno
import sys
from pathlib import Path

from services.renderer.engine import ForkEngine
from services.renderer.forkserver import Unconfined
from services.renderer.sandbox import bpf, seccomp, syscalls
from tests.support.attacks.campaign import GOOD, verdict_on


def forget_landlock() -> None:
    number = syscalls.number("landlock_create_ruleset")
    assert number is not None
    actions = [(number, bpf.errno(errno.ENOSYS))]
    seccomp.install(bpf.program(syscalls.architecture(), (), actions=actions, otherwise=bpf.ALLOW))


async def main(folder: Path, best_effort: bool) -> None:
    try:
        async with ForkEngine(
            folder, sandbox="best-effort" if best_effort else "required"
        ) as engine:
            print(await verdict_on(engine, GOOD))
    except Unconfined as refusal:
        print(refusal)


if __name__ == "__main__":
    forget_landlock()
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2] == "best-effort"))
