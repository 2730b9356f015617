"""Commands of the coder, for tests of the bus that do not care whose commands they are."""

from shared.contracts.code import WriteScene
from shared.contracts.plan import SceneImplementation, SceneOutline


def write_scene(task_id: str = "t1", scene: int = 1, attempt: int = 1) -> WriteScene:
    return WriteScene(
        task_id=task_id,
        project_id="p1",
        session_id="s1",
        scene_number=scene,
        attempt=attempt,
        topic="The circle",
        outline=SceneOutline(number=scene, title="A circle"),
        implementation=SceneImplementation(
            number=scene, storyboard="s", technical="t", narration="n"
        ),
    )
