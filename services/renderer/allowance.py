"""What a scene may be, checked before a frame of it is drawn."""

from collections.abc import Sequence
from typing import Any

from services.renderer.job import Rejection, RenderJob
from services.renderer.program import NotShown

MAX_OBJECTS = 20_000
"""Drawn in one frame: of more, each frame takes seconds."""

MAX_PLAYS = 2_000
"""A minute of video in steps of one frame at 30 frames per second."""

_FRAMES_HELD = 12
"""Pictures of the video's size in memory at once: the camera's, the encoder's, those in between."""

_OBJECT_BYTES = 8_000
_POINT_BYTES = 100
"""With the copies that animations keep of what they move."""


class Allowance:
    """Counts what a scene asks for; raises `NotShown` when it is too much."""

    def __init__(self, job: RenderJob, memory: int | None) -> None:
        self._job = job
        self._memory = memory
        self.frames = 0
        self.plays = 0
        self.objects = 0
        self.memory = _FRAMES_HELD * 4 * job.width * job.height

    def count_frames(self, count: int) -> None:
        self.frames += count
        limit, rate = self._job.max_duration, self._job.fps
        if self.frames > limit * rate + 1:
            raise _refusal(
                "too_long",
                f"the scene lasts at least {self.frames / rate:.1f} s; "
                f"at most {limit:g} s are allowed: shorten run times and waits",
            )

    def count_objects(self, family: Sequence[Any]) -> None:
        """Everything on screen at the begin of a play, when what it moves is already there."""
        self.plays += 1
        if self.plays > MAX_PLAYS:
            raise _refusal(
                "too_long",
                f"the scene has more than {MAX_PLAYS} plays: move many objects in one play",
            )
        objects, points, bytes_of_images = _content(family)
        self.objects = max(self.objects, objects)
        if objects > MAX_OBJECTS:
            raise _refusal(
                "memory",
                f"play {self.plays} draws {objects} objects in every frame, at most {MAX_OBJECTS} "
                "are allowed: fewer objects, or a lower resolution of surfaces and fields",
            )
        needed = _FRAMES_HELD * 4 * self._job.width * self._job.height
        needed += objects * _OBJECT_BYTES + points * _POINT_BYTES + bytes_of_images
        self.memory = max(self.memory, needed)
        if self._memory is not None and needed > self._memory:
            raise _refusal(
                "memory",
                f"play {self.plays} takes about {needed >> 20} MB ({objects} objects with {points} "
                f"points), at most {self._memory >> 20} MB are allowed: fewer or simpler objects",
            )


def _content(family: Sequence[Any]) -> tuple[int, int, int]:
    """Objects, their points, and the bytes of images."""
    objects, points, images = 0, 0, 0
    for member in family:
        count = len(member.points)
        picture = getattr(member, "pixel_array", None)
        objects += bool(count) or picture is not None
        points += count
        images += 4 * getattr(picture, "nbytes", 0) if picture is not None else 0
    return objects, points, images


def _refusal(kind: Any, error: str) -> NotShown:
    return NotShown(Rejection(kind, error))
