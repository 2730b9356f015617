"""Scene plan -> program, by a model and by the offline author."""

import ast

import pytest

from authors.model import Completion, Refused
from services.coder.repair import PROMPTS
from services.coder.write import REFERENCE_LIMIT, RESPONSE_LIMIT, write_scene
from services.planner.plan import plan_video
from shared.contracts.code import RejectedAttempt, SceneWritten, WriteScene
from shared.contracts.plan import (
    PlanVideo,
    SceneImplementation,
    SceneOutline,
    SceneReference,
    VideoPlanned,
)
from shared.contracts.request import ModelOptions
from shared.contracts.task import StepFailed
from shared.errors import Unavailable
from tests.support.model_answers import BROKEN_SYNTAX, CHATTER, GOOD_PROGRAM, RAISES, fenced
from tests.support.scripted_model import ScriptedModel

pytestmark = pytest.mark.asyncio

WRITE = WriteScene(
    task_id="t", project_id="p", session_id="s", scene_number=2, attempt=3,
    topic="The Pythagorean theorem",
    outline=SceneOutline(
        number=2, title="Squares on the sides", purpose="See the areas",
        description="Each side gets a square.", layout="Triangle in the centre.",
        key_terms=("leg", "hypotenuse"), formulae=("a^2 + b^2 = c^2",),
    ),
    implementation=SceneImplementation(
        number=2, storyboard="STORY", technical="TECH", narration="SAY"
    ),
    max_scene_duration=25,
)  # fmt: skip
REJECTED = RejectedAttempt(attempt=2, code=RAISES, error="runtime: NameError: cirlce (line 8)")


async def test_a_good_answer_becomes_a_program() -> None:
    answer = f"Here:\n{fenced(GOOD_PROGRAM)}"
    event = await write_scene(WRITE, model=ScriptedModel(answer))
    assert isinstance(event, SceneWritten)
    assert event.subject == WRITE.answer_subject
    assert event.code == GOOD_PROGRAM
    assert event.raw_response == answer
    assert event.authored_by == "model"
    assert event.usage.output_tokens == 5


async def test_the_plan_and_the_frame_are_in_the_prompt() -> None:
    model = ScriptedModel(fenced(GOOD_PROGRAM))
    options = ModelOptions(planner_model="big", scene_model="small", max_tokens=77)
    await write_scene(WRITE.model_copy(update={"models": options}), model=model)
    prompt = model.prompts[0]
    assert (prompt.model, prompt.temperature, prompt.max_tokens) == ("small", 0.7, 77)
    for words in ("Squares on the sides", "STORY", "TECH", "SAY", "hypotenuse", "a^2 + b^2"):
        assert words in prompt.user
    for words in ("14.222", "0.5", "0.3", "MathTypst", "add_subcaption", "at most 25 seconds"):
        assert words in prompt.system


async def test_the_scene_model_defaults_to_the_planners() -> None:
    model = ScriptedModel(fenced(GOOD_PROGRAM))
    options = ModelOptions(planner_model="big")
    await write_scene(WRITE.model_copy(update={"models": options}), model=model)
    assert model.prompts[0].model == "big"


async def test_a_rejected_program_goes_back_with_its_error() -> None:
    model = ScriptedModel(fenced(GOOD_PROGRAM))
    event = await write_scene(WRITE.model_copy(update={"rejected": REJECTED}), model=model)
    assert isinstance(event, SceneWritten)
    assert "Create(cirlce)" in model.prompts[0].user
    assert "NameError: cirlce (line 8)" in model.prompts[0].user


async def test_an_answer_without_code_goes_back_with_its_error_alone() -> None:
    model = ScriptedModel(fenced(GOOD_PROGRAM))
    rejected = RejectedAttempt(attempt=1, error="the answer holds no program")
    await write_scene(WRITE.model_copy(update={"rejected": rejected}), model=model)
    assert "could not be used:\nthe answer holds no program" in model.prompts[0].user


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (CHATTER.text, "holds no program"),
        (Completion(fenced(GOOD_PROGRAM)[:-60], truncated=True), "cut off"),
    ],
)
async def test_an_unusable_answer_goes_back_to_the_model(
    answer: str | Completion, error: str
) -> None:
    event = await write_scene(WRITE, model=ScriptedModel(answer))
    assert isinstance(event, StepFailed)
    assert (event.reason, event.failed_step, event.scene_number) == ("invalid", "code", 2)
    assert error in event.error


async def test_a_faulty_program_travels_with_what_is_wrong_with_it() -> None:
    event = await write_scene(WRITE, model=ScriptedModel(fenced(RAISES)))
    assert isinstance(event, StepFailed)
    assert (event.reason, event.kind, event.line) == ("invalid", "name", 8)
    assert event.error == "line 8: cirlce is not defined"
    assert event.code == RAISES
    assert event.usage.output_tokens == 5


async def test_a_program_that_does_not_parse_travels_too() -> None:
    event = await write_scene(WRITE, model=ScriptedModel(fenced(BROKEN_SYNTAX)))
    assert isinstance(event, StepFailed)
    assert event.kind == "syntax"
    assert event.error.startswith("line 8: SyntaxError: '(' was never closed")
    assert (event.code or "").strip() == BROKEN_SYNTAX.strip()


