"""What clients ask of one agent: the bodies of the low-level POSTs."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator
from pydantic_core.core_schema import ValidationInfo

from shared.contracts.base import Contract, Name, SceneNumber
from shared.contracts.code import Code
from shared.contracts.plan import SceneOutline
from shared.contracts.request import Quality
from shared.grammar.implementation import read_implementation
from shared.grammar.outline import read_outline, read_scene

OUTLINE_LIMIT = 200_000
PLAN_LIMIT = 50_000


def _text_only(text: str) -> str:
    if "\x00" in text:
        raise ValueError("must not contain NUL characters")
    return text


Topic = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(_text_only),
]
Description = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=20_000),
    AfterValidator(_text_only),
]
ModelName = Annotated[str, Field(min_length=1, max_length=200)]


class AgentRequest(Contract):
    """What every agent is told. `project_id` says whose the job is."""

    session_id: Name | None = None
    project_id: Name | None = None


class AuthorRequest(AgentRequest):
    """For the agents that write; None means the service's own model."""

    model: ModelName | None = None
    helper_model: ModelName | None = None


class PlanRequest(AuthorRequest):
    """Outline `scene_count` scenes."""

    topic: Topic
    description: Description
    scene_count: Annotated[int, Field(ge=1, le=20)] | None = Field(
        default=None, description="3 when left out."
    )


class ImplementRequest(AuthorRequest):
    """Work out every scene of an outline."""

    topic: Topic
    description: Description | None = None
    plan_xml: str = Field(
        min_length=1, max_length=OUTLINE_LIMIT, description="The outline as `/plan` writes it."
    )

    @field_validator("plan_xml")
    @classmethod
    def _holds_scenes(cls, text: str) -> str:
        read_outline(_text_only(text))
        return text


class CodeRequest(AuthorRequest):
    """Write the program of one scene."""

    # First, since the outline is read by it.
    scene_number: SceneNumber
    topic: Topic | None = None
    description: Description | None = None
    scene_outline: str = Field(
        min_length=1,
        max_length=OUTLINE_LIMIT,
        description="The scene in its tags, or the whole outline; prose is taken as description.",
    )
    implementation: str = Field(
        min_length=1, max_length=PLAN_LIMIT, description="One of the `scene_plans`."
    )

    @field_validator("scene_outline")
    @classmethod
    def _holds_the_scene(cls, text: str, info: ValidationInfo) -> str:
        if "scene_number" in info.data:
            read_scene(_text_only(text), info.data["scene_number"])
        return text

    @field_validator("implementation")
    @classmethod
    def _says_something(cls, text: str) -> str:
        read_implementation(_text_only(text), SceneOutline(number=1, title=""))
        return text


class RenderRequest(AgentRequest):
    """Render a program; `version` is only given back."""

    topic: Topic
    code: Code
    scene_number: SceneNumber
    version: int = Field(default=0, ge=0, le=1_000_000)
    quality: Quality | None = Field(default=None, description="medium when left out.")


class CombineRequest(AgentRequest):
    """Join videos in the order given, named by their render jobs or by these jobs' files."""

    topic: Topic
    job_ids: tuple[Name, ...] | None = Field(default=None, max_length=20)
    inputs: tuple[Annotated[str, Field(max_length=500)], ...] | None = Field(
        default=None, max_length=20, description="`output_url`s of render jobs."
    )
    use_hardware_acceleration: bool = False

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if bool(self.job_ids) == bool(self.inputs):
            raise ValueError("give either job_ids or inputs, with at least one part")
        return self
