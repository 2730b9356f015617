"""`chalkstream generate`: a prompt in, video files out."""

import asyncio
import re
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cli.answers import TaskStatus, VideoResult
from cli.client import ApiError, Client
from cli.display import Display, one_line, printable
from cli.download import Fetched, fetch, files_of
from cli.follow import follow

_CANCEL_SECONDS = 15.0


@dataclass(frozen=True)
class Order:
    """What the user asks for."""

    prompt: str
    scenes: int
    quality: str
    project: str = "cli"

    @property
    def request(self) -> dict[str, Any]:
        return {
            "project_id": self.project,
            "content_prompt": self.prompt,
            "scene_count": self.scenes,
            "render_config": {"quality": self.quality},
        }


class TaskFailed(Exception):
    """The task ended without its video; the text is for the user."""


@dataclass(frozen=True)
class Delivery:
    """The files of a finished task, the combined video last."""

    files: tuple[Fetched, ...]

    @property
    def combined(self) -> Path:
        return self.files[-1].path.absolute()


async def generate(api: Client, order: Order, out: Path, display: Display) -> Delivery:
    """Cancelled itself, it cancels the task. Raises `TaskFailed` or `ApiError`."""
    task_id = await api.generate(order.request, idempotency_key=str(uuid.uuid4()))
    display.say(f"task {task_id}")
    try:
        status = await follow(api, task_id, display.show)
    except asyncio.CancelledError:
        display.say("cancelling the task (Ctrl-C again leaves at once)")
        await _cancel(api, task_id)
        raise
    if status.status != "completed":
        raise TaskFailed(explain(status))
    result = await api.result(task_id)
    if result is None or not result.s3_combined_video_url:
        raise TaskFailed(f"task {task_id} is completed, but has no video")
    for remark in _remarks(result):
        display.say(remark)
    return Delivery(tuple([await fetch(wanted) for wanted in files_of(result, out)]))


def new_folder(prompt: str, parent: Path = Path("out")) -> Path:
    """A folder named after the prompt that is not there yet."""
    words = re.findall(r"[a-z0-9]+", prompt.lower())
    name = "-".join(words)[:48].strip("-") or "video"
    folder, number = parent / name, 1
    while folder.exists():
        number += 1
        folder = parent / f"{name}-{number}"
    return folder


def explain(status: TaskStatus) -> str:
    """Why a task did not end well: its error, then each broken scene with its attempt."""
    lines = [f"task {status.task_id} {status.status}"]
    if status.error:
        lines[0] += f": {status.error.strip()}"
    for scene in status.scenes:
        if scene.error and scene.state != "ready":
            attempt = f", attempt {scene.attempt}" if scene.attempt else ""
            error = one_line(scene.error)
            if error not in lines[0]:
                lines.append(f"scene {scene.number} ({scene.title or '?'}{attempt}): {error}")
            else:
                lines.append(f"scene {scene.number} ({scene.title or '?'}{attempt})")
    return printable("\n".join(lines))


def listing(files: tuple[Fetched, ...], out: Path) -> list[str]:
    """One line per file: its name, the length of a video, its size."""
    names = [str(file.path.relative_to(out)) for file in files]
    width = max(map(len, names))
    return [
        f"  {name:<{width}}  {_length(file.seconds):>8}  {_size(file.size):>9}"
        for name, file in zip(names, files, strict=True)
    ]


async def _cancel(api: Client, task_id: str) -> None:
    with suppress(ApiError, TimeoutError):
        async with asyncio.timeout(_CANCEL_SECONDS):
            await api.cancel(task_id)
            while not (await api.status(task_id)).final:
                await asyncio.sleep(0.2)


def _remarks(result: VideoResult) -> list[str]:
    remarks = []
    if result.authored_by == "offline-outline":
        remarks.append(
            "note: no model is configured and no lesson of the library fits this prompt: "
            "the video is an outline made of the prompt's own sentences"
        )
    remarks += [
        f"scene {scene.scene_number} is missing: {one_line(scene.error_message or scene.status)}"
        for scene in result.scenes
        if not scene.s3_video_url
    ]
    return remarks


def _length(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{int(seconds // 60)}:{seconds % 60:04.1f}"


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.1f} kB"
