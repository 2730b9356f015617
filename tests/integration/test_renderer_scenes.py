"""Programs rendered by the real zygote with real Manim."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from PIL import Image

from services.renderer.captions import parsed
from services.renderer.engine import ForkEngine
from services.renderer.job import Rendered, RenderJob, Writer
from services.renderer.ports import ProgressUpdate
from services.renderer.render import render_scene
from shared.contracts.render import SceneRejected, SceneRendered
from shared.contracts.request import FRAME_SIZES, QUALITY_PRESETS, Quality, Resolution
from tests.support.scenes import (
    MOVING,
    TINY,
    FolderArtifacts,
    render_command,
    rendered,
    scene,
    watch,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ForkEngine]:
    async with ForkEngine(tmp_path_factory.mktemp("engine")) as started:
        yield started


@pytest.fixture
def store(tmp_path: Path) -> FolderArtifacts:
    return FolderArtifacts(tmp_path / "store")


@pytest.mark.parametrize("quality", QUALITY_PRESETS)
async def test_every_quality_has_its_frame_size_and_rate(
    engine: ForkEngine, store: FolderArtifacts, quality: Quality
) -> None:
    event = await rendered(engine, store, TINY, quality=quality)
    (width, height), rate = QUALITY_PRESETS[quality]
    frames = int(0.2 * rate)
    assert (event.width, event.height, event.fps) == (width, height, rate)
    assert event.frames == frames
    assert event.duration == pytest.approx(frames / rate)
    video = watch(store.folder / "video.mp4")
    assert (video.width, video.height, video.rate) == (width, height, rate)
    assert video.times == [pytest.approx(frame / rate, abs=1e-3) for frame in range(frames)]


@pytest.mark.parametrize(("resolution", "fps"), [("720p", 24), ("1080p", 15), (None, 50)])
async def test_an_explicit_size_and_rate_are_honoured_at_every_quality(
    engine: ForkEngine, store: FolderArtifacts, resolution: Resolution | None, fps: int
) -> None:
    event = await rendered(engine, store, TINY, resolution=resolution, fps=fps)
    size = FRAME_SIZES[resolution] if resolution else QUALITY_PRESETS["preview"][0]
    assert (event.width, event.height, event.fps) == (*size, fps)


async def test_a_scene_leaves_a_video_a_poster_and_captions(
    engine: ForkEngine, store: FolderArtifacts
) -> None:
    event = await rendered(engine, store, MOVING)
    names = [artifact.name for artifact in event.artifacts]
    assert names == ["video.mp4", "thumbnail.png", "captions.vtt", "captions.srt"]
    assert event.usage.cpu_seconds > 0

    # 0.4 s are 6 frames at 15 a second, and 0.2 s are 3.
    assert event.frames == 15
    video = watch(store.folder / "video.mp4")
    blue = np.array([0x58, 0xC4, 0xDD])
    assert np.abs(video.pictures[-1, 240, 427 + 120] - blue).max() < 8
    assert video.pictures[-1, 240, 100].max() < 8

    for name in ("captions.vtt", "captions.srt"):
        [cue] = parsed((store.folder / name).read_text())
        assert [cue.start, cue.end] == [pytest.approx(0.4), pytest.approx(0.8)]
        assert cue.text == "To the right"

    with Image.open(store.folder / "thumbnail.png") as poster:
        assert poster.size == (640, 360)
        assert np.asarray(poster).std() > 10


async def test_the_index_of_a_video_stands_before_its_pictures(
    engine: ForkEngine, store: FolderArtifacts
) -> None:
    await rendered(engine, store, TINY)
    data = (store.folder / "video.mp4").read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


async def test_the_poster_shows_something_where_the_stage_is_empty_at_60_percent(
    engine: ForkEngine, store: FolderArtifacts
) -> None:
    code = scene(
        "square = Square(4, fill_opacity=1)",
        "self.add(square)",
        "self.wait(0.4)",
        "self.remove(square)",
        "self.wait(0.6)",
    )
    await rendered(engine, store, code)
    with Image.open(store.folder / "thumbnail.png") as poster:
        assert np.asarray(poster).mean() > 20


async def test_streaming_and_stock_writers_show_the_same_frames(engine: ForkEngine) -> None:
    pictures = {}
    writers: tuple[Writer, ...] = ("streaming", "stock")
    for writer in writers:
        async with engine.directory() as directory:
            job = RenderJob(MOVING, 854, 480, 15, qp=1, writer=writer)
            outcome = await engine.render(job, directory)
            assert isinstance(outcome.value, Rendered), outcome
            pictures[writer] = watch(directory / "video.mp4").pictures.astype(np.int16)
    error = np.square(pictures["streaming"] - pictures["stock"]).mean()
    assert 10 * np.log10(255**2 / error) > 34


async def test_progress_grows_and_names_the_animations(
    engine: ForkEngine, store: FolderArtifacts
) -> None:
    code = scene(
        "dots = VGroup(*[Dot() for _ in range(60)])",
        "self.play(Create(dots), run_time=1)",
        "self.play(dots.animate.arrange_in_grid(), run_time=1)",
        "self.play(FadeOut(dots), run_time=1)",
    )
    updates: list[ProgressUpdate] = []
    command = render_command(code)
    event = await render_scene(command, engine=engine, artifacts=store, progress=updates.append)
    assert isinstance(event, SceneRendered)
    fractions = [update.fraction for update in updates]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
    assert {update.frames_total for update in updates} == {event.frames}
    names = {update.current_animation for update in updates}
    assert {"Create(VGroup)", "FadeOut(VGroup)"} <= names
    assert all((update.seconds_left or 0) >= 0 for update in updates)


async def test_the_same_program_gives_the_same_video(engine: ForkEngine, tmp_path: Path) -> None:
    code = scene(
        "import random",
        "self.add(Dot(random.random() * UP + np.random.rand() * LEFT))",
        "self.wait(0.2)",
    )
    made = [FolderArtifacts(tmp_path / name) for name in "ab"]
    first, second = [await rendered(engine, store, code) for store in made]
    assert first.artifacts[0].sha256 == second.artifacts[0].sha256


async def test_settings_of_the_program_do_not_change_the_frame(
    engine: ForkEngine, store: FolderArtifacts
) -> None:
    code = (
        "from manim import *\nconfig.pixel_width = 100\nconfig.frame_rate = 60\n"
        "config.background_color = WHITE\n" + TINY.removeprefix("from manim import *\n")
    )
    event = await rendered(engine, store, code)
    assert (event.width, event.fps) == (854, 15)
    assert watch(store.folder / "video.mp4").pictures[0, 5, 5].min() > 248


async def test_two_scenes_are_rendered_side_by_side(engine: ForkEngine, tmp_path: Path) -> None:
    """Each waits for a file that the other makes: neither could end alone."""
    met = asyncio.Barrier(2)

    async def render(name: str) -> SceneRendered | SceneRejected:
        waited = False

        async def meet(update: ProgressUpdate) -> None:
            nonlocal waited
            if not waited:
                waited = True
                await met.wait()

        command = render_command(MOVING)
        store = FolderArtifacts(tmp_path / name)
        return await render_scene(command, engine=engine, artifacts=store, progress=meet)

    both = await asyncio.gather(render("a"), render("b"))
    assert [event.type for event in both] == ["SceneRendered", "SceneRendered"]


@pytest.mark.parametrize(
    ("base", "body"),
    [
        (
            "MovingCameraScene",
            "self.add(Square())\nself.play(self.camera.frame.animate.scale(0.5))",
        ),
        ("ThreeDScene", "self.set_camera_orientation(phi=1)\nself.add(Cube())\nself.wait(0.2)"),
        ("ZoomedScene", "self.add(Square())\nself.activate_zooming()\nself.wait(0.2)"),
    ],
)
async def test_scenes_with_cameras_of_their_own(
    engine: ForkEngine, store: FolderArtifacts, base: str, body: str
) -> None:
    await rendered(engine, store, scene(body, base=base))
    assert watch(store.folder / "video.mp4").pictures[-1].std() > 5
