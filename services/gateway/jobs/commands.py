"""A client's request -> the one command that it means. Pure."""

from typing import Any

from services.gateway.jobs.requests import (
    AuthorRequest,
    CodeRequest,
    CombineRequest,
    ImplementRequest,
    PlanRequest,
    RenderRequest,
)
from shared.contracts.code import WriteScene
from shared.contracts.job import JobRequested
from shared.contracts.plan import ImplementScenes, PlanVideo
from shared.contracts.render import CombineInput, CombineScenes, RenderScene
from shared.contracts.request import ModelOptions, RenderOptions
from shared.grammar.implementation import read_implementation
from shared.grammar.outline import read_outline, read_scene

LONGEST_SCENE = 300.0
"""Seconds of video: a job has no field to allow more, so that nothing less is refused."""

_SCENES = 3


def plan_requested(ids: dict[str, str], request: PlanRequest) -> JobRequested:
    command = PlanVideo(
        **_ids(ids),
        prompt=_prompt(request.topic, request.description),
        scene_count=request.scene_count or _SCENES,
        models=_models(request),
    )
    return JobRequested(**_ids(ids), topic=request.topic, command=command)


def implement_requested(ids: dict[str, str], request: ImplementRequest) -> JobRequested:
    command = ImplementScenes(
        **_ids(ids),
        prompt=_prompt(request.topic, request.description),
        scenes=read_outline(request.plan_xml).scenes,
        models=_models(request),
    )
    return JobRequested(**_ids(ids), topic=request.topic, command=command)


def code_requested(ids: dict[str, str], request: CodeRequest) -> JobRequested:
    outline = read_scene(request.scene_outline, request.scene_number)
    topic = request.topic or outline.title
    command = WriteScene(
        **_ids(ids),
        scene_number=request.scene_number,
        topic=_prompt(topic, request.description),
        outline=outline,
        implementation=read_implementation(request.implementation, outline),
        models=_models(request),
    )
    return JobRequested(**_ids(ids), topic=topic, command=command)


def render_requested(ids: dict[str, str], request: RenderRequest) -> JobRequested:
    command = RenderScene(
        **_ids(ids),
        scene_number=request.scene_number,
        title=request.topic,
        code=request.code,
        options=RenderOptions(
            quality=request.quality or "medium", max_scene_duration=LONGEST_SCENE
        ),
    )
    return JobRequested(**_ids(ids), topic=request.topic, version=request.version, command=command)


def combine_requested(
    ids: dict[str, str], request: CombineRequest, inputs: tuple[CombineInput, ...]
) -> JobRequested:
    command = CombineScenes(
        **_ids(ids),
        inputs=inputs,
        use_hardware_acceleration=request.use_hardware_acceleration,
    )
    return JobRequested(**_ids(ids), topic=request.topic, command=command)


def _ids(ids: dict[str, str]) -> dict[str, Any]:
    # As keywords of any type: they are told apart from the fields that follow them.
    return dict(ids)


def _prompt(topic: str, description: str | None) -> str:
    return f"{topic}\n\n{description}" if description and description != topic else topic


def _models(request: AuthorRequest) -> ModelOptions:
    return ModelOptions(
        planner_model=request.model,
        scene_model=request.model,
        helper_model=request.helper_model,
    )
