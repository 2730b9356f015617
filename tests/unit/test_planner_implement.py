"""Outline -> implementation plans, side by side."""

import asyncio

import pytest

from authors.model import Completion, Prompt, Refused
from services.planner.implement import implement_scenes
from services.planner.plan import plan_video
from shared.contracts.plan import (
    ImplementScenes,
    PlanVideo,
    SceneOutline,
    ScenesImplemented,
    VideoPlanned,
)
from shared.contracts.task import StepFailed
from shared.errors import Unavailable
from tests.support.model_answers import GOOD_IMPLEMENTATION
from tests.support.scripted_model import ScriptedModel

pytestmark = pytest.mark.asyncio

OUTLINES = tuple(
    SceneOutline(number=n, title=f"Part {n}", purpose="Why", description="What", layout="Where")
    for n in (1, 2, 3)
)
IMPLEMENT = ImplementScenes(
    task_id="t", project_id="p", session_id="s", prompt="Explain the theorem", scenes=OUTLINES
)


def about(prompt: Prompt) -> str:
    number = next(n for n in (1, 2, 3) if f"instructions for scene {n}," in prompt.user)
    return GOOD_IMPLEMENTATION.replace("A right triangle", f"Triangle {number}")


async def test_every_scene_gets_its_own_implementation_in_order() -> None:
    model = ScriptedModel(by=about)
    seen: list[float] = []

    async def progress(fraction: float) -> None:
        seen.append(fraction)

    event = await implement_scenes(IMPLEMENT, model=model, progress=progress)
    assert isinstance(event, ScenesImplemented)
    assert [scene.number for scene in event.scenes] == [1, 2, 3]
    for scene in event.scenes:
        assert scene.storyboard.startswith(f"Triangle {scene.number}")
    assert event.usage.input_tokens == 30
    assert seen == [pytest.approx(1 / 3), pytest.approx(2 / 3), 1]


async def test_scenes_are_asked_for_side_by_side() -> None:
    everybody = asyncio.Barrier(3)

    class Together:
        async def complete(self, prompt: Prompt) -> Completion:
            await everybody.wait()
            return Completion(about(prompt))

    event = await asyncio.wait_for(implement_scenes(IMPLEMENT, model=Together()), 5)
    assert isinstance(event, ScenesImplemented)


async def test_the_last_error_is_told_to_the_model() -> None:
    model = ScriptedModel(by=about)
    await implement_scenes(IMPLEMENT.model_copy(update={"last_error": "was empty"}), model=model)
    assert all("was empty" in prompt.user for prompt in model.prompts)


async def test_an_empty_answer_names_its_scene() -> None:
    model = ScriptedModel(by=lambda prompt: "" if "scene 2," in prompt.user else about(prompt))
    event = await implement_scenes(IMPLEMENT, model=model)
    assert isinstance(event, StepFailed)
    assert (event.reason, event.error) == ("invalid", "scene 2: the answer is empty")


async def test_one_refusal_ends_the_step() -> None:
    model = ScriptedModel(by=lambda _: Refused("no"))
    event = await implement_scenes(IMPLEMENT, model=model)
    assert isinstance(event, StepFailed)
    assert event.reason == "refused"


async def test_an_absent_model_is_raised_as_itself() -> None:
    model = ScriptedModel(by=lambda _: Unavailable("model"))
    with pytest.raises(Unavailable):
        await implement_scenes(IMPLEMENT, model=model)


async def _planned() -> ImplementScenes:
    prompt = "Explain the Pythagorean theorem"
    plan = await plan_video(
        PlanVideo(task_id="t", project_id="p", session_id="s", prompt=prompt, scene_count=3),
        model=None,
    )
    assert isinstance(plan, VideoPlanned)
    return IMPLEMENT.model_copy(update={"prompt": prompt, "scenes": plan.scenes})


async def test_offline_lessons_bring_their_own_texts() -> None:
    event = await implement_scenes(await _planned(), model=None)
    assert isinstance(event, ScenesImplemented)
    assert all(scene.storyboard and scene.technical and scene.narration for scene in event.scenes)


async def test_a_model_is_not_asked_about_scenes_of_the_library() -> None:
    command = await _planned()
    model = ScriptedModel()
    assert await implement_scenes(command, model=model) == await implement_scenes(
        command, model=None
    )
    assert model.prompts == []


async def test_offline_somebody_elses_outline_describes_itself() -> None:
    event = await implement_scenes(IMPLEMENT, model=None)
    assert isinstance(event, ScenesImplemented)
    first = event.scenes[0]
    assert (first.storyboard, first.technical, first.narration) == ("What", "Where", "Why")
