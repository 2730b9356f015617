"""Frames in, one H.264 mp4 out."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import ColorRange, Colorspace

Pixels = npt.NDArray[np.uint8]

# What every decoder of today assumes or can read from the stream: BT.709, limited range.
_BT709 = 1
_LIMITED = 1

_CHOICES = "scenecut=0:weightp=0"
"""Each looks at every frame before it is encoded, and drawn pictures gain nothing by it."""


class VideoEncoder:
    """Encodes frames to yuv420p, all with the same parameters for the same arguments.

    Parts made with equal arguments can be joined by copying their packets. One thread: frames are
    drawn beside it, and other renders have the other cores. The quantiser is constant: for drawn
    pictures that is half the work of a constant rate factor, at the same size and no less quality.
    """

    def __init__(
        self, path: Path, *, width: int, height: int, fps: int, preset: str, qp: int
    ) -> None:
        self.frames = 0
        self._time_base = Fraction(1, fps)
        self._container = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
        stream = self._container.add_stream(
            "libx264",
            rate=fps,
            options={"preset": preset, "qp": str(qp), "bf": "0", "x264-params": _CHOICES},
        )
        stream.width, stream.height = width, height
        stream.pix_fmt = "yuv420p"
        stream.time_base = self._time_base
        context = stream.codec_context
        context.thread_count = 1
        context.time_base = self._time_base
        context.color_range = _LIMITED
        context.colorspace = _BT709
        context.color_primaries = _BT709
        context.color_trc = _BT709
        self._stream = stream

    def write(self, frame: av.VideoFrame, *, repeat: int = 1) -> None:
        """Append a frame of this size in yuv420p `repeat` times. It is free afterwards."""
        for _ in range(repeat):
            frame.pts = self.frames
            frame.time_base = self._time_base
            self.frames += 1
            self._container.mux(self._stream.encode(frame))

    def close(self) -> None:
        """Write what is still in the encoder, and the index."""
        self._container.mux(self._stream.encode())
        self._container.close()


def converted(frame: av.VideoFrame, width: int, height: int) -> av.VideoFrame:
    """A frame of any size and pixel format as the encoder takes it."""
    return frame.reformat(
        width=width,
        height=height,
        format="yuv420p",
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
    )
