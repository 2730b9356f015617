"""Scene plan -> program; rejected program -> mended program."""

from collections.abc import Collection

from authors.failures import failed
from authors.model import Model, Prompt, Refused
from authors.reference.search import search
from services.coder import offline
from services.coder.gates import GATES, findings
from services.coder.gates.finding import Finding
from services.coder.program import NotAProgram, read_program
from services.coder.repair import PROMPTS, correction
from shared.contracts.code import SceneWritten, WriteScene
from shared.contracts.task import StepFailed
from shared.grammar.answers import shorten

RESPONSE_LIMIT = 20_000
"""Characters of the raw answer that travel with the event."""

REFERENCE_LIMIT = 6_000
"""Characters of documentation in a prompt, about 1 500 tokens."""

MOST_FINDINGS = 10
"""More would not be read."""


async def write_scene(
    command: WriteScene, *, model: Model | None, gates: Collection[str] = GATES
) -> SceneWritten | StepFailed:
    """A program that parses, defines one Scene class and passes the gates.

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
        return failed(command, "invalid", str(error), kind="answer", usage=completion.usage)
    if found := findings(code, gates=gates):
        return failed(
            command,
            "invalid",
            _told(found),
            kind=found[0].kind,
            code=code,
            line=found[0].line,
            usage=completion.usage,
        )
    return SceneWritten(
        task_id=command.task_id,
        scene_number=command.scene_number,
        attempt=command.attempt,
        code=code,
        authored_by="model",
        raw_response=shorten(completion.text, RESPONSE_LIMIT),
        prompt_version=PROMPTS.version,
        usage=completion.usage,
    )


def scene_prompt(command: WriteScene) -> Prompt:
    outline, implementation = command.outline, command.implementation
    seconds = min(outline.target_seconds or command.max_scene_duration, command.max_scene_duration)
    return Prompt(
        system=PROMPTS.fill("write-system", max_seconds=f"{command.max_scene_duration:g}"),
        user=PROMPTS.fill(
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
            reference=_reference(command),
            correction=correction(command.rejected) if command.rejected else "",
        ),
        model=command.models.scene_model or command.models.planner_model,
        temperature=command.models.temperature,
        max_tokens=command.models.max_tokens,
    )


def _told(found: list[Finding]) -> str:
    """Every finding a line, the first line being enough for a status."""
    more = [f"and {len(found) - MOST_FINDINGS} more"] if len(found) > MOST_FINDINGS else []
    return "\n".join([*map(str, found[:MOST_FINDINGS]), *more])


def _reference(command: WriteScene) -> str:
    """Entries of Manim's documentation that the plan has a use for, if they are asked for."""
    if not command.models.use_rag:
        return ""
    implementation = command.implementation
    plan = (implementation.technical, implementation.storyboard, command.outline.description)
    return PROMPTS.fill(
        "reference", entries=search().excerpt("\n".join(plan), characters=REFERENCE_LIMIT)
    )


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
