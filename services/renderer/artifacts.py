"""The object store over plain HTTP: presigned URLs, asked for when they are needed."""

import asyncio
import hashlib
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import httpx

from services.renderer.ports import LocalFile
from shared.contracts.artifact import (
    Artifact,
    DownloadsGranted,
    FileDescription,
    GrantDownloads,
    GrantUploads,
    Upload,
    UploadsGranted,
)
from shared.contracts.base import Command
from shared.errors import Unavailable

_CHUNK = 1024 * 1024
_PAUSES = (0.2, 1.0, 3.0)
"""Seconds between tries; with jitter, since all scenes of a video end at about the same time."""

_TIMEOUT = httpx.Timeout(30, connect=5)


class Grants(Protocol):
    """The assets service: it gives URLs. Raises `Unavailable`."""

    async def grant_uploads(self, request: GrantUploads) -> UploadsGranted: ...

    async def grant_downloads(self, request: GrantDownloads) -> DownloadsGranted: ...


class Damaged(Exception):
    """What was downloaded is not what was promised."""


class _TryAgain(Exception):
    """This try has failed, with a new URL the next one may not."""


class HttpArtifacts:
    """Moves files by HTTP PUT and GET, never whole in memory. Close it, or use `async with`."""

    def __init__(
        self,
        grants: Grants,
        *,
        client: httpx.AsyncClient | None = None,
        pauses: Sequence[float] = _PAUSES,
    ) -> None:
        self._grants = grants
        self._client = client or httpx.AsyncClient(timeout=_TIMEOUT)
        self._pauses = tuple(pauses)

    async def __aenter__(self) -> "HttpArtifacts":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._client.aclose()

    async def upload(self, command: Command, files: Sequence[LocalFile]) -> tuple[Artifact, ...]:
        """Store the files of a command's attempt; where they are, in the same order.

        A repeated upload of the same attempt goes to the same keys. Raises `Unavailable`.
        """
        step = "combine" if command.step == "combine" else "render"
        described = [await asyncio.to_thread(_describe, file) for file in files]
        request = GrantUploads(
            task_id=command.task_id,
            scene_number=command.scene_number,
            step=step,
            attempt=command.attempt,
            files=tuple(described),
        )
        missing = {file.name: file for file in files}
        stored: dict[str, Artifact] = {}

        async def put_missing() -> None:
            granted = await self._grants.grant_uploads(request)
            for upload in granted.uploads:
                if (file := missing.get(upload.artifact.name)) is not None:
                    await self._put(upload, file.path)
                    stored[file.name] = upload.artifact
                    del missing[file.name]

        await self._persistently(put_missing)
        if missing:
            raise Unavailable(f"no upload was granted for {sorted(missing)}")
        return tuple(stored[file.name] for file in files)

    async def download(self, artifact: Artifact, to: Path) -> None:
        """Fetch a file, and believe it only by its sha256. Raises `Unavailable`."""

        async def get() -> None:
            granted = await self._grants.grant_downloads(GrantDownloads(keys=(artifact.key,)))
            url = granted.urls.get(artifact.key)
            if url is None:
                raise Unavailable(f"no download was granted for {artifact.key}")
            await self._get(url, artifact, to)

        await self._persistently(get)

    async def _persistently(self, work: Callable[[], Awaitable[None]]) -> None:
        """Each try asks for new URLs: the old ones may have expired."""
        for pause in (*self._pauses, None):
            try:
                return await work()
            except (httpx.TransportError, _TryAgain, Damaged) as error:
                if pause is None:
                    raise Unavailable(f"the object store: {_plain(error)}") from error
                await asyncio.sleep(pause * random.uniform(0.5, 1.5))

    async def _put(self, upload: Upload, path: Path) -> None:
        headers = httpx.Headers(upload.headers)
        # Without it the body would go out in chunks, which S3 does not take.
        headers["content-length"] = str(upload.artifact.size)
        response = await self._client.put(upload.url, content=_chunks(path), headers=headers)
        _require_success(response)

    async def _get(self, url: str, artifact: Artifact, to: Path) -> None:
        digest = hashlib.sha256()
        size = 0
        try:
            with to.open("wb") as file:
                async with self._client.stream("GET", url) as response:
                    _require_success(response)
                    async for chunk in response.aiter_bytes(_CHUNK):
                        size += len(chunk)
                        if size > artifact.size:
                            raise Damaged(f"{artifact.key} is larger than {artifact.size} bytes")
                        digest.update(chunk)
                        await asyncio.to_thread(file.write, chunk)
            if digest.hexdigest() != artifact.sha256:
                raise Damaged(f"{artifact.key} has another checksum")
        except BaseException:
            with suppress(OSError):
                await asyncio.to_thread(to.unlink)
            raise


def _require_success(response: httpx.Response) -> None:
    if response.is_success:
        return
    # 403 is what S3 says of an expired URL; 404 may be a promotion that is just happening.
    if response.status_code in (403, 404, 408, 429) or response.is_server_error:
        raise _TryAgain(f"HTTP {response.status_code}")
    raise ValueError(f"the object store answers HTTP {response.status_code}")


def _plain(error: Exception) -> str:
    """Without the URL: presigned URLs are secrets."""
    own = isinstance(error, _TryAgain | Damaged)
    return str(error) if own else type(error).__name__


def _describe(file: LocalFile) -> FileDescription:
    digest = hashlib.sha256()
    size = 0
    with file.path.open("rb") as content:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return FileDescription(
        name=file.name, content_type=file.content_type, size=size, sha256=digest.hexdigest()
    )


async def _chunks(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as content:
        while chunk := await asyncio.to_thread(content.read, _CHUNK):
            yield chunk
