"""All four workers in the test's process, answering at once."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from shared.contracts.base import Command, Event
from shared.contracts.catalogue import ANY_COMMAND, STEPS_OF
from shared.report import Report
from tests.support.answers import success
from tests.support.bus import running, worker
from tests.support.stack import CleanBus

Reply = Callable[[Command], Event]


@asynccontextmanager
async def crew(bus: CleanBus, reply: Reply = success) -> AsyncIterator[list[str]]:
    """Yields the subjects of the commands, in the order of their work."""
    done: list[str] = []

    async def work(command: Command, report: Report) -> Event:
        done.append(command.subject)
        return reply(command)

    async with AsyncExitStack() as stack:
        for service, steps in STEPS_OF.items():
            member = worker(bus, service)
            for kind in _commands():
                if kind.step in steps:
                    member.on(kind)(work)
            await stack.enter_async_context(running(member))
        yield done


def _commands() -> list[type[Command]]:
    union = ANY_COMMAND._type.__origin__  # type: ignore[attr-defined]
    return list(union.__args__)
