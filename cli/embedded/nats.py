"""An embedded NATS server with JetStream."""

import asyncio
import secrets
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from cli.embedded.ports import free_port
from cli.embedded.process import Child, program

_START_TIMEOUT = 20.0

_CONFIG = """\
listen: "127.0.0.1:{port}"
http: "127.0.0.1:{http_port}"
server_name: "{name}"
max_payload: 8MB
jetstream {{
  store_dir: "{store}"
  # One server has no replica to catch up from: what it acknowledged must be on disk.
  sync_interval: always
}}
"""


class NatsServer:
    """`async with NatsServer(data_dir) as nats: nats.url`. A free port unless one is given.

    Start it again after `stop` or `kill`: same port, same data.
    """

    def __init__(self, data_dir: Path, port: int | None = None) -> None:
        self.data_dir = data_dir
        self.port = port or free_port()
        self.http_port = free_port()
        # Told from a server of somebody else that has our port already.
        self._name = f"embedded-{secrets.token_hex(4)}"
        self._child: Child | None = None

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    @property
    def monitoring_url(self) -> str:
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.returncode is None

    @property
    def pid(self) -> int:
        assert self._child is not None, "the server was never started"
        return self._child.pid

    @property
    def log(self) -> Path:
        return self.data_dir / "nats.log"

    async def start(self) -> None:
        """Returns when clients are accepted. Raises `DidNotStart`."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        config = self.data_dir / "nats.conf"
        config.write_text(
            _CONFIG.format(
                port=self.port,
                http_port=self.http_port,
                name=self._name,
                store=self.data_dir / "store",
            )
        )
        self._child = Child([program("nats-server"), "-c", str(config)], log=self.log)
        end = time.monotonic() + _START_TIMEOUT
        while not await _greets(self.port, self._name):
            if self._child.returncode is not None or time.monotonic() > end:
                await self._child.kill()
                raise self._child.failure("nats-server did not start")
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        if self._child is not None:
            await self._child.stop()

    async def kill(self) -> None:
        """As a crash: no chance to flush anything."""
        if self._child is not None:
            await self._child.kill()

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


async def _greets(port: int, name: str) -> bool:
    """Whether our server greets on this port, as the protocol wants it."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    try:
        greeting = await asyncio.wait_for(reader.readline(), 2)
        return greeting.startswith(b"INFO ") and name.encode() in greeting
    except (OSError, TimeoutError):
        return False
    finally:
        writer.close()
