"""Scene plan -> program; rejected program -> mended program."""

from pathlib import Path

from authors.failures import failed
from authors.model import Model, Prompt, Refused
from authors.prompts import Prompts
from services.coder import offline
from services.coder.program import NotAProgram, read_program
from shared.contracts.code import SceneWritten, WriteScene
from shared.contracts.task import StepFailed
from shared.grammar.answers import shorten

RESPONSE_LIMIT = 20_000
"""Characters of the raw answer that travel with the event."""

_PROMPTS = Prompts(Path(__file__).parent / "prompts")


async def write_scene(command: WriteScene, *, model: Model | None) -> SceneWritten | StepFailed:
    """A program that parses and defines one Scene class.

    A scene of the offline author's library is taken from it; the model mends what was rejected
    of it. Raises `Unavailable` when the model cannot be reached now.
    """
    from_library = command.outline.reference is not None and command.rejected is None
    if model is None or from_library:
        return _offline(command)
    try:
        completion = await model.complete(scene_prompt(command))
    except Refused as error:
        return failed(command, "refused", str(error))
    try:
        code = read_program(completion.text, truncated=completion.truncated)
    except NotAProgram as error:
        return failed(command, "invalid", str(error), usage=completion.usage)
    return SceneWritten(
        task_id=command.task_id,
        scene_number=command.scene_number,
        attempt=command.attempt,
        code=code,
        authored_by="model",
        raw_response=shorten(completion.text, RESPONSE_LIMIT),
        usage=completion.usage,
    )


def scene_prompt(command: WriteScene) -> Prompt:
    outline, implementation = command.outline, command.implementation
    seconds = min(outline.target_seconds or command.max_scene_duration, command.max_scene_duration)
    return Prompt(
        system=_PROMPTS.fill("write-system", max_seconds=f"{command.max_scene_duration:g}"),
        user=_PROMPTS.fill(
            "write",
            topic=command.topic,
            number=outline.number,
            title=outline.title,
            purpose=outline.purpose,
            description=outline.description,
            layout=outline.layout,
            key_terms=", ".join(outline.key_terms) or "-",
            formulae="; ".join(outline.formulae) or "-",
            storyboard=implementation.storyboard,
            technical=implementation.technical,
            narration=implementation.narration,
            seconds=f"{seconds:g}",
            language=command.language or "the language of the plan",
            correction=_correction(command),
        ),
        model=command.models.scene_model or command.models.planner_model,
        temperature=command.models.temperature,
        max_tokens=command.models.max_tokens,
    )


def _correction(command: WriteScene) -> str:
    rejected = command.rejected
    if rejected is None:
        return ""
    if rejected.code is None:
        return _PROMPTS.fill("unusable", error=rejected.error)
    return _PROMPTS.fill("rejected", code=rejected.code.rstrip(), error=rejected.error)


def _offline(command: WriteScene) -> SceneWritten | StepFailed:
    if command.rejected is not None:
        # The same program again would be rejected again, for ever.
        return failed(
            command,
            "refused",
            f"the offline author has no other version of this scene: {command.rejected.error}",
        )
    try:
        code, author = offline.program(command)
    except offline.UnknownScene as error:
        return failed(command, "refused", str(error))
    return SceneWritten(
        task_id=command.task_id,
        scene_number=command.scene_number,
        attempt=command.attempt,
        code=code,
        authored_by=author,
    )
