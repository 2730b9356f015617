"""A `Model` that says what a test wants it to say."""

from collections.abc import Callable

from authors.model import Completion, Prompt
from shared.contracts.usage import Usage

Said = str | Completion | Exception


class ScriptedModel:
    """Answers in order, or by a function of the prompt; keeps the prompts."""

    def __init__(self, *answers: Said, by: Callable[[Prompt], Said] | None = None) -> None:
        self.prompts: list[Prompt] = []
        self._answers = list(answers)
        self._by = by

    async def complete(self, prompt: Prompt) -> Completion:
        self.prompts.append(prompt)
        said = self._by(prompt) if self._by else self._answers.pop(0)
        if isinstance(said, Exception):
            raise said
        if isinstance(said, Completion):
            return said
        return Completion(said, Usage(model="scripted", input_tokens=10, output_tokens=5))
