"""A scene drawn: video, poster and captions in the working directory."""

from pathlib import Path
from typing import Any

from manim import Scene
from manim.renderer.cairo_renderer import CairoRenderer

from services.renderer import audio, captions, stage
from services.renderer.captions import Cue
from services.renderer.job import Rendered, RenderJob
from services.renderer.poster import Poster
from services.renderer.reporter import Reporter
from services.renderer.writer import WRITERS, StreamingWriter

_NAME_LENGTH = 80


def perform(job: RenderJob, media: Path, reporter: Reporter) -> Rendered:
    """Draw the scene. Raises `Broken` when the program is at fault."""
    reporter.foresee(job.frames)
    video = Path("video.mp4").absolute()
    pictures = Path("pictures.mp4").absolute() if job.writer == "streaming" else video
    poster = Poster(job.frames)
    watched = {"job": job, "path": pictures, "reporter": reporter, "poster": poster}
    writer = type("Writer", (WRITERS[job.writer],), watched)
    renderer = type("Performance", (Performance,), {"writer": writer, "reporter": reporter})
    scene = stage.run(job, renderer, media=media)
    frames = reporter.frames_done
    duration = frames / job.fps
    if isinstance(scene.renderer.file_writer, StreamingWriter):
        _add_sound(scene.renderer.file_writer, pictures, video)
    poster.save(Path("thumbnail.png"))
    return Rendered(
        duration=duration,
        frames=frames,
        width=job.width,
        height=job.height,
        fps=job.fps,
        has_audio=bool(scene.renderer.file_writer.includes_sound),
        has_captions=_write_captions(scene, duration),
        plays=scene.renderer.num_plays,
    )


class Performance(CairoRenderer):
    """Manim's own renderer; it hands the frames to our writer and tells what is playing."""

    writer: Any
    reporter: Reporter

    def __init__(self, file_writer_class: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(self.writer, *args, **kwargs)

    def render(self, scene: Scene, time: float, moving_mobjects: Any = None) -> None:
        # The camera's own picture, not a copy: writers are done with it when they return.
        self.update_frame(scene, moving_mobjects)
        self.add_frame(self.camera.pixel_array)

    def save_static_frame_data(self, scene: Scene, static_mobjects: Any) -> Any:
        # The first moment at which the animations are known and none is drawn yet.
        self.reporter.animation(_name(scene))
        return super().save_static_frame_data(scene, static_mobjects)


def _name(scene: Scene) -> str:
    """`Write(Text), FadeIn(Circle)`: what a viewer of the progress understands."""
    names: list[str] = []
    for animation in scene.animations or []:
        target = type(animation.mobject).__name__ if animation.mobject is not None else ""
        name = type(animation).__name__.lstrip("_")
        plain = target in ("", "Mobject") or name == "Wait"
        names.append(name if plain else f"{name}({target})")
    text = ", ".join(dict.fromkeys(names))
    return text if len(text) <= _NAME_LENGTH else text[: _NAME_LENGTH - 1] + "…"


def _add_sound(writer: StreamingWriter, pictures: Path, video: Path) -> None:
    if not writer.includes_sound:
        pictures.rename(video)
        return
    sound = Path("sound.wav")
    writer.audio_segment.export(str(sound), format="wav")
    audio.add_sound(pictures, sound, video)
    pictures.unlink()
    sound.unlink()


def _write_captions(scene: Scene, duration: float) -> bool:
    cues = captions.clipped(
        (
            Cue(said.start.total_seconds(), said.end.total_seconds(), said.content)
            for said in scene.renderer.file_writer.subcaptions
        ),
        duration,
    )
    if cues:
        Path("captions.vtt").write_text(captions.as_vtt(cues), encoding="utf-8")
        Path("captions.srt").write_text(captions.as_srt(cues), encoding="utf-8")
    return bool(cues)
