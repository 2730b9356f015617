"""One service of the stack: a uvicorn process that can be asked, killed and started again."""

import asyncio
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import httpx

from cli.embedded.ports import free_port
from cli.embedded.process import Child
from cli.environment import ROOT

_POLL_SECONDS = 0.05
_DRAIN_SECONDS = 5


class NotRunning(Exception):
    """The service has no process now."""


class Service:
    """`launch`, then `ready`; again after `kill9` or `stop`: same port, same settings."""

    def __init__(
        self,
        name: str,
        env: Mapping[str, str],
        *,
        log: Path,
        port: int | None = None,
        host: str = "127.0.0.1",
    ) -> None:
        self.name = name
        self.host = host
        self.env = dict(env)
        self.log = log
        self.port = port or free_port()
        self._child: Child | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self._running().pid

    @property
    def returncode(self) -> int | None:
        """None while it runs; negative when a signal ended it."""
        return self._running().returncode

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.returncode is None

    def launch(self) -> None:
        """Start the process without waiting for it."""
        app = f"services.{self.name}.app:create_app"
        self._child = Child(
            [sys.executable, "-m", "uvicorn", app, "--factory", "--host", self.host]
            + ["--port", str(self.port), "--no-access-log", "--log-level", "warning"]
            + ["--timeout-graceful-shutdown", str(_DRAIN_SECONDS)],
            log=self.log,
            env=self.env,
            cwd=ROOT,
        )

    async def ready(self, *, timeout: float = 90) -> None:
        """Returns when `/readyz` says 200. Raises `DidNotStart` with the end of the log."""
        child = self._running()
        end = time.monotonic() + timeout
        async with httpx.AsyncClient(timeout=5, trust_env=False) as http:
            while not await _says_ready(http, f"{self.url}/readyz"):
                if child.returncode is not None:
                    raise child.failure(f"{self.name} did not start")
                if time.monotonic() > end:
                    await self.kill9()
                    raise child.failure(f"{self.name} was not ready after {timeout:g} s")
                await asyncio.sleep(_POLL_SECONDS)

    async def wait(self) -> int:
        """Returns the exit code when the process has ended."""
        while (code := await self._running().wait(3600)) is None:
            pass
        return code

    async def kill9(self) -> None:
        """As a crash: no chance to finish anything."""
        await self._running().kill()

    async def restart(self, *, timeout: float = 90) -> None:
        """Stop what runs, start it again, wait until it is ready."""
        await self.stop()
        self.launch()
        await self.ready(timeout=timeout)

    async def stop(self) -> None:
        """Ask it to finish what it does; kill it if that takes too long. Fine when it is gone."""
        if self._child is not None:
            await self._child.stop(grace=_DRAIN_SECONDS + 5)

    def kill_now(self) -> None:
        """The last resort of an impatient user: no waiting."""
        if self._child is not None and self._child.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self._child.pid, 9)

    def _running(self) -> Child:
        if self._child is None:
            raise NotRunning(f"{self.name} was never started")
        return self._child


async def _says_ready(http: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await http.get(url)).status_code == 200
    except httpx.TransportError:
        return False
