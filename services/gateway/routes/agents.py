"""The low-level agents: each POST is one command to one service."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Response

from services.gateway.jobs.commands import (
    code_requested,
    combine_requested,
    implement_requested,
    plan_requested,
    render_requested,
)
from services.gateway.jobs.documents import JobDocument
from services.gateway.jobs.parts import parts
from services.gateway.jobs.requests import (
    CodeRequest,
    CombineRequest,
    ImplementRequest,
    PlanRequest,
    RenderRequest,
)
from services.gateway.problems import documented
from services.gateway.routes import AGENTS_PREFIX
from services.gateway.routes.job_dependencies import GivenJobs, GivenStart

router = APIRouter(prefix=AGENTS_PREFIX, tags=["agents"])

_OUTLINE = """\
<SCENE_OUTLINE>
    <SCENE_1>
    Scene Title: Squares on the sides
    Scene Purpose: See what the theorem says
    Scene Description: A right triangle with a square on each side
    Scene Layout: Triangle in the middle, squares around it
    </SCENE_1>
</SCENE_OUTLINE>"""
_PLAN = """\
<SCENE_VISION_STORYBOARD_PLAN>
Draw the triangle, then the squares.
</SCENE_VISION_STORYBOARD_PLAN>

<SCENE_TECHNICAL_IMPLEMENTATION_PLAN>
One Polygon, three Squares.
</SCENE_TECHNICAL_IMPLEMENTATION_PLAN>

<SCENE_ANIMATION_NARRATION_PLAN>
The two small squares together are as large as the big one.
</SCENE_ANIMATION_NARRATION_PLAN>"""
_PROGRAM = """\
from manim import *


class Circles(Scene):
    def construct(self):
        self.play(Create(Circle()))
"""
_TOPIC = {"topic": "The Pythagorean theorem"}
_JOB_ID = "01976b1e-9c4d-7a52-8f3e-2d6c5b4a3f21"


def _responses(*more: int) -> dict[int | str, dict[str, Any]]:
    accepted = {
        "description": "Accepted; `Location` is the job to poll every `Retry-After` seconds.",
        "headers": {
            "Location": {"schema": {"type": "string"}},
            "Preference-Applied": {
                "description": "What was made of `Prefer`.",
                "schema": {"type": "string"},
            },
        },
    }
    return {202: accepted, **documented(400, 404, 413, 415, 422, *more)}


@router.post("/plan", status_code=202, response_model=JobDocument, responses=_responses())
async def plan(
    request: Annotated[
        PlanRequest,
        Body(examples=[{**_TOPIC, "description": "For pupils of 14 years", "scene_count": 2}]),
    ],
    jobs: GivenJobs,
    start: GivenStart,
) -> Response:
    """Outline the scenes of a video."""
    return await start(plan_requested(jobs.new_ids(request), request))


@router.post("/implement", status_code=202, response_model=JobDocument, responses=_responses())
async def implement(
    request: Annotated[ImplementRequest, Body(examples=[{**_TOPIC, "plan_xml": _OUTLINE}])],
    jobs: GivenJobs,
    start: GivenStart,
) -> Response:
    """Write the implementation plan of every scene of an outline."""
    return await start(implement_requested(jobs.new_ids(request), request))


@router.post("/code", status_code=202, response_model=JobDocument, responses=_responses())
async def code(
    request: Annotated[
        CodeRequest,
        Body(
            examples=[
                {**_TOPIC, "scene_number": 1, "scene_outline": _OUTLINE, "implementation": _PLAN}
            ]
        ),
    ],
    jobs: GivenJobs,
    start: GivenStart,
) -> Response:
    """Write the Manim program of one scene."""
    return await start(code_requested(jobs.new_ids(request), request))


@router.post("/render/scene", status_code=202, response_model=JobDocument, responses=_responses())
async def render_scene(
    request: Annotated[
        RenderRequest,
        Body(examples=[{**_TOPIC, "code": _PROGRAM, "scene_number": 1, "quality": "preview"}]),
    ],
    jobs: GivenJobs,
    start: GivenStart,
) -> Response:
    """Render a program. One that does not render is a SUCCESS whose value has an `error`."""
    return await start(render_requested(jobs.new_ids(request), request))


@router.post(
    "/render/combine", status_code=202, response_model=JobDocument, responses=_responses(409)
)
async def render_combine(
    request: Annotated[CombineRequest, Body(examples=[{**_TOPIC, "job_ids": [_JOB_ID]}])],
    jobs: GivenJobs,
    start: GivenStart,
) -> Response:
    """Join the videos of render jobs in the order given."""
    inputs = await parts(request, jobs.find, jobs_url=jobs.url)
    return await start(combine_requested(jobs.new_ids(request), request, inputs))
