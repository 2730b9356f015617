"""The real parts that tests run against, and services as processes that can be killed."""

import asyncio
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from cli.embedded.nats import NatsServer
from cli.embedded.ports import free_port
from cli.embedded.process import Child
from cli.embedded.s3 import S3Server
from shared.settings import BusSettings
from shared.streams import buckets, consumers, declare, streams

ROOT = Path(__file__).resolve().parents[2]


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
        found |= s3_environment(s3)
    return found


def s3_environment(s3: S3Server) -> dict[str, str]:
    return {
        "S3_ENDPOINT_URL": s3.endpoint_url,
        "S3_BUCKET": s3.bucket,
        "S3_FORCE_PATH_STYLE": "true",
        "AWS_ACCESS_KEY_ID": s3.access_key,
        "AWS_SECRET_ACCESS_KEY": s3.secret_key,
        "AWS_REGION": "us-east-1",
    }


class ServiceProcess:
    """One service under uvicorn on a free port. `start` again after `kill9` or `stop`."""

    def __init__(self, name: str, env: Mapping[str, str], log_dir: Path) -> None:
        self.name = name
        self.env = dict(env)
        self.log = log_dir / f"{name}.log"
        self.port = free_port()
        self._child: Child | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.returncode is None

    async def start(self, *, timeout: float = 60) -> None:
        """Returns when `/readyz` says 200. Raises `DidNotStart`, with the end of its log."""
        self.launch()
        await self.ready(timeout=timeout)

    def launch(self) -> None:
        """Start the process without waiting for it."""
        app = f"services.{self.name}.app:create_app"
        options = f"--factory --host 127.0.0.1 --port {self.port} --no-access-log"
        self._child = Child(
            [sys.executable, "-m", "uvicorn", app, *options.split()],
            log=self.log,
            env=self.env,
            cwd=ROOT,
        )

    async def ready(self, *, timeout: float = 60) -> None:
        child = self._running()
        end = time.monotonic() + timeout
        async with httpx.AsyncClient(timeout=5, trust_env=False) as http:
            while not await _says_ready(http, f"{self.url}/readyz"):
                if child.returncode is not None or time.monotonic() > end:
                    await child.kill()
                    raise child.failure(f"{self.name} did not get ready")
                await asyncio.sleep(0.05)

    async def exited(self, *, timeout: float = 30) -> int:
        """Wait for its own end: the exit code. For services that must refuse to start."""
        code = await self._running().wait(timeout)
        if code is None:
            raise AssertionError(f"{self.name} still runs after {timeout} s")
        return code

    async def kill9(self) -> None:
        await self._running().kill()

    async def stop(self) -> int:
        return await self._running().stop()

    def logged(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def _running(self) -> Child:
        if self._child is None:
            raise RuntimeError(f"{self.name} was never started")
        return self._child


async def _says_ready(http: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await http.get(url)).status_code == 200
    except httpx.TransportError:
        return False
