"""A program was not good enough: what its author is told, and whether there will be another."""

from services.gateway.workflow.state import SceneState
from shared.contracts.code import (
    EARLIER_LIMIT,
    EarlierRejection,
    RejectedAttempt,
    RejectionKind,
)
from shared.contracts.request import VideoGenerationRequest
from shared.contracts.usage import Usage

_ERROR_LIMIT = 4_000
_EARLIER_ERROR_LIMIT = 300


def rejected(
    scene: SceneState,
    *,
    attempt: int,
    error: str,
    kind: RejectionKind | None = None,
    line: int | None = None,
    code: str | None = None,
) -> SceneState:
    """The scene with the rejection of its last program (or answer) and the history before it."""
    last = scene.rejected
    earlier = (*last.earlier, _shortened(last)) if last else ()
    return scene.but(
        rejected=RejectedAttempt(
            attempt=attempt,
            # An answer without a program leaves the one before it to be mended.
            code=code or (last.code if last else None) or scene.code,
            error=error[:_ERROR_LIMIT],
            kind=kind,
            line=line,
            earlier=earlier[-EARLIER_LIMIT:],
        )
    )


def rounds(scene: SceneState) -> int:
    """How many programs or answers were sent back, whoever found them wrong."""
    return scene.repairs + scene.code_try.invalid


def spent(scene: SceneState) -> Usage:
    """On programs of the scene and on trying them."""
    return scene.spent.get("code", Usage()) + scene.spent.get("render", Usage())


def exhausted(scene: SceneState, request: VideoGenerationRequest) -> str | None:
    """The budget that leaves no room for another program; None where there is room."""
    usage, models = spent(scene), request.models
    if rounds(scene) > request.render.max_retries:
        return f"{request.render.max_retries} repairs"
    if usage.tokens >= models.max_scene_tokens:
        return f"{models.max_scene_tokens} tokens"
    if usage.seconds + usage.cpu_seconds >= models.max_scene_seconds:
        return f"{models.max_scene_seconds:g} seconds"
    return None


def _shortened(last: RejectedAttempt) -> EarlierRejection:
    error = last.error[:_EARLIER_ERROR_LIMIT]
    return EarlierRejection(attempt=last.attempt, kind=last.kind, error=error)
