"""Prompt -> outline."""

from pathlib import Path

from authors.failures import failed
from authors.model import Completion, Model, Prompt, Refused
from authors.prompts import Prompts
from services.planner import offline
from shared.contracts.plan import PlanVideo, VideoPlanned
from shared.contracts.task import StepFailed
from shared.grammar.answers import shorten
from shared.grammar.outline import NotAnOutline, read_outline, write_outline

TITLE_LENGTH = 80

_PROMPTS = Prompts(Path(__file__).parent / "prompts")


async def plan_video(command: PlanVideo, *, model: Model | None) -> VideoPlanned | StepFailed:
    """Exactly `scene_count` scenes, numbered from 1. Without a model the offline author plans.

    Raises `Unavailable` when the model cannot be reached now.
    """
    if model is None:
        return offline.plan(command)
    try:
        completion = await model.complete(plan_prompt(command))
    except Refused as error:
        return failed(command, "refused", str(error))
    try:
        return _planned(command, completion)
    except NotAnOutline as error:
        cut = " (the answer was cut off: write less for each scene)" * completion.truncated
        return failed(command, "invalid", f"{error}{cut}", usage=completion.usage)


def plan_prompt(command: PlanVideo) -> Prompt:
    last_error = command.last_error
    return Prompt(
        system=_PROMPTS.fill("plan-system"),
        user=_PROMPTS.fill(
            "plan",
            prompt=command.prompt,
            scene_count=command.scene_count,
            max_scene_duration=f"{command.max_scene_duration:g}",
            language=command.language or "the language of the request",
            correction=_PROMPTS.fill("correction", error=last_error) if last_error else "",
        ),
        model=command.models.planner_model,
        temperature=command.models.temperature,
        max_tokens=command.models.max_tokens,
    )


def _planned(command: PlanVideo, completion: Completion) -> VideoPlanned:
    outline = read_outline(completion.text)
    count = len(outline.scenes)
    if count != command.scene_count:
        raise NotAnOutline(f"the outline has {count} scenes, {command.scene_count} were asked for")
    scenes = tuple(
        scene.model_copy(
            update={
                "number": number,
                "target_seconds": min(
                    scene.target_seconds or command.max_scene_duration,
                    command.max_scene_duration,
                ),
            }
        )
        for number, scene in enumerate(outline.scenes, start=1)
    )
    return VideoPlanned(
        task_id=command.task_id,
        attempt=command.attempt,
        title=outline.title or shorten(" ".join(command.prompt.split()), TITLE_LENGTH),
        scenes=scenes,
        outline=write_outline(scenes),
        authored_by="model",
        usage=completion.usage,
    )
