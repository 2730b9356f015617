"""The coder's composition root. Nothing is wired or connected at import."""

from faststream.asgi import AsgiFastStream

from authors.openai_model import OpenAIModel
from services.coder import handlers
from services.coder.settings import Settings
from shared.worker import Worker


def create_app(settings: Settings | None = None) -> AsgiFastStream:
    settings = settings or Settings()
    worker = Worker("coder", settings.worker, settings.bus)
    # None: the offline author writes.
    model = OpenAIModel(settings.model) if settings.model.uses_model else None
    if model is not None:
        worker.uses(lambda: model)
    handlers.register(worker, model)
    return worker.app()
