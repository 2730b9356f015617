"""`python -m shared.bootstrap`: the one owner of streams, buckets and consumers."""

import asyncio
import os

from shared.bus import connect
from shared.settings import BusSettings
from shared.streams import declare


async def bootstrap(settings: BusSettings, *, replicas: int = 1) -> None:
    client = await connect(settings, name="bootstrap")
    try:
        await declare(client.jetstream(timeout=10), replicas=replicas)
    finally:
        await client.close()


if __name__ == "__main__":
    asyncio.run(bootstrap(BusSettings(), replicas=int(os.environ.get("NATS_REPLICAS", "1"))))
