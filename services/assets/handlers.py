"""From the bus to the work and back."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import httpx
from faststream.nats import NatsBroker, NatsMessage
from nats.errors import Error as NatsError
from pydantic import BaseModel, ValidationError

from services.assets.catalog import Catalog
from services.assets.convex import Convex
from services.assets.grant import Granter, grant_downloads, grant_uploads
from services.assets.keys import Layout
from services.assets.links import Links
from services.assets.publish import Publisher, publish_scene, publish_video
from services.assets.settings import Settings
from services.assets.store import ObjectStore
from services.assets.sync import sync_session
from shared.bus import jetstream
from shared.contracts.artifact import GrantDownloads, GrantUploads, Refused
from shared.contracts.publish import (
    PublishScene,
    PublishVideo,
    ScenePublished,
    SessionSynced,
    SyncSession,
    VideoPublished,
)
from shared.contracts.task import StepFailed
from shared.errors import Unavailable
from shared.report import Report
from shared.streams import CATALOG_BUCKET

Request = TypeVar("Request", bound=BaseModel)
Reply = TypeVar("Reply", bound=BaseModel)


class Handlers:
    """What the service does with each message."""

    def __init__(self, settings: Settings, store: ObjectStore, broker: NatsBroker) -> None:
        self._settings = settings
        self._broker = broker
        self._store = store
        self._layout = Layout(settings.s3)
        self._links = Links(store, self._layout, seconds=settings.s3.presign_expiration)
        self._granter = Granter(
            store=store,
            layout=self._layout,
            max_size=settings.s3.max_upload_mb << 20,
            download_seconds=settings.s3.presign_expiration,
        )
        self._publisher: Publisher | None = None
        self._database: Convex | None = None

    async def on_publish_scene(
        self, command: PublishScene, report: Report
    ) -> ScenePublished | StepFailed:
        return await publish_scene(command, report, await self._connected())

    async def on_publish_video(
        self, command: PublishVideo, report: Report
    ) -> VideoPublished | StepFailed:
        return await publish_video(command, report, await self._connected())

    async def on_sync_session(self, command: SyncSession, report: Report) -> SessionSynced:
        return await sync_session(command, self._database)

    async def on_grant_uploads(self, message: NatsMessage) -> bytes:
        return await _answer(
            message, GrantUploads, lambda request: grant_uploads(request, self._granter)
        )

    async def on_grant_downloads(self, message: NatsMessage) -> bytes:
        return await _answer(
            message, GrantDownloads, lambda request: grant_downloads(request, self._granter)
        )

    @asynccontextmanager
    async def database(self) -> AsyncIterator[None]:
        """The connection to the application's database, where one is configured."""
        if self._settings.convex.deployment_url is None:
            yield
            return
        async with httpx.AsyncClient() as http:
            self._database = Convex(self._settings.convex, http)
            yield

    async def _connected(self) -> Publisher:
        """Made at the first command: before it, the broker is not connected."""
        if self._publisher is None:
            try:
                bucket = await jetstream(self._broker).key_value(CATALOG_BUCKET)
            except NatsError as error:
                raise Unavailable(f"the catalog: {type(error).__name__}: {error}") from error
            catalog = Catalog(bucket)
            self._publisher = Publisher(self._store, catalog, self._layout, self._links)
        return self._publisher


async def _answer(
    message: NatsMessage,
    kind: type[Request],
    work: Callable[[Request], Awaitable[Reply | Refused]],
) -> bytes:
    """Whatever is asked, there is an answer: an asker never waits for a time-out."""
    try:
        request = kind.model_validate_json(message.body)
    except ValidationError as error:
        return Refused(error=_first(error), retry=False).model_dump_json().encode()
    return (await work(request)).model_dump_json().encode()


def _first(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in problem["loc"])
    return f"{where}: {problem['msg']}" if where else problem["msg"]
