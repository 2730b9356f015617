"""Any endpoint that speaks OpenAI's chat completions. The only door to the `openai` SDK."""

import asyncio
import json
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Self

import openai
import structlog
from pydantic import BaseModel, Field

from authors.model import Completion, Prompt, Refused
from authors.settings import ModelSettings
from shared.contracts.usage import Usage
from shared.errors import Unavailable
from shared.grammar.answers import shorten

log = structlog.get_logger()

LATER_STATUSES = frozenset({408, 409, 425, 429})
PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)

_FORMAT_WORDS = ("response_format", "json_schema", "structured output", "guided")


class OpenAIModel:
    """A `Model`. Connects at the first question; as a context manager it closes its connections."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._turns = asyncio.Semaphore(settings.concurrency)
        self._dialects: dict[str, _Dialect] = {}
        key = settings.api_key.get_secret_value() if settings.api_key else ""
        self._client = openai.AsyncOpenAI(
            # Local servers want no key, but the SDK insists on one.
            api_key=key or "none",
            base_url=settings.base_url,
            timeout=settings.timeout,
            # How often and how late to try again is the workflow's decision.
            max_retries=0,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

    async def complete(self, prompt: Prompt) -> Completion:
        name = prompt.model or self._settings.name
        async with self._turns:
            began = time.monotonic()
            try:
                async with asyncio.timeout(self._settings.timeout):
                    answer = await self._ask(name, prompt)
            except (TimeoutError, openai.APITimeoutError) as error:
                limit = self._settings.timeout
                raise Unavailable(f"the model did not answer within {limit:g} s") from error
            except openai.APIConnectionError as error:
                raise Unavailable("the model's endpoint cannot be reached") from error
            except openai.APIStatusError as error:
                raise self._judged(error, name) from error
            except (openai.APIError, ValueError) as error:
                raise Unavailable("the model's endpoint sent an unreadable answer") from error
        completion = self._priced(_completion(answer, name), name, time.monotonic() - began)
        log.info(
            "model answered",
            model=completion.usage.model,
            input_tokens=completion.usage.input_tokens,
            output_tokens=completion.usage.output_tokens,
            truncated=completion.truncated,
            seconds=round(completion.usage.seconds, 2),
            cost=completion.usage.cost,
        )
        return completion

    async def _ask(self, name: str, prompt: Prompt) -> "_Answer":
        dialect = self._dialects.get(name) or _Dialect(structured=self._settings.structured)
        while True:
            try:
                # Raw, because the SDK takes any JSON for a completion and fails only later.
                raw = await self._client.chat.completions.with_raw_response.create(
                    model=name,
                    messages=[
                        {"role": "system", "content": prompt.system},
                        {"role": "user", "content": prompt.user},
                    ],
                    **dialect.options(prompt, self._settings.max_tokens),
                )
                return _Answer.model_validate_json(_storable(raw.content))
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                learnt = dialect.learn(error, prompt)
                if learnt is None:
                    raise
                dialect = self._dialects[name] = learnt

    def _priced(self, completion: Completion, name: str, seconds: float) -> Completion:
        usage = completion.usage
        prices = self._settings.prices
        price = prices.get(usage.model or name) or prices.get(name)
        cost = None
        if price is not None:
            cost = (usage.input_tokens * price[0] + usage.output_tokens * price[1]) / 1_000_000
        priced = usage.model_copy(update={"seconds": seconds, "cost": cost})
        return replace(completion, usage=priced)

    def _judged(self, error: openai.APIStatusError, name: str) -> Exception:
        """Later, or never; in words that hold no key, whatever the endpoint echoes."""
        status = error.status_code
        if error.code == "insufficient_quota":
            return Refused(f"the account of the model's endpoint has no quota left ({status})")
        if status in LATER_STATUSES or status >= 500:
            what = "is rate limited" if status == 429 else "failed"
            return Unavailable(
                f"the model's endpoint {what} ({status})",
                retry_after=_retry_after(error.response.headers.get("retry-after")),
            )
        if status in (401, 403):
            return Refused(f"the model's endpoint did not accept the key ({status})")
        if status == 404:
            return Refused(f"the endpoint knows no model {name!r} or has another base URL (404)")
        return Refused(f"the model's endpoint refused ({status}): {self._redacted(error.message)}")

    def _redacted(self, text: str) -> str:
        key = self._settings.api_key.get_secret_value() if self._settings.api_key else ""
        return shorten(text.replace(key, "[key]") if key else text, 300)


@dataclass(frozen=True)
class _Dialect:
    """Which of the standard's options one model does not take, learnt from its complaints."""

    token_limit: str = "max_tokens"
    without: frozenset[str] = frozenset()
    structured: bool = True

    def options(self, prompt: Prompt, ceiling: int | None) -> dict[str, Any]:
        limits = [limit for limit in (prompt.max_tokens, ceiling) if limit is not None]
        options: dict[str, Any] = {
            "temperature": prompt.temperature,
            self.token_limit: min(limits, default=None),
            "response_format": self._format(prompt),
        }
        return {k: v for k, v in options.items() if v is not None and k not in self.without}

    def _format(self, prompt: Prompt) -> dict[str, Any] | None:
        if prompt.structure is None or not self.structured:
            return None
        schema = {"name": prompt.structure.name, "strict": True, "schema": prompt.structure.schema}
        return {"type": "json_schema", "json_schema": schema}

    def learn(self, error: openai.APIStatusError, prompt: Prompt) -> "_Dialect | None":
        """How the same question may be put otherwise; None when that would not help."""
        text = f"{error.param} {error.message}".lower()
        # Endpoints say in many ways that they know no schemas; that they name it is enough.
        if self._format(prompt) and any(word in text for word in _FORMAT_WORDS):
            return replace(self, structured=False)
        if not any(word in text for word in ("unsupported", "not support", "unrecognized")):
            return None
        if "max_completion_tokens" in text and self.token_limit == "max_tokens":
            return replace(self, token_limit="max_completion_tokens")
        for option in ("temperature", self.token_limit):
            if option in text and option not in self.without:
                return replace(self, without=self.without | {option})
        return None


