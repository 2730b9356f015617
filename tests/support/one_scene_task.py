"""A task of one scene, through the real workflow, planner and coder; drawn by whoever is given."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from functools import partial

from pydantic import SecretStr

from authors.openai_model import OpenAIModel
from authors.settings import ModelSettings
from services.coder.gates import GATES
from services.coder.write import write_scene
from services.gateway.workflow.repair import rounds
from services.gateway.workflow.state import TaskState
from services.planner.implement import implement_scenes
from services.planner.plan import plan_video
from shared.contracts.base import Command, Event
from shared.contracts.code import WriteScene
from shared.contracts.plan import ImplementScenes, PlanVideo
from shared.contracts.render import RenderScene
from shared.errors import Unavailable
from tests.support.answers import failure, requested, success
from tests.support.mending_model import MendingModel, Recorded
from tests.support.model_server import ModelServer
from tests.support.recorded_answers import PLAN, PROMPT
from tests.support.world import World

Draw = Callable[[RenderScene], Awaitable[Event]]

PATIENCE = 1.5
"""Seconds to wait for a model that never answers."""


@dataclass(frozen=True)
class Told:
    """How one task went. `rounds` counts answers that were sent back, those of the plan too."""

    task: TaskState
    rounds: int
    renders: int
    questions: int

    @property
    def delivered(self) -> bool:
        return self.task.status == "completed"


async def tell(recorded: Recorded, draw: Draw, *, gates: Collection[str] = GATES) -> Told:
    """Let this model write a video of one scene."""
    script = MendingModel(recorded, PLAN)
    render = {"quality": "preview", "max_retries": 4}
    world = World(requested(scenes=1, content_prompt=PROMPT, render_config=render))
    sent_back = renders = 0
    with ModelServer(script) as server:
        settings = ModelSettings.model_validate(
            {"base_url": server.base_url, "api_key": SecretStr("sk-test"), "timeout": PATIENCE}
        )
        async with OpenAIModel(settings) as model:
            while world.waiting:
                subject = world.waiting[0]
                command = world.commands[subject]
                event = await _work(command, model, draw, gates)
                renders += isinstance(command, RenderScene)
                if command.scene_number is None:
                    sent_back += getattr(event, "reason", None) == "invalid"
                world.answer(subject, partial(_same, event))
                world.deliver(event.subject)
    sent_back += sum(rounds(scene) for scene in world.task.scenes)
    return Told(world.task, sent_back, renders, script.questions)


def _same(event: Event, _: Command) -> Event:
    return event


async def _work(command: Command, model: OpenAIModel, draw: Draw, gates: Collection[str]) -> Event:
    try:
        match command:
            case PlanVideo():
                return await plan_video(command, model=model)
            case ImplementScenes():
                return await implement_scenes(command, model=model)
            case WriteScene():
                return await write_scene(command, model=model, gates=gates)
            case RenderScene():
                return await draw(command)
    except Unavailable as error:
        return failure(command, "unavailable", error=str(error))
    return success(command)
