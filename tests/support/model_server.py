"""A scripted model server: real HTTP on a free port, OpenAI's chat completions on the wire."""

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.support.model_answers import Answer, http_error


@dataclass(frozen=True)
class Question:
    """A request as the server got it. Header names are in lower case."""

    body: Mapping[str, Any]
    headers: Mapping[str, str]

    @property
    def system(self) -> str:
        return self._of("system")

    @property
    def user(self) -> str:
        return self._of("user")

    @property
    def step(self) -> str:
        """`plan`, `implement` or `code`: which of our prompts it is."""
        for step, words in _FIRST_WORDS.items():
            if self.system.startswith(words):
                return step
        return "unknown"

    def _of(self, role: str) -> str:
        texts = [m["content"] for m in self.body["messages"] if m["role"] == role]
        return "\n".join(texts)


_FIRST_WORDS = {
    "plan": "You plan short educational videos",
    "implement": "You turn one scene of a planned educational video",
    "code": "You write one scene of an educational video",
}

Script = Callable[[Question], Answer]


def in_order(answers: Iterable[Answer]) -> Script:
    """One answer after the other; a question too many is refused, so that nothing loops."""
    rest = iter(answers)
    return lambda _: next(rest, http_error(400, "the script has no further answer"))


def by_step(**answers: Answer | Iterable[Answer]) -> Script:
    """`by_step(plan=PLAN, code=[RAISING_PROGRAM, PROGRAM])`: a single answer is given always."""
    scripts: dict[str, Script] = {}
    for step, given in answers.items():
        scripts[step] = _always(given) if isinstance(given, Answer) else in_order(given)
    unknown = _always(http_error(400, "the script does not know this step"))
    return lambda question: scripts.get(question.step, unknown)(question)


def _always(answer: Answer) -> Script:
    return lambda _: answer


class ModelServer:
    """`with ModelServer(script) as server:` answers at `server.base_url` until the block ends."""

    def __init__(self, script: Script | Iterable[Answer]) -> None:
        self.questions: list[Question] = []
        self._script = script if callable(script) else in_order(script)
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def answer(self, question: Question) -> Answer:
        with self._lock:
            self.questions.append(question)
            return self._script(question)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                headers = {name.lower(): value for name, value in self.headers.items()}
                if self.path != "/v1/chat/completions":
                    self._send(http_error(404, f"no route {self.path}"), "")
                    return
                answer = server.answer(Question(body, headers))
                if answer.hang:
                    server._closing.wait()
                elif not answer.drop:
                    self._send(answer, body["model"])
                self.close_connection = True

            def _send(self, answer: Answer, model: str) -> None:
                body = answer.body if answer.body is not None else completion(answer, model)
                is_text = isinstance(body, str)
                data = (body if isinstance(body, str) else json.dumps(body)).encode()
                self.send_response(answer.status)
                self.send_header("content-type", "text/html" if is_text else "application/json")
                self.send_header("content-length", str(len(data)))
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: Any) -> None:
                """The test says what it needs to say."""

        return Handler


def completion(answer: Answer, model: str) -> dict[str, Any]:
    """The wire format of a finished chat completion."""
    asked, answered = answer.tokens
    return {
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": model,
        "choices": [
            {
                "index": 0,
                "finish_reason": answer.finish_reason,
                "message": {
                    "role": "assistant",
                    "content": None if answer.refusal else answer.text,
                    "refusal": answer.refusal,
                },
            }
        ],
        "usage": {
            "prompt_tokens": asked,
            "completion_tokens": answered,
            "total_tokens": asked + answered,
        },
    }
