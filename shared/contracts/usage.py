"""What a step has cost."""

from pydantic import Field

from .base import Contract


class Usage(Contract):
    """Tokens as the model's endpoint counted them, seconds that it took; CPU seconds of renders.

    `cost` in the currency of the price table; None where no price is known.
    """

    model: str | None = None
    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    seconds: float = Field(default=0, ge=0)
    cpu_seconds: float = Field(default=0, ge=0)
    cost: float | None = Field(default=None, ge=0)

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens

    def __add__(self, other: "Usage") -> "Usage":
        costs = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Usage(
            model=other.model or self.model,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            seconds=self.seconds + other.seconds,
            cpu_seconds=self.cpu_seconds + other.cpu_seconds,
            cost=sum(costs) if costs else None,
        )
