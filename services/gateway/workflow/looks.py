"""How strictly a scene's looks are judged: faults cost repairs while there are some to spare."""

from services.gateway.workflow.repair import exhausted, rounds
from services.gateway.workflow.state import SceneState
from shared.contracts.finding import LayoutGate
from shared.contracts.request import VideoGenerationRequest


def gate(scene: SceneState, request: VideoGenerationRequest) -> LayoutGate:
    """Only a model can mend its program, and the last repair is kept for one that does not run.

    A program that was rejected before is rendered as it is: nothing better has come.
    """
    if scene.authored_by != "model" or exhausted(scene, request) is not None:
        return "report"
    if scene.rejected is not None and scene.rejected.code == scene.code:
        return "report"
    return "strict" if rounds(scene) + 1 < request.render.max_retries else "report"


def last_resort(scene: SceneState) -> SceneState:
    """When no more programs are written: the last one that only looked wrong, or failure."""
    if scene.shown_anyway is None:
        return scene.but(stage="failed")
    tried = scene.render_try
    return scene.but(
        stage="render",
        code=scene.shown_anyway,
        shown_anyway=None,
        render_try=tried.but(attempt=tried.attempt + 1, not_before=None),
    )
