"""The picture that stands for a scene."""

from pathlib import Path

import numpy as np
from PIL import Image

from services.renderer.encoder import Pixels

SIZE = (640, 360)
_WANTED = 0.6
_MARKS = (0.6, 0.7, 0.5, 0.8, 0.4, 0.9, 0.3, 0.2, 0.1)
_ENOUGH = 0.3


class Poster:
    """Watches frames go by and keeps a small picture of a few of them.

    The frame at 60 % of the scene is wanted; where it shows much less than the fullest one (a
    scene may be clearing its stage just then), the nearest frame with enough to see is taken.
    """

    def __init__(self, frames_total: int | None) -> None:
        if frames_total:
            self._marks = sorted({max(1, round(frames_total * mark)) for mark in _MARKS})
        else:
            self._marks = [2**power for power in range(20)]
        self._seen = 0
        self._kept: list[tuple[int, float, Image.Image]] = []
        self._first: tuple[float, Image.Image] | None = None

    def see(self, pixels: Pixels, repeat: int) -> None:
        """A frame (height x width x 4, RGBA) is shown `repeat` times."""
        self._seen += repeat
        while self._marks and self._marks[0] <= self._seen:
            mark = self._marks.pop(0)
            self._kept.append((mark, *_picture(pixels)))
        if not self._kept and self._first is None:
            self._first = _picture(pixels)

    def save(self, path: Path) -> None:
        if not self._kept:
            assert self._first is not None
            self._kept.append((self._seen, *self._first))
        fullest = max(content for _, content, _ in self._kept)
        wanted = self._seen * _WANTED
        _, _, picture = min(
            (kept for kept in self._kept if kept[1] >= fullest * _ENOUGH),
            key=lambda kept: abs(kept[0] - wanted),
        )
        picture.save(path, "PNG")


def _picture(pixels: Pixels) -> tuple[float, Image.Image]:
    """How much there is to see (share of pixels unlike the corner's), and the small picture."""
    height, width = pixels.shape[:2]
    image = Image.frombuffer("RGBX", (width, height), pixels, "raw", "RGBX", 0, 1)
    whole = min(width // SIZE[0], height // SIZE[1])
    if whole > 1:
        # By a whole factor it is much faster, and for most sizes that is all.
        image = image.reduce(whole)
    image = image.convert("RGB").resize(SIZE, Image.Resampling.BOX)
    small = np.asarray(image)[::4, ::4].astype(np.int16)
    content = (np.abs(small - small[0, 0]).max(axis=2) > 24).mean()
    return float(content), image
