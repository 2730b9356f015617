"""All four workers in one: they answer the bus's commands without doing the work."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from nats.aio.msg import Msg

from shared.bus import insert
from shared.contracts.base import Command, Event
from shared.contracts.catalogue import ANY_COMMAND
from tests.support.answers import success
from tests.support.stack import CleanBus

Reply = Callable[[Command], Event | None]


class FakeWorkers:
    """`reply` makes the event that ends a command; with None the command waits for `answer`."""

    def __init__(self, bus: CleanBus, reply: Reply = success) -> None:
        self._bus = bus
        self._reply = reply
        self._arrived = asyncio.Condition()
        self.commands: list[Command] = []

    async def __aenter__(self) -> Self:
        self._subscription = await self._bus.js.subscribe(
            "cmd.>", stream="CMD", cb=self._take, ordered_consumer=True
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        with suppress(Exception):
            await self._subscription.unsubscribe()

    async def received(self, kind: type[Command], scene_number: int | None = None) -> Command:
        """The first command of this kind, once it is there."""

        def found() -> list[Command]:
            return [
                command
                for command in self.commands
                if isinstance(command, kind) and command.scene_number == scene_number
            ]

        async with asyncio.timeout(20), self._arrived:
            await self._arrived.wait_for(lambda: bool(found()))
        return found()[0]

    async def answer(self, event: Event) -> None:
        await insert(self._bus.js, event, subject=f"evt.{event.identity}")

    async def _take(self, message: Msg) -> None:
        command = ANY_COMMAND.validate_json(message.data)
        async with self._arrived:
            self.commands.append(command)
            self._arrived.notify_all()
        event = self._reply(command)
        if event is not None:
            await insert(self._bus.js, event, subject=command.answer_subject)
