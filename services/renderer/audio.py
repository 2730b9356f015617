"""Sound beside pictures: one continuous AAC track, silent where nothing is heard."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from heapq import merge
from pathlib import Path
from typing import Any, TypeAlias

import av
import numpy as np
import numpy.typing as npt
from av.audio.resampler import AudioResampler

RATE = 48_000
_FRAME = 1024
_BIT_RATE = 128_000

Samples = npt.NDArray[np.float32]
"""2 x n, -1..1, at `RATE`."""

AnyPacket: TypeAlias = "av.Packet[Any]"


def has_audio(path: Path) -> bool:
    with av.open(str(path)) as container:
        return bool(container.streams.audio)


def samples_of(path: Path, duration: float) -> Samples:
    """The sound of a file, cut or filled with silence to `duration` seconds."""
    wanted = round(duration * RATE)
    whole = np.zeros((2, wanted), dtype=np.float32)
    with av.open(str(path)) as container:
        if not container.streams.audio:
            return whole
        resampler = AudioResampler(format="fltp", layout="stereo", rate=RATE)
        at = 0
        for decoded in container.decode(audio=0):
            for frame in resampler.resample(decoded):
                at = _put(whole, at, frame.to_ndarray())
        for frame in resampler.resample(None):
            at = _put(whole, at, frame.to_ndarray())
    return whole


def _put(whole: Samples, at: int, samples: npt.NDArray[Any]) -> int:
    count: int = min(samples.shape[1], whole.shape[1] - at)
    whole[:, at : at + count] = samples[:, :count]
    return at + count


def add_track(container: av.container.OutputContainer) -> av.AudioStream:
    stream = container.add_stream("aac", rate=RATE)
    stream.codec_context.layout = "stereo"
    stream.codec_context.format = "fltp"
    stream.codec_context.bit_rate = _BIT_RATE
    return stream


def packets(stream: av.AudioStream, blocks: Iterable[Samples]) -> Iterator[AnyPacket]:
    """The encoded blocks, one after the other without a gap."""
    rest = np.zeros((2, 0), dtype=np.float32)
    at = 0
    for block in blocks:
        rest = np.concatenate([rest, block], axis=1)
        while rest.shape[1] >= _FRAME:
            yield from stream.encode(_frame(rest[:, :_FRAME], at))
            rest = rest[:, _FRAME:]
            at += _FRAME
    if rest.shape[1]:
        yield from stream.encode(_frame(rest, at))
    yield from stream.encode(None)


def _frame(samples: Samples, at: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(
        np.ascontiguousarray(samples), format="fltp", layout="stereo"
    )
    frame.sample_rate = RATE
    frame.pts = at
    frame.time_base = Fraction(1, RATE)
    return frame


def interleaved(pictures: Iterable[AnyPacket], sound: Iterable[AnyPacket]) -> Iterator[AnyPacket]:
    """Both in the order of their time, as a player reads them."""
    return merge(pictures, sound, key=_time)


def _time(packet: AnyPacket) -> float:
    assert packet.dts is not None
    return float(packet.dts * (packet.time_base or 0))


def add_sound(video: Path, sound: Path, path: Path) -> None:
    """Write the pictures of `video`, copied, and the sound of `sound` to `path`."""
    with (
        av.open(str(video)) as source,
        av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container,
    ):
        pictures = source.streams.video[0]
        duration = (pictures.duration or 0) * (pictures.time_base or 0)
        samples = samples_of(sound, float(duration))
        copied = container.add_stream_from_template(pictures)
        track = add_track(container)
        container.start_encoding()

        def copies() -> Iterator[AnyPacket]:
            for packet in source.demux(pictures):
                if packet.dts is not None:
                    packet.stream = copied
                    yield packet

        container.mux(list(interleaved(copies(), packets(track, [samples]))))
