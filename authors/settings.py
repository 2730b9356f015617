"""Who writes, and where the model is."""

from typing import Literal, Self

from pydantic import AliasChoices, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class ModelSettings(BaseSettings):
    """Any OpenAI-compatible endpoint. Times in seconds.

    Environment: `MODEL_*`; the base URL and the key also by the names of the OpenAI SDK.
    """

    model_config = SettingsConfigDict(env_prefix="MODEL_", extra="ignore", populate_by_name=True)

    author: Literal["auto", "model", "offline"] = Field(
        default="auto", description="auto: the model when a key or a base URL is configured."
    )
    base_url: str | None = Field(
        default=None, validation_alias=AliasChoices("MODEL_BASE_URL", "OPENAI_BASE_URL")
    )
    api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("MODEL_API_KEY", "OPENAI_API_KEY")
    )
    name: str = Field(default="gpt-5-mini", min_length=1)
    timeout: float = Field(default=240, gt=0, description="For one answer, first byte to last.")
    max_tokens: int | None = Field(
        default=None, ge=1, description="Ceiling for one answer; None: the endpoint's own."
    )
    structured: bool = Field(
        default=True, description="Ask for JSON by schema until the endpoint says that it cannot."
    )
    prices: dict[str, tuple[float, float]] = Field(
        default_factory=dict,
        description='Per million tokens in and out, by model: {"gpt-5-mini": [0.25, 2.0]}.',
    )
    concurrency: int = Field(default=10, ge=1, description="Questions asked at the same time.")

    @field_validator("base_url", "api_key", mode="before")
    @classmethod
    def _empty_means_none(cls, value: object) -> object:
        # Compose files and secrets pass unset variables on as empty strings.
        return None if value == "" else value

    @model_validator(mode="after")
    def _model_needs_an_endpoint(self) -> Self:
        if self.author == "model" and not self._configured:
            raise ValueError("MODEL_AUTHOR=model needs OPENAI_API_KEY or MODEL_BASE_URL")
        return self

    @property
    def uses_model(self) -> bool:
        """False: the offline author writes."""
        return self.author == "model" or (self.author == "auto" and self._configured)

    @property
    def _configured(self) -> bool:
        return self.base_url is not None or self.api_key is not None
