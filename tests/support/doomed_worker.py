"""`python -m tests.support.doomed_worker URL`: takes a command, says so, and never ends it."""

import asyncio
import sys

from shared.contracts.base import Event
from shared.contracts.code import WriteScene
from shared.report import Report
from shared.settings import BusSettings
from tests.support.bus import running, worker


async def main() -> None:
    coder = worker(BusSettings(url=sys.argv[1]))

    @coder.on(WriteScene)
    async def never_ends(command: WriteScene, report: Report) -> Event:
        print(command.subject, flush=True)
        never: asyncio.Future[Event] = asyncio.get_running_loop().create_future()
        return await never

    async with running(coder):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
