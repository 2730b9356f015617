"""Faults of looks cost repairs while there are some to spare; afterwards the video shows them."""

from services.gateway.projection import status_document
from services.gateway.workflow.outstanding import outstanding
from shared.contracts.base import Command
from shared.contracts.code import SceneWritten, WriteScene
from shared.contracts.finding import Finding
from shared.contracts.render import RenderScene, SceneRejected, SceneRendered
from tests.support.answers import NOON, failure, rejection, requested, success
from tests.support.world import World

FINDING = Finding(kind="off_frame", message="`title` is cut off", objects=("title",), play=1, at=2)


def answer(world: World, event: object) -> None:
    world.store(event)  # type: ignore[arg-type]
    world.deliver(world.unread[0])


def wanted(world: World) -> Command:
    return outstanding(world.task)[0].command


def until_render(world: World, code: str = "class A(Scene): ...") -> RenderScene:
    while not isinstance(command := wanted(world), RenderScene):
        event = success(command)
        if isinstance(event, SceneWritten):
            event = event.model_copy(update={"code": code})
        answer(world, event)
    return command


def ugly(command: Command) -> SceneRejected:
    return rejection(command, error="`title` is cut off").model_copy(update={"kind": "layout"})


def test_a_model_mends_the_looks_until_one_repair_is_left() -> None:
    world = World(requested(scenes=1, render_config={"max_retries": 3}))
    gates = []
    for code in ("first", "second", "third"):
        command = until_render(world, code)
        gates.append(command.layout)
        if command.layout == "strict":
            answer(world, ugly(command))
            write = wanted(world)
            assert isinstance(write, WriteScene)
            assert write.rejected is not None
            assert write.rejected.kind == "layout"
    assert gates == ["strict", "strict", "report"]


def test_the_offline_author_is_told_and_not_sent_back() -> None:
    world = World(requested(scenes=1))
    while not isinstance(command := wanted(world), RenderScene):
        event = success(command)
        if isinstance(event, SceneWritten):
            event = event.model_copy(update={"authored_by": "offline-lesson"})
        answer(world, event)
    assert command.layout == "report"


def test_a_model_that_says_the_same_again_is_not_asked_a_third_time() -> None:
    world = World(requested(scenes=1, render_config={"max_retries": 5}))
    answer(world, ugly(until_render(world, "same")))
    assert until_render(world, "same").layout == "report"


def test_findings_of_a_delivered_scene_are_in_the_status() -> None:
    world = World(requested(scenes=1))
    command = until_render(world)
    event = success(command)
    assert isinstance(event, SceneRendered)
    answer(world, event.model_copy(update={"findings": (FINDING,)}))
    (scene,) = status_document(world.task, {}, NOON).scenes
    assert scene.findings == [FINDING]


def test_a_scene_that_only_looks_wrong_is_better_than_none() -> None:
    """The repair has made it worse, to the last: what ran before is delivered."""
    world = World(requested(scenes=1, render_config={"max_retries": 3}))
    answer(world, ugly(until_render(world, "ugly")))
    for code in ("broken", "more broken", "still broken"):
        answer(world, rejection(until_render(world, code)))
    command = wanted(world)
    assert isinstance(command, RenderScene)
    assert (command.code, command.layout) == ("ugly", "report")
    answer(world, success(command))
    assert world.task.scenes[0].stage == "publish"


def test_when_the_last_resort_breaks_too_the_scene_has_failed() -> None:
    world = World(requested(scenes=1, render_config={"max_retries": 3}))
    answer(world, ugly(until_render(world, "ugly")))
    answer(world, failure(wanted(world), "refused"))
    command = wanted(world)
    assert isinstance(command, RenderScene)
    assert (command.code, command.layout) == ("ugly", "report")
    answer(world, rejection(command))
    answer(world, failure(wanted(world), "refused"))
    assert world.task.status == "failed"
