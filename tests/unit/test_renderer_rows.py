"""Pictures become YUV: what has changed, and nothing else."""

from typing import Any

import av
import numpy as np
import pytest

from services.renderer.encoder import Pixels
from services.renderer.levers.rows import ChangedRows, Converter, WholeFrames

WIDTH, HEIGHT = 64, 48


def picture(seed: int = 0) -> Pixels:
    """Soft colours, as pictures have them: noise would test the chroma filter, not us."""
    random = np.random.default_rng(seed)
    coarse = random.integers(0, 256, size=(HEIGHT // 16, WIDTH // 16, 4), dtype=np.uint8)
    return coarse.repeat(16, axis=0).repeat(16, axis=1)


def planes(frame: av.VideoFrame | None) -> list[Any]:
    assert frame is not None
    return [np.frombuffer(bytes(plane), np.uint8) for plane in frame.planes]


@pytest.fixture(params=[ChangedRows, WholeFrames])
def converter(request: pytest.FixtureRequest) -> Converter:
    made: Converter = request.param(WIDTH, HEIGHT)
    return made


def test_the_same_picture_again_is_no_frame(converter: Converter) -> None:
    assert converter.convert(picture(), None) is not None
    assert converter.convert(picture(), None) is None
    assert converter.convert(picture(1), None) is not None


def test_the_picture_may_be_drawn_over_afterwards(converter: Converter) -> None:
    pixels = picture()
    frame = converter.convert(pixels, None)
    before = planes(frame)
    pixels[:] = 255
    assert all(map(np.array_equal, planes(frame), before))
    assert converter.convert(pixels, None) is not None


def test_a_change_of_some_rows_gives_what_the_whole_picture_gives() -> None:
    first, second = picture(), picture()
    second[10:13, 5:20] = (200, 30, 90, 255)
    rows = ChangedRows(WIDTH, HEIGHT)
    used = rows.convert(first, None)
    changed = planes(rows.convert(second, used))
    whole = planes(ChangedRows(WIDTH, HEIGHT).convert(second, None))
    assert all(map(np.array_equal, changed, whole))


def test_it_is_what_ffmpeg_makes_of_it() -> None:
    ours = planes(ChangedRows(WIDTH, HEIGHT).convert(picture(), None))
    theirs = planes(WholeFrames(WIDTH, HEIGHT).convert(picture(), None))
    luma, *_ = [np.abs(a.astype(int) - b).max() for a, b in zip(ours, theirs, strict=True)]
    assert luma <= 1
    for plane, other in zip(ours[1:], theirs[1:], strict=True):
        # Away from edges: there FFmpeg looks further to the sides than a mean of four does.
        assert np.median(np.abs(plane.astype(int) - other)) <= 1


def test_a_picture_of_another_size_is_scaled(converter: Converter) -> None:
    odd = np.full((20, 30, 4), 255, dtype=np.uint8)
    converter.convert(picture(), None)
    frame = converter.convert(odd, None)
    assert frame is not None
    assert (frame.width, frame.height) == (WIDTH, HEIGHT)
    assert planes(frame)[0][:WIDTH].min() >= 234
    assert converter.convert(picture(), None) is not None
    assert converter.convert(odd, None) is not None
