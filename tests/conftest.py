"""Fixtures: real servers once per run, a clean bus and own service processes per test."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from cli.embedded.nats import NatsServer
from cli.embedded.s3 import S3Server
from shared.bus import connect
from shared.settings import BusSettings
from tests.support.stack import CleanBus, ServiceProcess, environment, make_clean

StartService = Callable[..., ServiceProcess]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def nats_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[NatsServer]:
    async with NatsServer(tmp_path_factory.mktemp("nats")) as server:
        yield server


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def s3_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[S3Server]:
    async with S3Server(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest_asyncio.fixture
async def clean_bus(nats_server: NatsServer) -> AsyncIterator[CleanBus]:
    """The real server with every stream, bucket and consumer, all of them empty."""
    settings = BusSettings(url=nats_server.url, user=None, password=None)
    client = await connect(settings, name="test")
    js = client.jetstream(timeout=10)
    await make_clean(js)
    yield CleanBus(settings, client, js)
    await client.close()


@pytest_asyncio.fixture
async def service(
    nats_server: NatsServer, s3_server: S3Server, clean_bus: CleanBus, tmp_path: Path
) -> AsyncIterator[StartService]:
    """`service("assets", S3_BUCKET="other")`: a process, not yet started, ended with the test.

    `assets` alone is given the S3 keys, as in production.
    """
    made: list[ServiceProcess] = []

    def make(name: str, **env: str) -> ServiceProcess:
        found = environment(nats_server, s3_server if name == "assets" else None)
        made.append(ServiceProcess(name, {**found, **env}, tmp_path / f"{name}-{len(made)}"))
        return made[-1]

    yield make
    for process in made:
        if process.running:
            await process.kill9()
