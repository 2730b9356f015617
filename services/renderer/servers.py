"""Always one warm zygote: replaced when it dies, and when it has done its share."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog

from services.renderer.forkserver import ForkServer, ServerDied
from shared.errors import Unavailable

log = structlog.get_logger()

_PAUSES = (0.0, 1.0, 5.0, 15.0)
"""Seconds before a new zygote, by the number of failures in a row."""


class Servers:
    """Lends the warm zygote to jobs. `share` is the number of jobs after which it is replaced."""

    def __init__(self, *, share: int, patience: float, best_effort: bool) -> None:
        self._best_effort = best_effort
        self._share = share
        self._patience = patience
        self._current: ForkServer | None = None
        self._old: set[ForkServer] = set()
        self._lent: dict[ForkServer, int] = {}
        self._changed = asyncio.Condition()
        self._worn = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None
        self._home: Path | None = None
        self._generation = 0

    @property
    def current(self) -> ForkServer | None:
        """The zygote that the next job will get, if one is warm."""
        if self._current is None or self._current.died.is_set():
            return None
        return self._current

    async def start(self, home: Path) -> None:
        """Return when the first one is warm. Raises `ServerDied`."""
        self._home = home
        self._current = await self._new()
        self._keeper = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """End all of them, with their jobs."""
        if self._keeper is not None:
            self._keeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeper
        servers = {*self._old, *([self._current] if self._current else [])}
        self._current, self._old = None, set()
        await asyncio.gather(*(server.stop() for server in servers))

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[ForkServer]:
        """The warm zygote, for one job. Raises `Unavailable` when none comes up."""
        server = await self._warm()
        self._lent[server] = self._lent.get(server, 0) + 1
        try:
            yield server
        finally:
            self._lent[server] -= 1
            if server.started >= self._share:
                self._worn.set()
            await self._dismiss_idle()

    async def _warm(self) -> ForkServer:
        try:
            async with asyncio.timeout(self._patience), self._changed:
                await self._changed.wait_for(lambda: self.current is not None)
        except TimeoutError:
            raise Unavailable("no render server comes up") from None
        assert self._current is not None
        return self._current

    async def _new(self) -> ForkServer:
        assert self._home is not None
        self._generation += 1
        server = ForkServer(
            self._home / f"zygote-{self._generation}", best_effort=self._best_effort
        )
        await server.start()
        return server

    async def _keep(self) -> None:
        failures = 0
        while True:
            if self.current is not None:
                await self._until_gone_or_worn(self.current)
            await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES) - 1)])
            try:
                server = await self._new()
            except (ServerDied, OSError) as error:
                failures += 1
                log.error("no new zygote", error=str(error))
                continue
            failures = 0
            async with self._changed:
                if self._current is not None:
                    self._old.add(self._current)
                self._current = server
                self._worn.clear()
                self._changed.notify_all()
            await self._dismiss_idle()

    async def _until_gone_or_worn(self, server: ForkServer) -> None:
        gone = asyncio.create_task(server.died.wait())
        worn = asyncio.create_task(self._worn.wait())
        try:
            await asyncio.wait({gone, worn}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            worn.cancel()
        if server.died.is_set():
            log.warning("the zygote died", pid=server.pid)

    async def _dismiss_idle(self) -> None:
        for server in tuple(self._old):
            if not self._lent.get(server):
                self._old.discard(server)
                self._lent.pop(server, None)
                await server.stop()
