"""The outcome of an attempt that did not succeed, as the event that says so."""

from shared.contracts.base import Command
from shared.contracts.code import CODE_LIMIT, RejectionKind
from shared.contracts.task import FailureReason, StepFailed
from shared.contracts.usage import Usage

ERROR_LIMIT = 2_000


def failed(
    command: Command,
    reason: FailureReason,
    error: str,
    *,
    kind: RejectionKind | None = None,
    code: str | None = None,
    line: int | None = None,
    usage: Usage | None = None,
) -> StepFailed:
    """`invalid`: the error goes back to the model with the next attempt. `refused`: give up.

    `usage` is what the useless answer has cost; `code` the program in it, if there was one.
    """
    return StepFailed(
        task_id=command.task_id,
        scene_number=command.scene_number,
        attempt=command.attempt,
        failed_step=command.step,
        reason=reason,
        error=error[:ERROR_LIMIT],
        kind=kind,
        code=code if code and len(code) <= CODE_LIMIT else None,
        line=line,
        usage=usage or Usage(),
    )
