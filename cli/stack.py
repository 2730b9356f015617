"""The whole product on one machine: NATS, an object store and the five services."""

import asyncio
import fcntl
import json
import os
import socket
from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from cli.embedded.nats import NatsServer
from cli.embedded.ports import free_port
from cli.embedded.process import DidNotStart
from cli.embedded.s3 import S3Server
from cli.environment import SERVICES, Parts, service_environment
from cli.service import Service
from shared.bootstrap import bootstrap
from shared.settings import BusSettings

Notice = Callable[[str], None]


class DataInUse(DidNotStart):
    """Another stack runs on the same data."""


class Stack:
    """`async with Stack(data_dir) as stack: stack.api_url`.

    Free loopback ports unless `port` gives the gateway's. `env` changes the services' settings
    (per service when its key is `service:NAME`). Nothing outlives this process, however it ends.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        port: int | None = None,
        log_dir: Path | None = None,
        env: Mapping[str, str] | None = None,
        notice: Notice = lambda _: None,
    ) -> None:
        self.data_dir = data_dir.absolute()
        self.log_dir = (log_dir or data_dir / "logs").absolute()
        self.services: dict[str, Service] = {}
        self._port = port
        self._env = dict(env or {})
        self._notice = notice
        self._lock: IO[str] | None = None
        self._nats: NatsServer | None = None
        self._s3: S3Server | None = None

    @property
    def nats(self) -> NatsServer:
        assert self._nats is not None, "the stack was never started"
        return self._nats

    @property
    def s3(self) -> S3Server:
        assert self._s3 is not None, "the stack was never started"
        return self._s3

    @property
    def api_url(self) -> str:
        return self.services["gateway"].url

    @property
    def bus(self) -> BusSettings:
        """For tests that look at the bus."""
        return BusSettings(url=self.nats.url, user=None, password=None)

    async def start(self) -> None:
        """Returns when every service is ready. Raises `DidNotStart`, leaving nothing behind."""
        self._lock = _locked(self.data_dir)
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def _start(self) -> None:
        self._nats = NatsServer(self.data_dir / "nats")
        self._s3 = S3Server(self.data_dir / "s3", self._remembered_port("s3"))
        self._notice("starting NATS and the object store")
        await _all([self.nats.start(), self.s3.start()])
        self._remember_port("s3", self.s3.port)
        await bootstrap(self.bus)
        parts = Parts(self.nats.url, self.s3)
        self._notice(f"starting {', '.join(SERVICES)}")
        for name in SERVICES:
            log = self.log_dir / f"{name}.log"
            _put_aside(log)
            env = service_environment(name, parts) | self._env_of(name)
            port = self._port if name == "gateway" and self._port else self._own_port()
            self.services[name] = Service(name, env, log=log, port=port)
            self.services[name].launch()
        await _all(service.ready() for service in self.services.values())

    async def stop(self) -> None:
        """In reverse order: the services finish or hand back their work while the bus is there."""
        await asyncio.gather(*(service.stop() for service in self.services.values()))
        for server in (self._s3, self._nats):
            if server is not None:
                await server.stop()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()

    def _own_port(self) -> int:
        # A service binds its port a moment after it was chosen: not the same one twice.
        taken = {self._port, *(service.port for service in self.services.values())}
        while (port := free_port()) in taken:
            pass
        return port

    def _env_of(self, service: str) -> dict[str, str]:
        ours = {name: value for name, value in self._env.items() if ":" not in name}
        prefix = f"{service}:"
        return ours | {
            name.removeprefix(prefix): value
            for name, value in self._env.items()
            if name.startswith(prefix)
        }

    def _remembered_port(self, name: str) -> int | None:
        """The last run's port, if it is free: URLs given out then are good again."""
        with suppress(OSError, ValueError, TypeError):
            port = json.loads((self.data_dir / "ports.json").read_text()).get(name)
            if isinstance(port, int) and not _answers(port):
                return port
        return None

    def _remember_port(self, name: str, port: int) -> None:
        (self.data_dir / "ports.json").write_text(json.dumps({name: port}))


async def _all(waits: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Wait for all; the first failure ends the waiting for the others."""
    tasks = [asyncio.create_task(wait) for wait in waits]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _locked(data_dir: Path) -> IO[str]:
    """Held while the file is open, so a crashed stack does not keep it."""
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = (data_dir / "lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise DataInUse(f"another chalkstream runs on {data_dir}") from error
    return lock


def _put_aside(log: Path) -> None:
    with suppress(FileNotFoundError):
        os.replace(log, log.with_suffix(".log.old"))


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
