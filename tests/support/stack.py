"""The real parts that tests run against, and services as processes that can be killed."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from cli.embedded.nats import NatsServer
from cli.embedded.s3 import S3Server
from cli.environment import ROOT, storage_environment
from cli.service import Service
from shared.settings import BusSettings
from shared.streams import buckets, consumers, declare, streams


@dataclass(frozen=True)
class CleanBus:
    """A connection to a server whose streams, buckets and consumers are there and empty."""

    settings: BusSettings
    client: Client
    js: JetStreamContext


async def make_clean(js: JetStreamContext) -> None:
    """Empty what is there (much cheaper than making it again) and declare what is missing."""
    names = [stream.name or "" for stream in streams()]
    names += [f"KV_{bucket.bucket}" for bucket in buckets()]
    try:
        await asyncio.gather(*(js.purge_stream(name) for name in names))
        await asyncio.gather(
            *(js.consumer_info(stream, c.durable_name or "") for stream, c in consumers())
        )
    except NotFoundError:
        await declare(js)


def environment(nats: NatsServer | None, s3: S3Server | None) -> dict[str, str]:
    """What a service needs to find these servers; nothing of the caller's own settings."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV", "SSL_CERT_FILE")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    found |= {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "LOG_FORMAT": "json"}
    if nats is not None:
        found["NATS_URL"] = nats.url
    if s3 is not None:
        found |= storage_environment(s3)
    return found


class ServiceProcess(Service):
    """One service under uvicorn on a free port. `start` again after `kill9` or `stop`."""

    def __init__(
        self, name: str, env: Mapping[str, str], log_dir: Path, *, host: str = "127.0.0.1"
    ) -> None:
        super().__init__(name, env, log=log_dir / f"{name}.log", host=host)

    async def start(self, *, timeout: float = 60) -> None:
        """Returns when `/readyz` says 200. Raises `DidNotStart`, with the end of its log."""
        self.launch()
        await self.ready(timeout=timeout)

    async def exited(self, *, timeout: float = 30) -> int:
        """Wait for its own end: the exit code. For services that must refuse to start."""
        return await asyncio.wait_for(self.wait(), timeout)

    def logged(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""
