"""What a task has cost so far, by scene and step, and which prompts it was asked with."""

from services.gateway.workflow.state import TaskState
from shared.contracts.catalogue import AnyEvent
from shared.contracts.task import StepFailed
from shared.contracts.usage import Usage

Spent = dict[str, Usage]


def charged(task: TaskState, event: AnyEvent) -> TaskState:
    """The task with the event's costs written down."""
    step = event.failed_step if isinstance(event, StepFailed) else event.step
    version: str | None = getattr(event, "prompt_version", None)
    if version is not None:
        task = task.but(prompt_versions={**task.prompt_versions, step: version})
    usage: Usage | None = getattr(event, "usage", None)
    if usage is None or usage == Usage():
        return task
    task = task.but(usage=task.usage + usage)
    if event.scene_number is None:
        return task.but(spent=_added(task.spent, step, usage))
    scene = task.scene(event.scene_number)
    return task.with_scene(scene.but(spent=_added(scene.spent, step, usage)))


def _added(spent: Spent, step: str, usage: Usage) -> Spent:
    return {**spent, step: spent.get(step, Usage()) + usage}
