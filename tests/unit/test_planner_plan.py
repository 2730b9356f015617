"""Prompt -> outline, by a model and by the offline author."""

import pytest

from authors.model import Completion, Refused
from services.planner.plan import plan_video
from shared.contracts.plan import PlanVideo, VideoPlanned
from shared.contracts.request import ModelOptions
from shared.contracts.task import StepFailed
from shared.errors import Unavailable
from shared.grammar.outline import read_outline
from tests.support.model_answers import CHATTER, good_plan, reasoned
from tests.support.scripted_model import ScriptedModel

pytestmark = pytest.mark.asyncio

PLAN = PlanVideo(
    task_id="t", project_id="p", session_id="s", attempt=2,
    prompt="Explain the Pythagorean theorem", scene_count=3, max_scene_duration=10,
)  # fmt: skip


async def test_a_good_answer_becomes_a_plan() -> None:
    event = await plan_video(PLAN, model=ScriptedModel(reasoned(good_plan(3))))
    assert isinstance(event, VideoPlanned)
    assert event.subject == PLAN.answer_subject
    assert event.title == "The Pythagorean theorem"
    assert [scene.number for scene in event.scenes] == [1, 2, 3]
    assert event.scenes[0].formulae == ("a^2 + b^2 = c^2",)
    assert event.authored_by == "model"
    assert (event.usage.model, event.usage.input_tokens, event.usage.output_tokens) == (
        "scripted", 10, 5,
    )  # fmt: skip
    assert read_outline(event.outline).scenes == event.scenes


async def test_no_scene_is_meant_to_be_longer_than_asked_for() -> None:
    event = await plan_video(PLAN, model=ScriptedModel(good_plan(3)))
    assert isinstance(event, VideoPlanned)
    assert {scene.target_seconds for scene in event.scenes} == {10}


async def test_scenes_are_numbered_from_one() -> None:
    model = ScriptedModel(good_plan(3).replace("SCENE_3", "SCENE_7"))
    event = await plan_video(PLAN, model=model)
    assert isinstance(event, VideoPlanned)
    assert [scene.number for scene in event.scenes] == [1, 2, 3]


async def test_the_commands_options_reach_the_model() -> None:
    model = ScriptedModel(good_plan(3))
    options = ModelOptions(planner_model="big", scene_model="x", temperature=0.1, max_tokens=999)
    command = PLAN.model_copy(update={"models": options, "language": "de"})
    await plan_video(command, model=model)
    prompt = model.prompts[0]
    assert (prompt.model, prompt.temperature, prompt.max_tokens) == ("big", 0.1, 999)
    assert "exactly 3 scene(s)" in prompt.user
    assert "Language of titles and texts: de" in prompt.user


async def test_a_prompt_with_placeholders_is_taken_as_it_is() -> None:
    model = ScriptedModel(good_plan(3))
    text = "Explain $prompt and ${scene_count} and $5 and {braces} and %s"
    await plan_video(PLAN.model_copy(update={"prompt": text}), model=model)
    assert text in model.prompts[0].user


async def test_the_last_error_is_told_to_the_model() -> None:
    model = ScriptedModel(good_plan(3))
    await plan_video(PLAN.model_copy(update={"last_error": "scene 2 has no title"}), model=model)
    assert "could not be used:\nscene 2 has no title" in model.prompts[0].user


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (good_plan(2), "the outline has 2 scenes, 3 were asked for"),
        (good_plan(4), "the outline has 4 scenes, 3 were asked for"),
        (CHATTER.text, "no scene found"),
        ("", "no scene found"),
        (Completion(good_plan(1), truncated=True), "cut off"),
    ],
)
async def test_an_unusable_answer_goes_back_to_the_model(
    answer: str | Completion, error: str
) -> None:
    event = await plan_video(PLAN, model=ScriptedModel(answer))
    assert isinstance(event, StepFailed)
    assert (event.reason, event.failed_step, event.attempt) == ("invalid", "plan", 2)
    assert error in event.error


OTHER = PlanVideo(
    task_id="t", project_id="p", session_id="s", scene_count=3, prompt="Explain photosynthesis",
)  # fmt: skip


async def test_a_plan_of_something_else_goes_back_with_the_words_that_it_lacks() -> None:
    event = await plan_video(OTHER, model=ScriptedModel(good_plan(3)))
    assert isinstance(event, StepFailed)
    assert event.reason == "invalid"
    assert event.error.endswith("it lacks: photosynthesis")


@pytest.mark.parametrize(
    "changes", [{"attempt": 2}, {"last_error": "no scene found"}, {"language": "de"}]
)
async def test_but_only_once_and_in_the_requests_own_language(changes: dict[str, object]) -> None:
    command = OTHER.model_copy(update=changes)
    event = await plan_video(command, model=ScriptedModel(good_plan(3)))
    assert isinstance(event, VideoPlanned)


async def test_a_plan_is_asked_for_by_schema_and_its_prompts_have_a_version() -> None:
    model = ScriptedModel(good_plan(3))
    event = await plan_video(PLAN, model=model)
    assert model.prompts[0].structure is not None
    assert isinstance(event, VideoPlanned)
    assert len(event.prompt_version or "") == 12


async def test_a_refusal_is_final() -> None:
    event = await plan_video(PLAN, model=ScriptedModel(Refused("no such key")))
    assert isinstance(event, StepFailed)
    assert (event.reason, event.error) == ("refused", "no such key")


async def test_an_absent_model_is_somebody_elses_decision() -> None:
    with pytest.raises(Unavailable):
        await plan_video(PLAN, model=ScriptedModel(Unavailable("model")))


@pytest.mark.parametrize("count", [1, 3, 20])
async def test_the_offline_author_plans_exactly_the_scenes_asked_for(count: int) -> None:
    event = await plan_video(PLAN.model_copy(update={"scene_count": count}), model=None)
    assert isinstance(event, VideoPlanned)
    assert [scene.number for scene in event.scenes] == list(range(1, count + 1))
    assert event.authored_by == "offline-lesson"
    assert all(scene.reference for scene in event.scenes)


async def test_the_offline_author_says_that_an_outline_is_one() -> None:
    prompt = "Why our street has a bakery, a bank and a cinema, and what they sell."
    event = await plan_video(PLAN.model_copy(update={"prompt": prompt}), model=None)
    assert isinstance(event, VideoPlanned)
    assert event.authored_by == "offline-outline"
