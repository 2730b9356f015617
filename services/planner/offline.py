"""The offline author as planner: hand-made lessons, and outlines of everything else."""

from lessons import library
from lessons.lesson import OfflinePlan, PlannedScene
from shared.contracts.plan import (
    ImplementScenes,
    PlanVideo,
    SceneImplementation,
    SceneOutline,
    SceneReference,
    VideoPlanned,
)
from shared.grammar.outline import write_outline


def plan(command: PlanVideo) -> VideoPlanned:
    """The template or lesson that is asked for; else an outline of the prompt's own words.

    Raises `UnfitTemplate`.
    """
    planned = _plan(command, command.scene_count)
    scenes = tuple(_outline(number, scene) for number, scene in enumerate(planned.scenes, start=1))
    return VideoPlanned(
        task_id=command.task_id,
        attempt=command.attempt,
        title=planned.title,
        scenes=scenes,
        outline=write_outline(scenes),
        authored_by=planned.author,
    )


def of_lessons(command: ImplementScenes) -> dict[int, SceneImplementation]:
    """The implementations of those scenes that the offline author has planned, by number."""
    if not any(outline.reference for outline in command.scenes):
        return {}
    planned = {
        _reference(scene).model_dump_json(): scene
        for scene in _plan(command, len(command.scenes)).scenes
    }
    found = {}
    for outline in command.scenes:
        key = outline.reference.model_dump_json() if outline.reference else ""
        if scene := planned.get(key):
            found[outline.number] = SceneImplementation(
                number=outline.number,
                storyboard=scene.storyboard,
                technical=scene.technical,
                narration=scene.narration,
            )
    return found


def implementations(command: ImplementScenes) -> dict[int, SceneImplementation]:
    """Those of every scene; a scene of somebody else's is described by its own outline."""
    of_others = {
        outline.number: SceneImplementation(
            number=outline.number,
            storyboard=outline.description or outline.title,
            technical=outline.layout,
            narration=outline.purpose,
        )
        for outline in command.scenes
    }
    return of_others | of_lessons(command)


def _plan(command: PlanVideo | ImplementScenes, count: int) -> OfflinePlan:
    template = command.template
    if template is None:
        return library.plan(command.prompt, count)
    return library.plan(command.prompt, count, template.name, template.params)


def _outline(number: int, scene: PlannedScene) -> SceneOutline:
    return SceneOutline(
        number=number,
        title=scene.title,
        purpose=scene.purpose,
        description=scene.description,
        layout=scene.layout,
        key_terms=tuple(scene.key_terms),
        formulae=tuple(scene.formulae),
        target_seconds=scene.target_seconds,
        reference=_reference(scene),
    )


def _reference(scene: PlannedScene) -> SceneReference:
    return SceneReference.model_validate(scene.reference.model_dump())
