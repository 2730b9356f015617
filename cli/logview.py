"""Several log files as one stream of lines in a terminal, each with its service before it."""

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from rich.console import Console
from rich.text import Text

_LOOK_SECONDS = 0.1
_COLOURS = ("cyan", "green", "yellow", "magenta", "blue", "bright_cyan", "bright_green")
_LOUD = {"[warning": "yellow", "[error": "red", "[critical": "bold red", "Traceback (": "red"}


class LogView:
    """`with` it: `run` prints what is appended to the files until it is cancelled; at the end
    comes what is left."""

    def __init__(self, logs: Mapping[str, Path], console: Console) -> None:
        self._console = console
        self._width = max((len(name) for name in logs), default=0)
        self._sources = [
            _Source(name, path, _COLOURS[i % len(_COLOURS)])
            for i, (name, path) in enumerate(logs.items())
        ]

    async def run(self) -> None:
        while True:
            self.rest()
            await asyncio.sleep(_LOOK_SECONDS)

    def rest(self) -> None:
        for source in self._sources:
            for line in source.lines():
                self.line(source.name, line, source.colour)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.rest()
        for source in self._sources:
            source.close()

    def line(self, name: str, text: str, colour: str = "white") -> None:
        line = Text(f"{name:<{self._width}} | ", style=colour, end="")
        loud = next((style for sign, style in _LOUD.items() if sign in text), "")
        line.append(text, style=loud or "default")
        self._console.print(line, soft_wrap=True, highlight=False)


class _Source:
    """The complete lines that a log gains from now on, in this file or in its successor."""

    def __init__(self, name: str, path: Path, colour: str) -> None:
        self.name = name
        self.colour = colour
        self._path = path
        self._partial = b""
        self._file = self._opened()
        if self._file is not None:
            self._file.seek(0, os.SEEK_END)

    def lines(self) -> list[str]:
        found = self._read()
        if self._was_replaced():
            self.close()
            self._file = self._opened()
            found += self._read()
        return found

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _read(self) -> list[str]:
        if self._file is None:
            return []
        *whole, self._partial = (self._partial + self._file.read()).split(b"\n")
        return [line.decode(errors="replace") for line in whole if line.strip()]

    def _opened(self) -> IO[bytes] | None:
        try:
            return self._path.open("rb")
        except FileNotFoundError:
            return None

    def _was_replaced(self) -> bool:
        try:
            there = self._path.stat().st_ino
        except FileNotFoundError:
            return False
        return self._file is None or os.fstat(self._file.fileno()).st_ino != there
