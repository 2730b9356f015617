"""What a render left behind, looked at by a process that has not run the program."""

import os
import stat
from pathlib import Path
from typing import Any

import av
from PIL import Image

from services.renderer import captions
from services.renderer.job import Rendered

_LARGEST_TEXT = 1024**2


class NotAsPromised(Exception):
    """A file is missing, or is not what its name says."""


def probe(directory: Path) -> Rendered:
    """The facts of video.mp4, after a look at the files beside it. Raises `NotAsPromised`."""
    try:
        facts = _video(_plain(directory / "video.mp4"))
        with Image.open(_plain(directory / "thumbnail.png"), formats=["PNG"]) as poster:
            if poster.width > 640 or poster.height > 360:
                raise NotAsPromised(f"a poster of {poster.width}x{poster.height}")
            poster.load()
        texts = [name for name in ("captions.vtt", "captions.srt") if (directory / name).exists()]
        for name in texts:
            path = _plain(directory / name)
            if path.stat().st_size > _LARGEST_TEXT:
                raise NotAsPromised(f"{name} is too large")
            captions.parsed(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError, av.FFmpegError) as error:
        raise NotAsPromised(f"{type(error).__name__}: {error}") from error
    return Rendered(**facts, has_captions=len(texts) == 2)


def _plain(path: Path) -> Path:
    """No link, no device: a file of this directory."""
    facts = os.lstat(path)
    if not stat.S_ISREG(facts.st_mode) or facts.st_nlink != 1:
        raise NotAsPromised(f"{path.name} is no plain file")
    return path


def _video(path: Path) -> dict[str, Any]:
    with av.open(str(path), format="mp4") as container:
        if len(container.streams.video) != 1 or len(container.streams) > 2:
            raise NotAsPromised("not one video stream")
        stream = container.streams.video[0]
        if stream.codec_context.name != "h264" or stream.pix_fmt != "yuv420p":
            raise NotAsPromised(f"{stream.codec_context.name} in {stream.pix_fmt}")
        rate, base, length = stream.average_rate, stream.time_base, stream.duration
        if not rate or not base or not length:
            raise NotAsPromised("a video without a rate or a duration")
        frames = sum(1 for packet in container.demux(stream) if packet.size)
        return {
            "duration": float(length * base),
            "frames": frames,
            "width": stream.width,
            "height": stream.height,
            "fps": round(rate),
            "has_audio": bool(container.streams.audio),
        }
