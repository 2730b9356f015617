"""Several scenes' videos made into one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av

from services.renderer import audio, captions
from services.renderer.captions import Cue
from services.renderer.encoder import VideoEncoder, converted
from services.renderer.job import Joined, Part

if TYPE_CHECKING:
    from av.container.core import Chapter

_PRESET, _QP = "superfast", 23
_SECTION_MS = Fraction(1, 1000)


class Unreadable(Exception):
    """A part is no video that can be joined."""


@dataclass(frozen=True)
class _Facts:
    """One part: what must be equal for a copy, and how long it is."""

    codec: str
    size: tuple[int, int]
    pixel_format: str
    rate: Fraction
    time_base: Fraction
    header: bytes
    ticks: int
    frames: int
    has_audio: bool

    @property
    def duration(self) -> float:
        return float(self.ticks * self.time_base)

    def can_follow(self, first: "_Facts") -> bool:
        return (
            self.codec,
            self.size,
            self.pixel_format,
            self.rate,
            self.time_base,
            self.header,
        ) == (
            first.codec,
            first.size,
            first.pixel_format,
            first.rate,
            first.time_base,
            first.header,
        )


def combine(parts: Sequence[Part], directory: Path) -> Joined:
    """Write combined.mp4 and captions.vtt/.srt: the parts in order, a chapter for each.

    Pictures are copied where all parts have the same parameters, otherwise encoded anew at the
    size of the largest and the rate of the fastest part. Where a part has sound, the others are
    silent. Raises `Unreadable`.
    """
    try:
        facts = [_facts(Path(part.path)) for part in parts]
        reencoded = not all(fact.can_follow(facts[0]) for fact in facts)
        pictures = [Path(part.path) for part in parts]
        if reencoded:
            encoded = directory / "pictures.mp4"
            lengths = _encode(pictures, facts, encoded)
            source, source_facts = [encoded], [_facts(encoded)]
        else:
            lengths = [fact.duration for fact in facts]
            source, source_facts = pictures, facts
        path = directory / "combined.mp4"
        _mux(source, source_facts, pictures, facts, parts, lengths, path)
        if reencoded:
            encoded.unlink()
    except (av.FFmpegError, OSError, IndexError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    has_captions = _write_captions(parts, lengths, directory)
    whole = _facts(path)
    return Joined(whole.duration, whole.frames, reencoded, has_captions)


def _facts(path: Path) -> _Facts:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        frames = sum(1 for packet in container.demux(stream) if packet.size)
        if not stream.average_rate or not stream.time_base or not stream.duration:
            raise Unreadable(f"{path.name} has no rate or no duration")
        return _Facts(
            stream.codec_context.name,
            (stream.width, stream.height),
            stream.pix_fmt or "",
            stream.average_rate,
            stream.time_base,
            stream.codec_context.extradata or b"",
            stream.duration,
            frames,
            bool(container.streams.audio),
        )


def _mux(
    sources: Sequence[Path],
    source_facts: Sequence[_Facts],
    originals: Sequence[Path],
    original_facts: Sequence[_Facts],
    parts: Sequence[Part],
    lengths: Sequence[float],
    path: Path,
) -> None:
    """Copied pictures, one sound track if any original has one, a chapter per part."""
    options = {"movflags": "+faststart"}
    with av.open(str(path), "w", format="mp4", options=options) as container:
        with av.open(str(sources[0])) as first:
            stream = container.add_stream_from_template(first.streams.video[0])
            stream.time_base = source_facts[0].time_base
        container.set_chapters(_chapters(parts, lengths))
        pictures = _copies(sources, source_facts, stream)
        if not any(fact.has_audio for fact in original_facts):
            for packet in pictures:
                container.mux(packet)
            return
        track = audio.add_track(container)
        container.start_encoding()
        # One part's samples at a time: a minute of sound is 23 MB.
        blocks = (
            audio.samples_of(original, length)
            for original, length in zip(originals, lengths, strict=True)
        )
        for packet in audio.interleaved(pictures, audio.packets(track, blocks)):
            container.mux(packet)


def _copies(
    sources: Sequence[Path], facts: Sequence[_Facts], stream: av.VideoStream
) -> Iterator[audio.AnyPacket]:
    """The packets of all sources on one clock; with equal parameters their times never overlap."""
    offset = 0
    for source, fact in zip(sources, facts, strict=True):
        with av.open(str(source)) as container:
            for packet in container.demux(container.streams.video[0]):
                if packet.dts is None or packet.pts is None:
                    continue
                packet.pts += offset
                packet.dts += offset
                packet.stream = stream
                yield packet
        offset += fact.ticks


def _encode(sources: Sequence[Path], facts: Sequence[_Facts], path: Path) -> list[float]:
    """All pictures at one size and one rate; the new length of each part in seconds."""
    width, height = max(fact.size for fact in facts)
    rate = round(max(fact.rate for fact in facts))
    encoder = VideoEncoder(path, width=width, height=height, fps=rate, preset=_PRESET, qp=_QP)
    lengths: list[float] = []
    for source, fact in zip(sources, facts, strict=True):
        wanted = max(1, round(fact.duration * rate))
        written = 0
        with av.open(str(source)) as container:
            shown: av.VideoFrame | None = None
            for frame in container.decode(video=0):
                # Each frame is shown until the next one begins.
                begins = min(wanted, round(frame.time * rate))
                if shown is not None and begins > written:
                    encoder.write(shown, repeat=begins - written)
                    written = begins
                shown = converted(frame, width, height)
            if shown is None:
                raise Unreadable(f"{source.name} has no frame")
            encoder.write(shown, repeat=wanted - written)
        lengths.append(wanted / rate)
    encoder.close()
    return lengths


def _chapters(parts: Sequence[Part], lengths: Sequence[float]) -> list["Chapter"]:
    chapters: list[Chapter] = []
    begin = 0.0
    for number, (part, length) in enumerate(zip(parts, lengths, strict=True), 1):
        chapters.append(
            {
                "id": number,
                "start": round(begin * 1000),
                "end": round((begin + length) * 1000),
                "time_base": _SECTION_MS,
                "metadata": {"title": part.title or f"Scene {number}"},
            }
        )
        begin += length
    return chapters


def _write_captions(parts: Sequence[Part], lengths: Sequence[float], directory: Path) -> bool:
    def cues(part: Part) -> list[Cue]:
        if part.captions is None:
            return []
        return captions.parsed(Path(part.captions).read_text(encoding="utf-8", errors="replace"))

    together = captions.joined(
        (cues(part), length) for part, length in zip(parts, lengths, strict=True)
    )
    if together:
        (directory / "captions.vtt").write_text(captions.as_vtt(together), encoding="utf-8")
        (directory / "captions.srt").write_text(captions.as_srt(together), encoding="utf-8")
    return bool(together)
