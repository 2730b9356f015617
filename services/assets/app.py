"""The assets service: the only holder of S3 credentials."""

from faststream.asgi import AsgiFastStream

from services.assets.handlers import Handlers
from services.assets.s3 import S3Store
from services.assets.settings import Settings
from shared.contracts.artifact import GrantDownloads, GrantUploads
from shared.contracts.publish import PublishScene, PublishVideo, SyncSession
from shared.worker import Worker

# Requests are short and many: one slow look-up must not hold up the others.
_REQUESTS_SIDE_BY_SIDE = 16


def create_app(settings: Settings | None = None) -> AsgiFastStream:
    settings = settings or Settings()
    worker = Worker("assets", settings.worker, settings.bus)
    store = S3Store(settings.s3)
    handlers = Handlers(settings, store, worker.broker)
    worker.uses(store.opened)
    worker.uses(handlers.database)
    worker.on(PublishScene)(handlers.on_publish_scene)
    worker.on(PublishVideo)(handlers.on_publish_video)
    worker.on(SyncSession)(handlers.on_sync_session)
    for request, answer in (
        (GrantUploads, handlers.on_grant_uploads),
        (GrantDownloads, handlers.on_grant_downloads),
    ):
        worker.broker.subscriber(
            request.subject, queue="assets", max_workers=_REQUESTS_SIDE_BY_SIDE
        )(answer)
    return worker.app()
