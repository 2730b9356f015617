"""An embedded S3 server: SeaweedFS with everything but S3 turned off or kept on loopback."""

import asyncio
import json
import os
import secrets
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from cli.embedded.ports import free_block
from cli.embedded.process import Child, DidNotStart, program

_START_TIMEOUT = 30.0
_PORTS = 5
_GRPC_OFFSET = 10_000


class S3Server:
    """`async with S3Server(data_dir) as s3: s3.endpoint_url`. Five ports from `port`, and those
    10 000 above them; free ones unless given.

    The keys are made at the first start and kept in `data_dir`. Start it again after `stop` or
    `kill`: same ports, same data.
    """

    def __init__(
        self, data_dir: Path, port: int | None = None, *, bucket: str = "chalkstream"
    ) -> None:
        self.data_dir = data_dir
        self.port = port or free_block(_PORTS, also=_GRPC_OFFSET)
        self.bucket = bucket
        self.access_key, self.secret_key = _keys(data_dir / "keys.json")
        self._child: Child | None = None

    @property
    def endpoint_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.returncode is None

    @property
    def log(self) -> Path:
        return self.data_dir / "s3.log"

    async def start(self) -> None:
        """Returns when the bucket is there. Raises `DidNotStart`."""
        store = self.data_dir / "store"
        store.mkdir(parents=True, exist_ok=True)
        # The flags of the first run would be remembered there, its ports among them.
        (store / "mini.options").unlink(missing_ok=True)
        self._remove_sockets()
        self._child = Child(self._arguments(store), log=self.log, env=self._environment())
        end = time.monotonic() + _START_TIMEOUT
        async with httpx.AsyncClient(timeout=5, trust_env=False) as http:
            while not await self._answers(http):
                if self._child.returncode is not None or time.monotonic() > end:
                    await self._child.kill()
                    raise self._child.failure("the S3 server did not start")
                await asyncio.sleep(0.02)

    async def stop(self) -> None:
        if self._child is not None:
            await self._child.stop()
            self._remove_sockets()

    async def kill(self) -> None:
        """As a crash: no chance to flush anything."""
        if self._child is not None:
            await self._child.kill()
            self._remove_sockets()

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

    async def _answers(self, http: httpx.AsyncClient) -> bool:
        """Whether S3 refuses strangers and the filer behind it knows the bucket."""
        filer = f"http://127.0.0.1:{self.port + 3}"
        try:
            stranger = await http.get(f"{self.endpoint_url}/")
            bucket = await http.head(f"{filer}/buckets/{self.bucket}/")
        except httpx.TransportError:
            return False
        if stranger.status_code == 200:
            await self.stop()
            raise DidNotStart("the S3 server lets strangers in: it did not take its keys")
        return stranger.status_code == 403 and bucket.status_code == 200

    def _remove_sockets(self) -> None:
        # Their place is fixed in the server, which leaves them behind.
        ours = [self.port + i + extra for i in range(_PORTS) for extra in (0, _GRPC_OFFSET)]
        for port in ours:
            for socket in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):
                socket.unlink(missing_ok=True)

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(self.data_dir),
            "AWS_ACCESS_KEY_ID": self.access_key,
            "AWS_SECRET_ACCESS_KEY": self.secret_key,
            "GOMEMLIMIT": "256MiB",
        }

    def _arguments(self, store: Path) -> list[str]:
        return [
            program("weed"),
            "mini",
            f"-dir={store}",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            f"-s3.port={self.port}",
            f"-master.port={self.port + 1}",
            f"-volume.port={self.port + 2}",
            f"-filer.port={self.port + 3}",
            f"-admin.port={self.port + 4}",
            "-admin.ui=false",
            "-webdav=false",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            "-master.telemetry=false",
            "-s3.allowDeleteBucketNotEmpty=false",
            "-s3.autoCreateBucket=false",
            "-volume.preStopSeconds=0",
            f"-filer.localSocket={self.data_dir / 'filer.sock'}",
            f"-bucket={self.bucket}",
        ]


def _keys(file: Path) -> tuple[str, str]:
    if file.exists():
        stored = json.loads(file.read_text())
        return stored["access_key"], stored["secret_key"]
    access, secret = secrets.token_hex(10).upper(), secrets.token_urlsafe(30)
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as output:
        json.dump({"access_key": access, "secret_key": secret}, output)
    return access, secret
