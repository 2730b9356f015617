"""The gateway in front of a clean bus."""

from collections.abc import AsyncIterator

import httpx
import pytest_asyncio

from services.gateway.app import create_app
from services.gateway.settings import Settings
from tests.support.gateway import serving
from tests.support.stack import CleanBus


@pytest_asyncio.fixture
async def gateway(clean_bus: CleanBus) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a running gateway."""
    async with serving(create_app(Settings(bus=clean_bus.settings))) as client:
        yield client
