"""Writes down what a scene shows at the end of every play."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from manim import ManimColor, Mobject, Scene, config
from manim.camera.camera import Camera
from manim.utils.iterables import list_update

from services.renderer.layout.record import FILE, MAX_BYTES, MAX_MOMENTS, Moment, Record
from services.renderer.layout.units import Gathered, Units
from services.renderer.layout.view import View
from services.renderer.program import FILE_NAME

_PATIENCE = 1.0
"""Seconds of CPU that looking may take; afterwards only every fourth play is looked at."""

_LISTED = 60
"""Members of one list or group that get a name."""


class Observer:
    """Looks at a scene, and never disturbs it: what it cannot read it leaves out."""

    def __init__(self, pixel_height: int) -> None:
        self._pixels = pixel_height
        self._units = Units()
        self._moments: list[Moment] = []
        self._complete = True
        self._cost = 0.0
        self._since = 0.0

    def look(self, scene: Scene, *, play: int, at: float, seconds: float, still: bool) -> None:
        """At the end of the play; `at` and `seconds` of video."""
        self._since += seconds
        if len(self._moments) >= MAX_MOMENTS or (self._cost > _PATIENCE and play % 4):
            self._complete = False
            return
        began = time.process_time()
        try:
            frames = list(_program_frames(sys._getframe()))
            camera = scene.renderer.camera
            assert isinstance(camera, Camera)
            view = View.of(camera)
            found = self._units.gather(_shown(scene), view, _names(scene, frames))
            self._moments.append(
                self._moment(camera, found, play=play, at=at, still=still, frames=frames)
            )
            self._since = 0.0
        except Exception:
            # A program may have bent anything; that is for the renderer to judge, not for us.
            self._complete = False
        self._cost += time.process_time() - began

    def _moment(
        self,
        camera: Camera,
        found: Gathered,
        *,
        play: int,
        at: float,
        still: bool,
        frames: list[FrameType],
    ) -> Moment:
        self._complete = self._complete and found.complete
        return Moment(
            play=play,
            at=round(at, 2),
            seconds=round(self._since, 2),
            still=still,
            line=_line(frames),
            background=_background(camera),
            objects=min(found.objects, 1_000_000),
            shown=tuple(found.shown),
        )

    def record(self) -> Record:
        height = float(config["frame_height"])
        return Record(
            frame=(round(float(config["frame_width"]), 3), round(height, 3)),
            pixels=round(self._pixels / height, 3),
            things=tuple(self._units.things),
            groups=self._units.groups,
            moments=tuple(self._moments),
            complete=self._complete,
        )

    def write(self, directory: Path) -> None:
        """Leave the record, if the program lets us; one that is too large loses moments."""
        with suppress(Exception):
            path = directory / FILE
            path.unlink(missing_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(self._text())

    def _text(self) -> str:
        record = self.record()
        text = record.model_dump_json(exclude_defaults=True)
        while len(text.encode()) > MAX_BYTES and len(record.moments) > 2:
            kept = (*record.moments[:-1:2], record.moments[-1])
            record = record.model_copy(update={"moments": kept, "complete": False})
            record = _without_unseen(record)
            text = record.model_dump_json(exclude_defaults=True)
        return text


def _without_unseen(record: Record) -> Record:
    used = sorted({index for moment in record.moments for index in moment.shown})
    place = {old: new for new, old in enumerate(used)}
    moments = tuple(
        moment.model_copy(update={"shown": tuple(place[index] for index in moment.shown)})
        for moment in record.moments
    )
    things = tuple(record.things[index] for index in used)
    return record.model_copy(update={"moments": moments, "things": things})


def _shown(scene: Scene) -> list[Mobject]:
    shown: list[Mobject] = list_update(scene.mobjects, scene.foreground_mobjects)
    return shown


def _background(camera: Camera) -> str:
    return ManimColor.parse(camera.background_color).to_hex().lower()[:7]


def _program_frames(frame: FrameType | None) -> Iterator[FrameType]:
    """Those of the program, the innermost first."""
    while frame is not None:
        if frame.f_code.co_filename == FILE_NAME:
            yield frame
        frame = frame.f_back


def _line(frames: list[FrameType]) -> int | None:
    """Where `construct` is, or what is the innermost of the program."""
    for frame in frames:
        if frame.f_code.co_name == "construct":
            return frame.f_lineno
    return frames[0].f_lineno if frames else None


def _names(scene: Scene, frames: list[FrameType]) -> dict[int, str]:
    """What the program calls its objects."""
    names: dict[int, str] = {}
    for frame in frames:
        for name, value in frame.f_locals.items():
            _name(names, name, value)
    for name, value in vars(scene).items():
        if name not in ("mobjects", "foreground_mobjects", "moving_mobjects", "static_mobjects"):
            _name(names, f"self.{name}", value)
    return names


def _name(names: dict[int, str], name: str, value: Any) -> None:
    if isinstance(value, Mobject):
        names.setdefault(id(value), name)
    elif isinstance(value, list | tuple):
        for place, member in enumerate(value[:_LISTED]):
            if isinstance(member, Mobject):
                names.setdefault(id(member), f"{name}[{place}]")
    elif isinstance(value, dict):
        for key, member in list(value.items())[:_LISTED]:
            if isinstance(member, Mobject) and isinstance(key, str | int):
                names.setdefault(id(member), f"{name}[{key!r}]")
