"""One stack for the whole tier: the tasks of the tests do not know of each other."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from nats.js import JetStreamContext

from cli.client import Client
from cli.stack import Stack
from shared.bus import connect


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    async with Stack(tmp_path_factory.mktemp("stack")) as stack:
        yield stack


@pytest_asyncio.fixture
async def api(stack: Stack) -> AsyncIterator[Client]:
    async with Client(stack.api_url) as api:
        yield api


@pytest_asyncio.fixture
async def js(stack: Stack) -> AsyncIterator[JetStreamContext]:
    client = await connect(stack.bus, name="test")
    yield client.jetstream(timeout=10)
    await client.close()