class _Part(BaseModel):
    text: str = ""


class _Message(BaseModel):
    content: str | list[_Part] | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Tokens(BaseModel):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Answer(BaseModel):
    """What is needed of a chat completion."""

    choices: list[_Choice] = Field(min_length=1)
    model: str | None = None
    usage: _Tokens | None = None


def _completion(answer: _Answer, name: str) -> Completion:
    choice = answer.choices[0]
    content = choice.message.content or ""
    text = content if isinstance(content, str) else "".join(part.text for part in content)
    if choice.finish_reason == "content_filter":
        raise Refused("the model's endpoint filtered the answer")
    if choice.message.refusal:
        raise Refused(f"the model refused: {shorten(choice.message.refusal, 300)}")
    tokens = answer.usage or _Tokens()
    return Completion(
        text=text.replace("\x00", ""),
        usage=Usage(
            model=answer.model or name,
            input_tokens=tokens.prompt_tokens or 0,
            output_tokens=tokens.completion_tokens or 0,
        ),
        truncated=choice.finish_reason == "length",
    )


def _storable(body: bytes) -> bytes:
    """The JSON with `?` for halves of surrogate pairs, which no message can hold."""
    return json.dumps(json.loads(body), ensure_ascii=False).encode("utf-8", "replace")


def _retry_after(header: str | None) -> timedelta:
    """The header holds seconds or a date; both within reason."""
    try:
        pause = timedelta(seconds=float(header or "nan"))
    except (ValueError, OverflowError):
        try:
            pause = parsedate_to_datetime(header or "") - datetime.now(UTC)
        except (TypeError, ValueError):
            return PAUSE
    return min(max(pause, timedelta(seconds=1)), LONGEST_PAUSE)
