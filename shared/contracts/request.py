"""What a client asks for: the body of `POST /video-generation/generate`."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, TypeAdapter, field_validator

from .base import Contract, Name

Quality = Literal["preview", "low", "medium", "high", "production"]
Resolution = Literal["720p", "1080p", "1440p", "4k"]

METADATA_LIMIT = 1024
METADATA_DEPTH = 20
PARAMS_LIMIT = 4096

FRAME_SIZES: dict[str, tuple[int, int]] = {
    "720p": (1280, 720),
    "1080p": (1920, 1080),
    "1440p": (2560, 1440),
    "4k": (3840, 2160),
}

QUALITY_PRESETS: dict[str, tuple[tuple[int, int], int]] = {
    "preview": ((854, 480), 15),
    "low": ((854, 480), 30),
    "medium": ((1920, 1080), 30),
    "high": ((1920, 1080), 60),
    "production": ((2560, 1440), 60),
}


class ModelOptions(Contract):
    """Which language models write; None means the service's own default."""

    planner_model: str | None = Field(default=None, min_length=1, max_length=200)
    scene_model: str | None = Field(default=None, min_length=1, max_length=200)
    helper_model: str | None = Field(default=None, min_length=1, max_length=200)
    temperature: float = Field(default=0.7, ge=0, le=2)
    max_tokens: int | None = Field(default=None, ge=1)
    max_scene_tokens: int = Field(
        default=300_000, ge=1, description="For all programs of one scene, repairs included."
    )
    max_scene_seconds: float = Field(
        default=1_800, gt=0, description="Of the model's time and of CPU, likewise."
    )
    use_rag: bool = False
    use_visual_fix: bool = False


class RenderOptions(Contract):
    """How scenes are drawn. `max_scene_duration` in seconds of video.

    An explicit `resolution` or `fps` is honoured at every quality; left out, the quality decides
    (medium: 1080p at 30 frames per second).
    """

    quality: Quality = "medium"
    resolution: Resolution | None = None
    fps: int | None = Field(default=None, ge=15, le=60)
    max_scene_duration: float = Field(default=30, ge=5, le=300)
    use_hardware_acceleration: bool = False
    max_retries: int = Field(default=3, ge=1, le=10)

    @property
    def frame_size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        if self.resolution is not None:
            return FRAME_SIZES[self.resolution]
        return QUALITY_PRESETS[self.quality][0]

    @property
    def frame_rate(self) -> int:
        """Frames per second."""
        return self.fps if self.fps is not None else QUALITY_PRESETS[self.quality][1]


class StorageOptions(Contract):
    """Where the results go; None means the service's own default."""

    bucket_name: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
    base_prefix: str = Field(default="", max_length=200, pattern=r"^[A-Za-z0-9_./-]*$")
    public_base_url: str | None = Field(default=None, pattern=r"^https?://[^\s]+$", max_length=500)
    enable_versioning: bool = True
    storage_class: Literal[
        "STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR"
    ] = "STANDARD"

    @field_validator("base_prefix")
    @classmethod
    def _no_way_up(cls, prefix: str) -> str:
        if ".." in prefix.split("/"):
            raise ValueError("base_prefix must not contain '..'")
        return prefix.strip("/")


class TemplateChoice(Contract):
    """A lesson by its name instead of by the prompt's words; `GET /templates` has their schemas."""

    name: str = Field(pattern=r"^[a-z0-9_]{1,64}$", examples=["pythagoras"])
    params: dict[str, Any] = Field(
        default_factory=dict,
        description="By the template's JSON Schema; what is left out has its default.",
        examples=[{"a": 5, "b": 12}],
    )

    @field_validator("params")
    @classmethod
    def _small_and_plain(cls, params: dict[str, Any]) -> dict[str, Any]:
        return _plain(params, "params", PARAMS_LIMIT)


Prompt = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=20_000)]


class VideoGenerationRequest(Contract):
    """A prompt, how many scenes to make of it, and how."""

    project_id: Name
    content_prompt: Prompt
    scene_count: int = Field(default=3, ge=1, le=20)
    session_id: Name | None = None
    template: TemplateChoice | None = None
    # `model_config` is taken by pydantic, hence the alias.
    models: ModelOptions = Field(default_factory=ModelOptions, alias="model_config")
    render: RenderOptions = Field(default_factory=RenderOptions, alias="render_config")
    storage: StorageOptions = Field(default_factory=StorageOptions, alias="s3_config")
    language: str | None = Field(default=None, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    on_scene_failure: Literal["fail", "partial"] = "fail"
    priority: Literal["low", "normal", "high"] = "normal"
    metadata: dict[str, Any] | None = Field(
        default=None, description="Echoed back; at most 1 KB as JSON."
    )

    @field_validator("models", "render", "storage", mode="before")
    @classmethod
    def _null_means_defaults(cls, value: Any) -> Any:
        return {} if value is None else value

    @field_validator("content_prompt")
    @classmethod
    def _text_only(cls, prompt: str) -> str:
        if "\x00" in prompt:
            raise ValueError("content_prompt must not contain NUL characters")
        return prompt

    @field_validator("metadata")
    @classmethod
    def _small_and_plain(cls, metadata: dict[str, Any] | None) -> dict[str, Any] | None:
        return None if metadata is None else _plain(metadata, "metadata", METADATA_LIMIT)


_OBJECT: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


def _plain(value: dict[str, Any], name: str, limit: int) -> dict[str, Any]:
    """`value` if it is JSON of at most `limit` bytes; raises ValueError otherwise."""
    document = _OBJECT.dump_json(value)
    if len(document) > limit:
        raise ValueError(f"{name} must be at most {limit} bytes as JSON")
    # It travels in every stored state: what JSON cannot hold must not get in.
    if _depth(value) > METADATA_DEPTH or _OBJECT.validate_json(document) != value:
        raise ValueError(f"{name} must be plain JSON, at most {METADATA_DEPTH} levels deep")
    return value


def _depth(value: Any) -> int:
    children = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list):
        return 0
    return 1 + max((_depth(child) for child in children), default=0)
