"""Starts again what dies, and says so."""

import asyncio
import signal
import time

from cli.embedded.nats import NatsServer
from cli.embedded.process import DidNotStart
from cli.embedded.s3 import S3Server
from cli.service import Service
from cli.stack import Notice, Stack

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 15.0
_HEALTHY_SECONDS = 60.0
_MOST_CRASHES = 6
_LOOK_SECONDS = 0.25


class KeepsDying(DidNotStart):
    """Starting it again is of no use."""


class Supervisor:
    """`run` returns never; it raises `KeepsDying` when a part dies again and again."""

    def __init__(self, stack: Stack, notice: Notice) -> None:
        self._stack = stack
        self._notice = notice

    async def run(self) -> None:
        keepers = [
            self._keep_server("NATS", self._stack.nats),
            self._keep_server("the object store", self._stack.s3),
            *(self._keep(service) for service in self._stack.services.values()),
        ]
        tasks = [asyncio.create_task(keeper) for keeper in keepers]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _keep(self, service: Service) -> None:
        crashes = _Crashes(service.name)
        while True:
            code = await service.wait()
            pause = crashes.count()
            self._notice(f"{service.name} died ({_cause(code)}), starting again in {pause:g} s")
            await asyncio.sleep(pause)
            service.launch()
            try:
                await service.ready()
            except DidNotStart as error:
                self._notice(str(error).strip())
            else:
                crashes.alive()
                self._notice(f"{service.name} is back")

    async def _keep_server(self, name: str, server: NatsServer | S3Server) -> None:
        crashes = _Crashes(name)
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            if server.running:
                continue
            pause = crashes.count()
            self._notice(f"{name} died, starting again in {pause:g} s (its log: {server.log})")
            await asyncio.sleep(pause)
            try:
                await server.start()
            except DidNotStart as error:
                self._notice(str(error).strip())
            else:
                crashes.alive()
                self._notice(f"{name} is back")


class _Crashes:
    """Counts crashes that follow each other closely."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._number = 0
        self._since = time.monotonic()

    def alive(self) -> None:
        self._since = time.monotonic()

    def count(self) -> float:
        """Seconds to wait before the next start."""
        if time.monotonic() - self._since > _HEALTHY_SECONDS:
            self._number = 0
        self._number += 1
        if self._number > _MOST_CRASHES:
            raise KeepsDying(f"{self._name} died {self._number} times in a row, giving up")
        # As the next one would be measured from here if it never gets ready.
        self._since = time.monotonic()
        return min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** (self._number - 1))


def _cause(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
