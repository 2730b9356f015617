"""The embedded servers: real, restartable, and gone with their parent."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from cli.embedded.nats import NatsServer
from cli.embedded.process import DidNotStart
from cli.embedded.s3 import S3Server
from cli.environment import ROOT
from shared.bootstrap import bootstrap
from shared.bus import connect
from shared.settings import BusSettings

PARENT = """
import asyncio, sys
from pathlib import Path
from cli.embedded.nats import NatsServer

async def main():
    server = NatsServer(Path(sys.argv[1]))
    await server.start()
    print(server._child.pid, flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_nats_keeps_what_it_acknowledged_over_a_crash(tmp_path: Path) -> None:
    async with NatsServer(tmp_path) as server:
        settings = BusSettings(url=server.url)
        await bootstrap(settings)
        client = await connect(settings, name="test")
        bucket = await client.jetstream().key_value("catalog")
        await bucket.put("a", b"1")
        await client.close()
        await server.kill()
        await server.start()
        client = await connect(settings, name="test")
        bucket = await client.jetstream().key_value("catalog")
        assert (await bucket.get("a")).value == b"1"
        await client.close()


async def test_a_nats_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    async with NatsServer(tmp_path / "one") as first:
        second = NatsServer(tmp_path / "two", first.port)
        with pytest.raises(DidNotStart, match="address already in use"):
            await second.start()


async def test_s3_refuses_strangers_and_keeps_its_keys(tmp_path: Path) -> None:
    async with S3Server(tmp_path) as server:
        async with httpx.AsyncClient() as http:
            answer = await http.get(f"{server.endpoint_url}/{server.bucket}")
        assert answer.status_code == 403
        assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0
        again = S3Server(tmp_path)
        assert (again.access_key, again.secret_key) == (server.access_key, server.secret_key)


async def test_a_server_dies_with_its_killed_parent(tmp_path: Path) -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PARENT,
        str(tmp_path),
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout is not None
    pid = int(await parent.stdout.readline())
    parent.kill()
    await parent.wait()
    async with asyncio.timeout(5):
        while _runs(pid):
            await asyncio.sleep(0.02)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
