"""Presigned ways to staged and published objects, for the services that hold no keys."""

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from services.assets.keys import Layout, Location
from services.assets.store import NotAccepted, NotStored, ObjectStore
from shared.contracts.artifact import (
    Artifact,
    DownloadsGranted,
    FileDescription,
    GrantDownloads,
    GrantUploads,
    Refused,
    Upload,
    UploadsGranted,
)
from shared.errors import Unavailable

UPLOAD_SECONDS = 3600

_CONTENT_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(?:; ?charset=[A-Za-z0-9-]+)?")


@dataclass(frozen=True)
class Granter:
    """Everything that granting needs. `max_size` in bytes, `download_seconds` of a URL's life."""

    store: ObjectStore
    layout: Layout
    max_size: int
    download_seconds: int


async def grant_uploads(request: GrantUploads, granter: Granter) -> UploadsGranted | Refused:
    """A place in the staging area for each file of one attempt; asked again, the same places."""
    if problem := _problem(request.files, granter.max_size):
        return Refused(error=problem, retry=False)
    try:
        uploads = await asyncio.gather(*(_upload(request, file, granter) for file in request.files))
    except (Unavailable, NotAccepted) as error:
        return Refused(error=str(error), retry=isinstance(error, Unavailable))
    return UploadsGranted(uploads=tuple(uploads), expires_at=_after(UPLOAD_SECONDS))


async def grant_downloads(request: GrantDownloads, granter: Granter) -> DownloadsGranted | Refused:
    """A URL for each key. All or none: every object must be ours, and be there."""
    keys = list(dict.fromkeys(request.keys))
    locations: list[Location] = []
    for key in keys:
        location = granter.layout.locate(key)
        if location is None:
            return Refused(error=f"{key!r} is no staged or published key", retry=False)
        locations.append(location)
    try:
        urls = await asyncio.gather(*(_download(at, granter) for at in locations))
    except (NotStored, NotAccepted) as error:
        return Refused(error=str(error), retry=False)
    except Unavailable as error:
        return Refused(error=str(error), retry=True)
    return DownloadsGranted(
        urls=dict(zip(keys, urls, strict=True)), expires_at=_after(granter.download_seconds)
    )


async def _upload(request: GrantUploads, file: FileDescription, granter: Granter) -> Upload:
    at = granter.layout.staging(request, file.name)
    url, headers = await granter.store.presign_upload(at, file, seconds=UPLOAD_SECONDS)
    artifact = Artifact(**file.model_dump(), key=granter.layout.reference(at))
    return Upload(artifact=artifact, url=url, headers=headers)


async def _download(at: Location, granter: Granter) -> str:
    await granter.store.stat(at)
    return await granter.store.presign_download(at, seconds=granter.download_seconds)


def _problem(files: tuple[FileDescription, ...], max_size: int) -> str | None:
    names = [file.name for file in files]
    if len(set(names)) < len(names):
        return f"two files have one name: {', '.join(names)}"
    for file in files:
        if file.size > max_size:
            return f"{file.name} has {file.size} bytes, at most {max_size} are taken"
        if not _CONTENT_TYPE.fullmatch(file.content_type):
            return f"{file.name}: {file.content_type!r} is no content type"
    return None


def _after(seconds: int) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)
