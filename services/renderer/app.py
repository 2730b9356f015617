"""The renderer's composition root. Nothing is wired or connected at import."""

from faststream.asgi import AsgiFastStream

from services.renderer import handlers
from services.renderer.artifacts import HttpArtifacts
from services.renderer.engine import ForkEngine
from services.renderer.job import Limits
from services.renderer.settings import Settings
from shared.grants import Grants
from shared.worker import Worker


def create_app(settings: Settings | None = None) -> AsgiFastStream:
    settings = settings or Settings()
    render = settings.render
    # A slot is a child that draws: as many as cores, whatever other workers take.
    worker = Worker(
        "renderer", settings.worker.model_copy(update={"slots": render.slots}), settings.bus
    )
    engine = ForkEngine(
        render.work_dir,
        limits=Limits(
            wall=render.time_limit,
            memory=render.memory_limit,
            directory=render.directory_limit,
        ),
        jobs_per_zygote=render.jobs_per_zygote,
        sandbox=render.sandbox,
    )
    artifacts = HttpArtifacts(Grants(worker.broker))
    worker.uses(lambda: engine)
    worker.uses(lambda: artifacts)
    handlers.register(
        worker,
        engine=engine,
        artifacts=artifacts,
        writer=render.engine,
        without=render.without_levers,
    )
    return worker.app()
