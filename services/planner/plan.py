"""Prompt -> outline."""

from pathlib import Path

from authors.failures import failed
from authors.model import Completion, Model, Prompt, Refused
from authors.prompts import Prompts
from lessons.templates import UnfitTemplate
from services.planner import offline, terms
from services.planner.structured import PLAN, read_plan
from shared.contracts.plan import PlanVideo, VideoPlanned
from shared.contracts.task import StepFailed
from shared.grammar.answers import shorten
from shared.grammar.outline import NotAnOutline, write_outline

TITLE_LENGTH = 80

_PROMPTS = Prompts(Path(__file__).parent / "prompts")


async def plan_video(command: PlanVideo, *, model: Model | None) -> VideoPlanned | StepFailed:
    """Exactly `scene_count` scenes, numbered from 1. The offline author plans without a model, and
    templates.

    Raises `Unavailable` when the model cannot be reached now.
    """
    if model is None or command.template is not None:
        return _offline(command)
    try:
        completion = await model.complete(plan_prompt(command))
    except Refused as error:
        return failed(command, "refused", str(error))
    try:
        planned = _planned(command, completion)
    except NotAnOutline as error:
        cut = " (the answer was cut off: write less for each scene)" * completion.truncated
        return failed(command, "invalid", f"{error}{cut}", kind="answer", usage=completion.usage)
    if lacking := _lacking(command, planned):
        wrong = f"the plan does not speak of what was asked for; it lacks: {', '.join(lacking)}"
        return failed(command, "invalid", wrong, kind="answer", usage=completion.usage)
    return planned


def _offline(command: PlanVideo) -> VideoPlanned | StepFailed:
    try:
        return offline.plan(command)
    except UnfitTemplate as error:
        # The gateway has checked it; it may know another version of the library.
        return failed(command, "refused", f"template: {error}")


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
        structure=PLAN,
    )


def _lacking(command: PlanVideo, planned: VideoPlanned) -> list[str]:
    """Words of the request that the plan lacks. Only the first answer is sent back for them.

    A plan in another language than the request has none of its words.
    """
    if command.last_error is not None or command.attempt > 1:
        return []
    if command.language is not None and not command.language.startswith("en"):
        return []
    return terms.missing(command.prompt, f"{planned.title}\n{planned.outline}")


def _planned(command: PlanVideo, completion: Completion) -> VideoPlanned:
    outline = read_plan(completion.text)
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
        prompt_version=_PROMPTS.version,
        usage=completion.usage,
    )
