"""Outline -> implementation plans, all scenes side by side."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from authors.failures import failed
from authors.model import Completion, Model, Prompt, Refused
from authors.prompts import Prompts
from services.planner import offline
from shared.contracts.plan import ImplementScenes, SceneOutline, ScenesImplemented
from shared.contracts.task import StepFailed
from shared.contracts.usage import Usage
from shared.grammar.implementation import NotAnImplementation, read_implementation
from shared.grammar.outline import write_outline

Progress = Callable[[float], Awaitable[None]]

_PROMPTS = Prompts(Path(__file__).parent / "prompts")


async def implement_scenes(
    command: ImplementScenes, *, model: Model | None, progress: Progress | None = None
) -> ScenesImplemented | StepFailed:
    """One implementation per scene, in the command's order.

    Scenes of the offline author's library are described by it, the others by the model.
    Raises `Unavailable` when the model cannot be reached now.
    """
    known = offline.implementations(command) if model is None else offline.of_lessons(command)
    wanted = [outline for outline in command.scenes if outline.number not in known]
    usage = Usage()
    if model is not None:
        try:
            for outline, completion in await _ask_all(command, wanted, model, progress):
                usage += completion.usage
                known[outline.number] = read_implementation(completion.text, outline)
        except Refused as error:
            return failed(command, "refused", str(error))
        except NotAnImplementation as error:
            return failed(command, "invalid", str(error), kind="answer", usage=usage)
    return ScenesImplemented(
        task_id=command.task_id,
        attempt=command.attempt,
        scenes=tuple(known[outline.number] for outline in command.scenes),
        prompt_version=_PROMPTS.version if wanted and model is not None else None,
        usage=usage,
    )


def implementation_prompt(command: ImplementScenes, outline: SceneOutline) -> Prompt:
    last_error = command.last_error
    return Prompt(
        system=_PROMPTS.fill("implement-system"),
        user=_PROMPTS.fill(
            "implement",
            prompt=command.prompt,
            outline=write_outline(command.scenes),
            number=outline.number,
            title=outline.title,
            seconds=f"{outline.target_seconds:g}" if outline.target_seconds else "20 to 30",
            language=command.language or "the language of the request",
            correction=_PROMPTS.fill("correction", error=last_error) if last_error else "",
        ),
        model=command.models.planner_model,
        temperature=command.models.temperature,
        max_tokens=command.models.max_tokens,
    )


async def _ask_all(
    command: ImplementScenes,
    outlines: list[SceneOutline],
    model: Model,
    progress: Progress | None,
) -> list[tuple[SceneOutline, Completion]]:
    done = 0

    async def ask(outline: SceneOutline) -> tuple[SceneOutline, Completion]:
        nonlocal done
        completion = await model.complete(implementation_prompt(command, outline))
        done += 1
        if progress is not None:
            await progress(done / len(outlines))
        return outline, completion

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(ask(outline)) for outline in outlines]
    except ExceptionGroup as failures:
        # The others were stopped; what the first one says decides.
        raise failures.exceptions[0] from None
    return [task.result() for task in tasks]
