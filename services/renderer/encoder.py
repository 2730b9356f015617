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


class VideoEncoder:
    """Encodes RGBA frames to yuv420p, all with the same parameters for the same arguments.

    Parts made with equal arguments can be joined by copying their packets. One thread: frames are
    drawn beside it, and other renders have the other cores.
    """

    def __init__(
        self, path: Path, *, width: int, height: int, fps: int, preset: str, crf: int
    ) -> None:
        self.frames = 0
        self._size = (width, height)
        self._time_base = Fraction(1, fps)
        self._container = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
        stream = self._container.add_stream(
            "libx264", rate=fps, options={"preset": preset, "crf": str(crf)}
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

    def write(self, pixels: Pixels, *, repeat: int = 1) -> None:
        """Append a frame (height x width x 4, uint8, RGBA) `repeat` times."""
        frame = av.VideoFrame.from_numpy_buffer(pixels, format="rgba")
        self.write_frame(frame, repeat=repeat)

    def write_frame(self, frame: av.VideoFrame, *, repeat: int = 1) -> None:
        """Append a frame of any size and pixel format `repeat` times."""
        width, height = self._size
        converted = frame.reformat(
            width=width,
            height=height,
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
        )
        for _ in range(repeat):
            converted.pts = self.frames
            converted.time_base = self._time_base
            self.frames += 1
            self._container.mux(self._stream.encode(converted))

    def close(self) -> None:
        """Write what is still in the encoder, and the index."""
        self._container.mux(self._stream.encode())
        self._container.close()

    def abort(self) -> None:
        self._container.close()
