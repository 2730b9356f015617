"""Where Manim's frames go: one encoder for the whole scene, or Manim's own partial movies."""

from pathlib import Path
from queue import Empty, Queue, SimpleQueue
from threading import Thread
from typing import Any

import av
from manim.scene.scene_file_writer import SceneFileWriter

from services.renderer.encoder import VideoEncoder
from services.renderer.job import RenderJob
from services.renderer.levers.rows import Converter, converter
from services.renderer.poster import Poster
from services.renderer.reporter import Reporter

_DEPTH = 4
"""Frames between the drawing and the encoder."""


class NotWritten(Exception):
    """The video could not be written; not the program's fault."""


class _EncoderThread:
    """Encodes beside the drawing. Whatever happens in it is raised at the next `put`."""

    def __init__(self, encoder: VideoEncoder) -> None:
        self._encoder = encoder
        self._queue: Queue[tuple[av.VideoFrame | None, int] | None] = Queue(_DEPTH)
        self._free: SimpleQueue[av.VideoFrame] = SimpleQueue()
        self._error: Exception | None = None
        self._thread = Thread(target=self._run, name="encoder", daemon=True)
        self._thread.start()

    def used(self) -> av.VideoFrame | None:
        """A frame that is encoded and may be written over."""
        try:
            return self._free.get_nowait()
        except Empty:
            return None

    def put(self, frame: av.VideoFrame | None, repeat: int) -> None:
        """Show this frame, or the last one again, `repeat` times."""
        if self._error is not None:
            raise NotWritten(str(self._error)) from self._error
        self._queue.put((frame, repeat))

    def finish(self) -> None:
        self._queue.put(None)
        self._thread.join()
        if self._error is not None:
            raise NotWritten(str(self._error)) from self._error

    def _run(self) -> None:
        shown: av.VideoFrame | None = None
        while (item := self._queue.get()) is not None:
            # After an error the queue is still drained, or the drawing thread would hang on it.
            if self._error is not None:
                continue
            frame, repeat = item
            if frame is not None:
                if shown is not None:
                    self._free.put(shown)
                shown = frame
            assert shown is not None
            try:
                self._encoder.write(shown, repeat=repeat)
            except Exception as error:
                self._error = error
        try:
            self._encoder.close()
        except Exception as error:
            self._error = self._error or error


class StreamingWriter(SceneFileWriter):
    """Hands every frame to one encoder; no partial movies, no cache, nothing to concatenate."""

    job: RenderJob
    path: Path
    reporter: Reporter
    poster: Poster
    _thread: _EncoderThread | None = None
    _rows: Converter
    _open = False

    def add_partial_movie_file(self, hash_animation: str | None) -> None:
        """There are none."""

    def is_already_cached(self, hash_invocation: str) -> bool:
        return False

    def begin_animation(self, allow_write: bool = False, **_: Any) -> None:
        self._open = allow_write

    def end_animation(self, allow_write: bool = False) -> None:
        self._open = False

    def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
        # As in Manim, frames outside a play do not belong to the video.
        if not self._open or repeat <= 0:
            return
        job = self.job
        if self._thread is None:
            encoder = VideoEncoder(
                self.path,
                width=job.width,
                height=job.height,
                fps=job.fps,
                preset=job.preset,
                qp=job.qp,
            )
            self._thread = _EncoderThread(encoder)
            only_changed = "rows" not in job.without
            self._rows = converter(job.width, job.height, only_changed=only_changed)
        self.poster.see(pixels, repeat)
        self._thread.put(self._rows.convert(pixels, self._thread.used()), repeat)
        self.reporter.frames(repeat)

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        if self._thread is not None:
            self._thread.finish()

    def finish(self) -> None:
        if self._thread is not None:
            self._thread.finish()


class StockWriter(SceneFileWriter):
    """Manim's own writer, only watched."""

    job: RenderJob
    path: Path
    reporter: Reporter
    poster: Poster

    def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
        # Its encoder keeps the picture until later, and ours is the camera's own.
        super().write_frame(pixels.copy(), repeat=repeat)
        if self._current_encode_job is not None:
            self.poster.see(pixels, repeat)
            self.reporter.frames(repeat)

    def finish(self) -> None:
        super().finish()
        self.movie_file_path.rename(self.path)


WRITERS: dict[str, type[StreamingWriter] | type[StockWriter]] = {
    "streaming": StreamingWriter,
    "stock": StockWriter,
}
