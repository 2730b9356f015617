"""How a running task is shown: bars in a terminal, lines in a log."""

from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from cli.answers import SceneStatus, TaskStatus

_STEP = 25
"""Percent between two lines about the same state of a scene."""

_SCENE_STATES = {
    "queued": "waiting",
    "generating_code": "writing",
    "ready": "done",
    "error": "failed",
}


class Display(Protocol):
    """A context manager that is shown every status."""

    def show(self, status: TaskStatus) -> None: ...

    def say(self, text: str) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


def display(console: Console) -> Display:
    return Bars(console) if console.is_terminal else Lines(console)


class Bars:
    """One bar for the whole, one for each scene."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=30),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[note]}", markup=False),
            TimeElapsedColumn(),
            console=console,
        )
        self._whole: TaskID | None = None
        self._scenes: dict[int, TaskID] = {}

    def show(self, status: TaskStatus) -> None:
        if self._whole is None:
            self._whole = self._progress.add_task("video", total=100, note="")
        self._progress.update(self._whole, completed=status.progress, note=_step(status))
        for scene in status.scenes:
            if scene.number not in self._scenes:
                self._scenes[scene.number] = self._progress.add_task("", total=100, note="")
            self._progress.update(
                self._scenes[scene.number],
                description=_title(scene, 38),
                completed=scene.progress,
                note=_note(scene),
            )

    def say(self, text: str) -> None:
        self._progress.console.print(text, markup=False, highlight=False, soft_wrap=True)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._progress.stop()


class Lines:
    """A line whenever something has changed that is worth one."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._said: dict[int | None, tuple[object, ...]] = {}

    def show(self, status: TaskStatus) -> None:
        # Not the message: with several scenes at work it changes to and fro.
        self._once(
            None, (status.current_step, status.status), f"[{status.progress:3d} %] {_step(status)}"
        )
        for scene in status.scenes:
            mark = (scene.state, scene.attempt, scene.progress // _STEP)
            line = f"[{status.progress:3d} %]   {_title(scene, 60)}: {_note(scene)}"
            self._once(scene.number, mark, line)

    def say(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    def _once(self, about: int | None, mark: tuple[object, ...], line: str) -> None:
        if self._said.get(about) != mark:
            self._said[about] = mark
            self.say(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        pass


def _step(status: TaskStatus) -> str:
    return printable(status.message or status.current_step or status.status)


def _title(scene: SceneStatus, width: int) -> str:
    title = f"{scene.number}. {printable(scene.title)}" if scene.title else f"scene {scene.number}"
    return title if len(title) <= width else title[: width - 1] + "…"


def _note(scene: SceneStatus) -> str:
    parts = [_SCENE_STATES.get(scene.state, scene.state)]
    if scene.attempt and scene.attempt > 1:
        parts.append(f"attempt {scene.attempt}")
    if scene.frames_total and scene.state == "rendering":
        parts.append(f"{scene.frames_done or 0}/{scene.frames_total} frames")
    if scene.error and scene.state == "error":
        parts.append(one_line(scene.error))
    return ", ".join(parts)


def one_line(error: str) -> str:
    return printable(error.strip().split("\n", 1)[0][:200])


def printable(text: str) -> str:
    """Without what a terminal would obey: titles and errors may come from a model."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n")
