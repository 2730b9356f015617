"""Everything that a task leaves on the bus is what the published schemas say, in one trace."""

import json

from jsonschema import Draft202012Validator
from nats.js import JetStreamContext

from cli.client import Client
from shared.contracts.catalogue import messages
from shared.streams import COMMANDS, EVENTS, PROGRESS
from tests.support.watching import ended, stored


async def test_every_message_of_a_task_validates_and_belongs_to_its_trace(
    api: Client, js: JetStreamContext
) -> None:
    task_id = await api.generate(
        {
            "project_id": "demo",
            "content_prompt": "How does binary search find a number?",
            "scene_count": 2,
            "render_config": {"quality": "preview"},
        },
        idempotency_key="messages",
    )
    assert (await ended(api, task_id))["status"] == "completed"

    validators = {
        name: Draft202012Validator(cls.model_json_schema(by_alias=True))
        for name, cls in messages().items()
    }
    seen: list[str] = []
    traces: set[str] = set()
    for stream, subject in (
        (COMMANDS, f"cmd.*.{task_id}.>"),
        (EVENTS, f"evt.*.{task_id}.>"),
        (PROGRESS, f"prog.{task_id}.*"),
    ):
        async for message in stored(js, stream, subject):
            body = json.loads(message.data)
            name = body.get("type", "StepProgress")
            validators[name].validate(body)
            seen.append(name)
            if stream != PROGRESS:
                traces.add(message.headers["traceparent"].split("-")[1])

    assert {name: seen.count(name) for name in set(seen) - {"StepProgress"}} == {
        "PlanVideo": 1,
        "ImplementScenes": 1,
        "WriteScene": 2,
        "RenderScene": 2,
        "PublishScene": 2,
        "CombineScenes": 1,
        "PublishVideo": 1,
        "SyncSession": 1,
        "GenerationRequested": 1,
        "VideoPlanned": 1,
        "ScenesImplemented": 1,
        "SceneWritten": 2,
        "SceneRendered": 2,
        "ScenePublished": 2,
        "ScenesCombined": 1,
        "VideoPublished": 1,
        "SessionSynced": 1,
        "TaskEnded": 1,
    }
    assert len(traces) == 1
