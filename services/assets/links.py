"""The URLs that clients are given for published files."""

import asyncio
from urllib.parse import quote

from services.assets.keys import Destination, Layout
from services.assets.store import ObjectStore
from shared.contracts.artifact import Artifact, PublishedFile


class Links:
    """Public URLs where the deployment has them, else presigned ones that live `seconds`."""

    def __init__(self, store: ObjectStore, layout: Layout, *, seconds: int) -> None:
        self._store = store
        self._layout = layout
        self._seconds = seconds

    async def published(
        self, files: tuple[Artifact, ...], destination: Destination
    ) -> tuple[PublishedFile, ...]:
        urls = await asyncio.gather(*(self._url(file, destination) for file in files))
        return tuple(
            PublishedFile(**file.model_dump(), url=url)
            for file, url in zip(files, urls, strict=True)
        )

    async def _url(self, file: Artifact, destination: Destination) -> str:
        location = self._layout.locate(file.key)
        if location is None:
            raise ValueError(f"{file.key!r} is no published key")
        if destination.public_base_url is not None:
            return f"{destination.public_base_url.rstrip('/')}/{quote(location.key)}"
        return await self._store.presign_download(location, seconds=self._seconds, for_clients=True)
