"""What clients post becomes the one command that they mean."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.gateway.jobs.commands import (
    code_requested,
    combine_requested,
    implement_requested,
    plan_requested,
    render_requested,
)
from services.gateway.jobs.requests import (
    CodeRequest,
    CombineRequest,
    ImplementRequest,
    PlanRequest,
    RenderRequest,
)
from shared.contracts.code import WriteScene
from shared.contracts.plan import ImplementScenes, PlanVideo
from shared.contracts.render import CombineScenes, RenderScene

IDS = {"task_id": "j1", "project_id": "p1", "session_id": "s1"}
LINES = """<SCENE_OUTLINE>
  <SCENE_1>
  Scene Title: Squares
  Scene Description: What
  </SCENE_1>
  <SCENE_2>
  Scene Title: Proof
  </SCENE_2>
</SCENE_OUTLINE>"""
TAGS = """<scene_outline><scene_2><scene_title>Proof</scene_title></scene_2>
<scene_1><scene_description>What</scene_description><SCENE_TITLE>Squares</SCENE_TITLE></scene_1>
</scene_outline>"""


def test_a_plan_is_asked_for() -> None:
    request = PlanRequest(topic="Circles", description="For pupils", model="m", helper_model="h")
    event = plan_requested(IDS, request)
    command = event.command
    assert isinstance(command, PlanVideo)
    assert (command.prompt, command.scene_count) == ("Circles\n\nFor pupils", 3)
    assert (command.models.planner_model, command.models.helper_model) == ("m", "h")
    assert (event.topic, event.subject) == ("Circles", "evt.gateway.j1.-.1")
    assert command.subject == "cmd.plan.j1.-.1"


@pytest.mark.parametrize("text", [LINES, TAGS], ids=["lines", "nested tags"])
def test_an_outline_is_posted_back_in_either_form(text: str) -> None:
    command = implement_requested(IDS, ImplementRequest(topic="T", plan_xml=text)).command
    assert isinstance(command, ImplementScenes)
    assert [(scene.number, scene.title) for scene in command.scenes] == [
        (1, "Squares"),
        (2, "Proof"),
    ]
    assert command.scenes[0].description == "What"


@pytest.mark.parametrize(
    ("outline", "title"),
    [
        (LINES, "Proof"),
        (TAGS, "Proof"),
        ("<SCENE_2>\nScene Title: Proof\n</SCENE_2>", "Proof"),
        ("<SCENE_7>\nScene Title: Proof\n</SCENE_7>", "Proof"),
        ("scene title: Proof\nScene Layout: left", "Proof"),
        ("Show why it is true.", "Scene 2"),
    ],
    ids=["outline", "nested tags", "its tags", "another number", "bare fields", "prose"],
)
def test_a_scene_is_found_in_what_was_posted(outline: str, title: str) -> None:
    request = CodeRequest(
        topic="T",
        scene_number=2,
        scene_outline=outline,
        implementation="Storyboard: see\nTechnical: build\nNarration: say",
    )
    command = code_requested(IDS, request).command
    assert isinstance(command, WriteScene)
    assert (command.outline.number, command.outline.title) == (2, title)
    plan = command.implementation
    assert (plan.storyboard, plan.technical, plan.narration) == ("see", "build", "say")
    assert command.subject == "cmd.code.j1.2.1"


def test_without_a_topic_the_scene_has_one() -> None:
    request = CodeRequest(scene_number=1, scene_outline=LINES, implementation="Draw it.")
    assert code_requested(IDS, request).topic == "Squares"


def test_a_render_keeps_what_is_only_given_back() -> None:
    request = RenderRequest(topic="T", code="x = 1", scene_number=3, version=4, quality="low")
    event = render_requested(IDS, request)
    assert isinstance(event.command, RenderScene)
    assert (event.topic, event.version, event.command.code) == ("T", 4, "x = 1")
    assert event.command.options.quality == "low"


def test_a_combine_takes_the_parts_that_were_found() -> None:
    part: Any = {
        "scene_number": 1,
        "title": "T",
        "duration": 1,
        "video": {"name": "video.mp4", "content_type": "v", "size": 1, "sha256": "0" * 64}
        | {"key": "k"},
    }
    found = CombineScenes.model_validate({**IDS, "inputs": [part]}).inputs
    request = CombineRequest(topic="T", job_ids=("j0",))
    command = combine_requested(IDS, request, found).command
    assert isinstance(command, CombineScenes)
    assert command.inputs == found


@pytest.mark.parametrize(
    ("model", "body", "where"),
    [
        (PlanRequest, {"topic": " ", "description": "x"}, "topic"),
        (PlanRequest, {"topic": "T"}, "description"),
        (PlanRequest, {"topic": "T\x00", "description": ""}, "topic"),
        (PlanRequest, {"topic": "T", "description": "", "scene_count": 21}, "scene_count"),
        (ImplementRequest, {"topic": "T", "plan_xml": "no scenes"}, "plan_xml"),
        (CodeRequest, {"scene_number": 3, "scene_outline": LINES}, "scene_outline"),
        (CodeRequest, {"scene_number": 0, "scene_outline": LINES}, "scene_number"),
        (CodeRequest, {"scene_number": 1, "implementation": "```\n```"}, "implementation"),
        (RenderRequest, {"topic": "T", "code": "", "scene_number": 1}, "code"),
        (RenderRequest, {"topic": "T", "code": "x", "scene_number": 1, "version": -1}, "version"),
        (CombineRequest, {"topic": "T", "job_ids": ["a.b"]}, "job_ids"),
        (CombineRequest, {"topic": "T", "job_ids": ["a"] * 21}, "job_ids"),
        (CombineRequest, {"topic": "T", "job_ids": ["a"], "inputs": ["b"]}, ""),
        (CombineRequest, {"topic": "T", "job_ids": []}, ""),
    ],
)
def test_what_is_wrong_is_named(model: Any, body: dict[str, Any], where: str) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(body)
    assert where in {
        str(error["loc"][0]) if error["loc"] else "" for error in caught.value.errors()
    }
