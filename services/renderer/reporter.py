"""A render process's way to speak: JSON lines into its pipe, answers out of another."""

import json
import os
import time
from typing import Any

from services.renderer.job import MAX_LINE, Progress

_INTERVAL = 0.5
_SHORTEST = 0.05


class Reporter:
    """Says how far the render is: at every play, and twice a second in between.

    A program of very many short plays is not allowed to flood the pipe: two lines are at least
    50 ms apart.
    """

    def __init__(self, pipe: int, answers: int) -> None:
        self._pipe = pipe
        self._answers = answers
        self._rest = b""
        self._total: int | None = None
        self.frames_done = 0
        self._animation: str | None = None
        self._is_new = False
        self._began: float | None = None
        self._said = 0.0

    def say(self, kind: str, value: dict[str, Any]) -> None:
        line = json.dumps({kind: value}).encode() + b"\n"
        if len(line) > MAX_LINE:
            raise ValueError(f"a message of {len(line)} bytes")
        view = memoryview(line)
        while view:
            view = view[os.write(self._pipe, view) :]

    def ask(self, kind: str, value: dict[str, Any]) -> dict[str, Any]:
        """Say it, and wait for what the service answers."""
        self.say(kind, value)
        while b"\n" not in self._rest:
            if not (data := os.read(self._answers, MAX_LINE)):
                raise EOFError("nobody answers")
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def foresee(self, frames_total: int | None) -> None:
        """Drawing will take this many frames."""
        self._total = frames_total

    def animation(self, name: str) -> None:
        """A play begins. With the first one, drawing does: what came before says nothing of it."""
        if self._began is None:
            self._began = time.monotonic()
        self._animation = name
        self._is_new = True
        self._report()

    def frames(self, count: int) -> None:
        """Frames are written."""
        self.frames_done += count
        self._report()

    def _report(self) -> None:
        now = time.monotonic()
        if now - self._said < (_SHORTEST if self._is_new else _INTERVAL):
            return
        self._said = now
        self._is_new = False
        left = None
        drawing = now - self._began if self._began is not None else 0.0
        # The very first frames say little: an encoder is set up, nothing is known yet.
        if self._total and self.frames_done and drawing >= _INTERVAL:
            missing = max(0, self._total - self.frames_done)
            left = round(drawing / self.frames_done * missing, 2)
        progress = Progress(self.frames_done, self._total, self._animation, left)
        self.say("progress", progress.as_json())
