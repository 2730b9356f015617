"""The OpenAI adapter through the real SDK, against scripted answers over real HTTP."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pydantic import SecretStr

from authors.model import Completion, Prompt, Refused, Structure
from authors.openai_model import LONGEST_PAUSE, PAUSE, OpenAIModel
from authors.settings import ModelSettings
from services.coder.write import write_scene
from services.planner.implement import implement_scenes
from services.planner.plan import plan_video
from shared.contracts.code import RejectedAttempt, SceneWritten, WriteScene
from shared.contracts.plan import ImplementScenes, PlanVideo, ScenesImplemented, VideoPlanned
from shared.contracts.task import StepFailed
from shared.errors import Unavailable
from tests.support import model_answers as answers
from tests.support.model_answers import Answer, http_error
from tests.support.model_server import ModelServer, by_step

KEY = "sk-test-0123456789"
PROMPT = Prompt(system="Be brief.", user="Hello", temperature=0.7, max_tokens=500)


def settings(server: ModelServer, **changes: object) -> ModelSettings:
    values = {"base_url": server.base_url, "api_key": SecretStr(KEY), "name": "scripted-1"}
    return ModelSettings.model_validate({**values, "timeout": 10, **changes})


async def ask(*script: Answer, **changes: object) -> tuple[Completion, ModelServer]:
    with ModelServer(script) as server:
        async with OpenAIModel(settings(server, **changes)) as model:
            return await model.complete(PROMPT), server


async def test_a_question_and_its_answer() -> None:
    completion, server = await ask(Answer("Good day", tokens=(11, 7)))
    assert completion.text == "Good day"
    assert not completion.truncated
    usage = completion.usage
    assert (usage.model, usage.input_tokens, usage.output_tokens) == ("scripted-1", 11, 7)
    question = server.questions[0]
    assert question.headers["authorization"] == f"Bearer {KEY}"
    assert (question.system, question.user) == ("Be brief.", "Hello")
    assert {k: v for k, v in question.body.items() if k != "messages"} == {
        "model": "scripted-1", "temperature": 0.7, "max_tokens": 500,
    }  # fmt: skip


async def test_an_endpoint_without_keys_needs_none() -> None:
    completion, _ = await ask(Answer("Good day"), api_key=None)
    assert completion.text == "Good day"


async def test_the_settings_are_a_ceiling_for_tokens() -> None:
    _, server = await ask(Answer("x"), max_tokens=100)
    assert server.questions[0].body["max_tokens"] == 100


async def test_an_answer_in_parts_is_put_together() -> None:
    parts = [{"type": "text", "text": "Good "}, {"type": "other"}, {"text": "day"}]
    body = {"choices": [{"message": {"role": "assistant", "content": parts}}]}
    completion, _ = await ask(Answer(body=body))
    assert completion.text == "Good day"


async def test_a_cut_off_answer_says_so() -> None:
    completion, _ = await ask(answers.TRUNCATED)
    assert completion.truncated


async def test_an_empty_answer_is_an_answer() -> None:
    completion, _ = await ask(answers.EMPTY)
    assert completion.text == ""


async def test_what_cannot_be_stored_is_taken_out() -> None:
    completion, _ = await ask(Answer("a\x00b\ud800c \\u0000"))
    assert completion.text == "ab?c \\u0000"


@pytest.mark.parametrize(
    ("answer", "words", "pause"),
    [
        (answers.RATE_LIMITED, r"rate limited \(429\)", timedelta(seconds=7)),
        (answers.SERVER_ERROR, r"failed \(500\)", PAUSE),
        (answers.OVERLOADED, r"failed \(503\)", timedelta(seconds=2)),
        (http_error(429, "x", retry_after="86400"), "429", LONGEST_PAUSE),
        (http_error(429, "x", retry_after="-1"), "429", timedelta(seconds=1)),
        (http_error(429, "x", retry_after="soon"), "429", PAUSE),
        (http_error(429, "x", retry_after="nan"), "429", PAUSE),
        (http_error(408, "x"), "408", PAUSE),
        (answers.DROPPED, "cannot be reached", PAUSE),
        (answers.HTML_PAGE, "unreadable", PAUSE),
        (answers.ERROR_AS_SUCCESS, "unreadable", PAUSE),
        (Answer(body="{", headers={"x": "y"}), "unreadable", PAUSE),
        (Answer(body={"choices": []}), "unreadable", PAUSE),
        (Answer(body={"choices": [{"message": None}]}), "unreadable", PAUSE),
        (Answer(body={"choices": "what"}), "unreadable", PAUSE),
        (Answer(body={"choices": ["what"]}), "unreadable", PAUSE),
    ],
)
async def test_later(answer: Answer, words: str, pause: timedelta) -> None:
    with ModelServer([answer]) as server:
        async with OpenAIModel(settings(server)) as model:
            with pytest.raises(Unavailable, match=words) as raised:
                await model.complete(PROMPT)
    assert raised.value.retry_after == pause
    assert len(server.questions) == 1


async def test_a_retry_date_is_understood() -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    with ModelServer([http_error(429, "x", retry_after=date)]) as server:
        async with OpenAIModel(settings(server)) as model:
            with pytest.raises(Unavailable) as raised:
                await model.complete(PROMPT)
    assert timedelta(seconds=50) < raised.value.retry_after <= timedelta(seconds=60)


async def test_a_silent_model_is_given_up_after_the_time_limit() -> None:
    with ModelServer([answers.SLOW]) as server:
        async with OpenAIModel(settings(server, timeout=0.1)) as model:
            with pytest.raises(Unavailable, match=r"did not answer within 0\.1 s"):
                await model.complete(PROMPT)


async def test_nobody_at_the_address() -> None:
    with ModelServer([]) as server:
        gone = settings(server)
    async with OpenAIModel(gone) as model:
        with pytest.raises(Unavailable, match="cannot be reached"):
            await model.complete(PROMPT)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (answers.BAD_KEY, r"did not accept the key \(401\)"),
        (http_error(403, "x"), r"did not accept the key \(403\)"),
        (answers.UNKNOWN_MODEL, "no model 'scripted-1'"),
        (answers.NO_QUOTA, "no quota left"),
        (answers.TOO_LONG, r"\(400\): .*Maximum context length"),
        (http_error(422, f"strange request by {KEY}"), r"strange request by \[key\]"),
        (answers.REFUSED, "the model refused: I can't help"),
        (answers.FILTERED, "filtered"),
    ],
)
async def test_never(answer: Answer, words: str) -> None:
    with ModelServer([answer]) as server:
        async with OpenAIModel(settings(server)) as model:
            with pytest.raises(Refused, match=words) as raised:
                await model.complete(PROMPT)
    assert KEY not in str(raised.value)
    assert len(server.questions) == 1


async def test_options_that_a_model_does_not_take_are_learnt_once() -> None:
    with ModelServer(
        [
            answers.WANTS_COMPLETION_TOKENS,
            answers.WANTS_NO_TEMPERATURE,
            Answer("first"),
            Answer("second"),
        ]
    ) as server:
        async with OpenAIModel(settings(server)) as model:
            assert (await model.complete(PROMPT)).text == "first"
            assert (await model.complete(PROMPT)).text == "second"
    body = server.questions[-1].body
    assert body["max_completion_tokens"] == 500
    assert "max_tokens" not in body
    assert "temperature" not in body


async def test_a_complaint_that_changes_nothing_is_final() -> None:
    with ModelServer(lambda _: answers.WANTS_NO_TEMPERATURE) as server:
        async with OpenAIModel(settings(server)) as model:
            with pytest.raises(Refused, match="temperature"):
                await model.complete(PROMPT)
    assert len(server.questions) == 2


async def test_the_whole_story_through_the_sdk() -> None:
    ids = {"task_id": "t", "project_id": "p", "session_id": "s"}
    script = by_step(
        plan=answers.PLAN,
        implement=answers.IMPLEMENTATION,
        code=[answers.RAISING_PROGRAM, answers.PROGRAM],
    )
    with ModelServer(script) as server:
        async with OpenAIModel(settings(server)) as model:
            plan = await plan_video(
                PlanVideo(**ids, prompt="Explain the theorem", scene_count=3), model=model
            )
            assert isinstance(plan, VideoPlanned)
            implemented = await implement_scenes(
                ImplementScenes(**ids, prompt="Explain the theorem", scenes=plan.scenes),
                model=model,
            )
            assert isinstance(implemented, ScenesImplemented)
            write = WriteScene(
                **ids, scene_number=1, topic=plan.title,
                outline=plan.scenes[0], implementation=implemented.scenes[0],
            )  # fmt: skip
            first = await write_scene(write, model=model)
            assert isinstance(first, StepFailed)
            assert first.code == answers.RAISES
            rejected = RejectedAttempt(attempt=1, code=first.code, error=first.error)
            second = await write_scene(
                write.model_copy(update={"rejected": rejected, "attempt": 2}), model=model
            )
            assert isinstance(second, SceneWritten)
            assert second.code == answers.GOOD_PROGRAM
    assert [question.step for question in server.questions] == [
        "plan", "implement", "implement", "implement", "code", "code",
    ]  # fmt: skip
    assert "Create(cirlce)" in server.questions[-1].user


STRUCTURED = Prompt(system="x", user="y", structure=Structure("plan", {"type": "object"}))


@pytest.mark.parametrize(
    "complaint",
    [
        http_error(400, "response_format is not supported"),
        http_error(400, "This response_format type is unavailable now"),
        http_error(422, "body.response_format.type: Input should be 'text' or 'json_object'"),
        http_error(400, "Invalid schema for 'json_schema': keyword not permitted"),
    ],
)
async def test_an_endpoint_without_schemas_is_asked_without_from_then_on(
    complaint: Answer,
) -> None:
    script = [complaint, Answer("one"), Answer("two")]
    with ModelServer(script) as server:
        async with OpenAIModel(settings(server)) as model:
            assert (await model.complete(STRUCTURED)).text == "one"
            assert (await model.complete(STRUCTURED)).text == "two"
    formats = ["response_format" in question.body for question in server.questions]
    assert formats == [True, False, False]


async def test_an_endpoint_with_schemas_is_asked_by_schema() -> None:
    with ModelServer([Answer("{}"), Answer("x")]) as server:
        async with OpenAIModel(settings(server)) as model:
            await model.complete(STRUCTURED)
            await model.complete(PROMPT)
    first, second = server.questions
    assert first.body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "plan", "strict": True, "schema": {"type": "object"}},
    }
    assert "response_format" not in second.body


async def test_schemas_can_be_switched_off() -> None:
    with ModelServer([Answer("x")]) as server:
        async with OpenAIModel(settings(server, structured=False)) as model:
            await model.complete(STRUCTURED)
    assert "response_format" not in server.questions[0].body


async def test_an_answer_has_its_price_and_its_time() -> None:
    prices = {"scripted-1": (2.0, 10.0)}
    completion, _ = await ask(Answer("x", tokens=(1_000, 500)), prices=prices)
    assert completion.usage.cost == pytest.approx(0.007)
    assert 0 < completion.usage.seconds < 10
    completion, _ = await ask(Answer("x", tokens=(1_000, 500)))
    assert completion.usage.cost is None
