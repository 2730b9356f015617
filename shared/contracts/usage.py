"""What a step has cost."""

from pydantic import Field

from .base import Contract


class Usage(Contract):
    """Tokens as the model's endpoint counted them; seconds of CPU for renders."""

    model: str | None = None
    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    cpu_seconds: float = Field(default=0, ge=0)

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            model=other.model or self.model,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cpu_seconds=self.cpu_seconds + other.cpu_seconds,
        )