async def test_many_findings_are_told_but_not_all() -> None:
    code = GOOD_PROGRAM + "        Circel()\n" * 15
    event = await write_scene(WRITE, model=ScriptedModel(fenced(code)))
    assert isinstance(event, StepFailed)
    assert event.error.count("\n") == 0, "one name is told once"
    lines = "".join(f"        Circle(raduis={n})\n" for n in range(15))
    event = await write_scene(WRITE, model=ScriptedModel(fenced(GOOD_PROGRAM + lines)))
    assert isinstance(event, StepFailed)
    assert event.error.endswith("and 5 more")


async def test_the_documentation_is_in_the_prompt_if_asked_for() -> None:
    plan = WRITE.implementation.model_copy(update={"technical": "A NumberLine with a moving dot"})
    command = WRITE.model_copy(update={"implementation": plan})
    model = ScriptedModel(fenced(GOOD_PROGRAM), fenced(GOOD_PROGRAM))
    await write_scene(command, model=model)
    wanted = command.models.model_copy(update={"use_rag": True})
    await write_scene(command.model_copy(update={"models": wanted}), model=model)
    without, with_it = model.prompts
    assert "NumberLine(x_range=None" not in without.user
    assert "NumberLine(x_range=None" in with_it.user
    assert len(with_it.user) - len(without.user) < REFERENCE_LIMIT + 200


async def test_the_prompts_version_is_told() -> None:
    event = await write_scene(WRITE, model=ScriptedModel(fenced(GOOD_PROGRAM)))
    assert isinstance(event, SceneWritten)
    assert event.prompt_version == PROMPTS.version


async def test_a_long_answer_is_shortened_on_the_bus() -> None:
    model = ScriptedModel("x " * RESPONSE_LIMIT + "\n" + fenced(GOOD_PROGRAM))
    event = await write_scene(WRITE, model=model)
    assert isinstance(event, SceneWritten)
    assert len(event.raw_response or "") <= RESPONSE_LIMIT


async def test_a_refusal_is_final() -> None:
    event = await write_scene(WRITE, model=ScriptedModel(Refused("no")))
    assert isinstance(event, StepFailed)
    assert event.reason == "refused"


async def test_an_absent_model_is_somebody_elses_decision() -> None:
    with pytest.raises(Unavailable):
        await write_scene(WRITE, model=ScriptedModel(Unavailable("model")))


async def _lesson() -> WriteScene:
    plan = await plan_video(
        PlanVideo(
            task_id="t", project_id="p", session_id="s", scene_count=3,
            prompt="Explain the Pythagorean theorem",
        ),
        model=None,
    )  # fmt: skip
    assert isinstance(plan, VideoPlanned)
    return WRITE.model_copy(update={"topic": plan.title, "outline": plan.scenes[1]})


async def test_a_scene_of_the_library_is_taken_from_it_with_or_without_a_model() -> None:
    command = await _lesson()
    model = ScriptedModel()
    event = await write_scene(command, model=None)
    assert isinstance(event, SceneWritten)
    assert event.authored_by == "offline-lesson"
    assert ast.parse(event.code)
    assert await write_scene(command, model=model) == event
    assert model.prompts == []


async def test_a_lesson_that_went_through_a_client_as_text_is_recognised() -> None:
    command = await _lesson()
    without = command.outline.model_copy(update={"reference": None})
    assert await write_scene(
        command.model_copy(update={"outline": without}), model=None
    ) == await write_scene(command, model=None)


async def test_the_offline_author_does_not_try_the_same_again() -> None:
    command = (await _lesson()).model_copy(update={"rejected": REJECTED})
    event = await write_scene(command, model=None)
    assert isinstance(event, StepFailed)
    assert event.reason == "refused"
    assert event.error == (
        "the offline author has no other version of this scene: runtime: NameError: cirlce (line 8)"
    )


async def test_a_model_mends_what_was_rejected_of_the_library() -> None:
    command = (await _lesson()).model_copy(update={"rejected": REJECTED})
    event = await write_scene(command, model=ScriptedModel(fenced(GOOD_PROGRAM)))
    assert isinstance(event, SceneWritten)
    assert event.authored_by == "model"


async def test_offline_somebody_elses_outline_becomes_an_outline_of_its_words() -> None:
    outline = WRITE.outline.model_copy(update={"title": "Bread and butter"})
    command = WRITE.model_copy(update={"outline": outline, "topic": "Bread"})
    event = await write_scene(command, model=None)
    assert isinstance(event, SceneWritten)
    assert event.authored_by == "offline-outline"
    assert "Bread and butter" in event.code


async def test_an_unknown_reference_is_refused() -> None:
    reference = SceneReference(author="offline-lesson", lesson="no_such", scene="nothing")
    outline = WRITE.outline.model_copy(update={"reference": reference})
    event = await write_scene(WRITE.model_copy(update={"outline": outline}), model=None)
    assert isinstance(event, StepFailed)
    assert (event.reason, event.error) == (
        "refused", "the offline author knows no scene 'nothing'",
    )  # fmt: skip
