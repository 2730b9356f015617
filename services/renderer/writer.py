"""Where Manim's frames go: one encoder for the whole scene, or Manim's own partial movies."""

from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

from manim.scene.scene_file_writer import SceneFileWriter

from services.renderer.encoder import Pixels, VideoEncoder
from services.renderer.job import RenderJob
from services.renderer.poster import Poster
from services.renderer.reporter import Reporter

_QUEUE_BYTES = 64 * 1024**2


class NotWritten(Exception):
    """The video could not be written; not the program's fault."""


class _EncoderThread:
    """Encodes beside the drawing. Whatever happens in it is raised at the next `put`."""

    def __init__(self, encoder: VideoEncoder, poster: Poster, frame_bytes: int) -> None:
        self._encoder = encoder
        self._poster = poster
        depth = max(2, min(8, _QUEUE_BYTES // frame_bytes))
        self._queue: Queue[tuple[Pixels, int] | None] = Queue(depth)
        self._error: Exception | None = None
        self._thread = Thread(target=self._run, name="encoder", daemon=True)
        self._thread.start()

    def put(self, pixels: Pixels, repeat: int) -> None:
        if self._error is not None:
            raise NotWritten(str(self._error)) from self._error
        self._queue.put((pixels, repeat))

    def finish(self) -> None:
        self._queue.put(None)
        self._thread.join()
        if self._error is not None:
            raise NotWritten(str(self._error)) from self._error

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            # After an error the queue is still drained, or the drawing thread would hang on it.
            if self._error is None:
                try:
                    self._poster.see(*item)
                    self._encoder.write(item[0], repeat=item[1])
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
                crf=job.crf,
            )
            self._thread = _EncoderThread(encoder, self.poster, job.width * job.height * 4)
        self._thread.put(pixels, repeat)
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
        super().write_frame(pixels, repeat=repeat)
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
