"""Videos joined by the real engine."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio

from services.renderer.captions import parsed
from services.renderer.combine import combine_scenes
from services.renderer.engine import ForkEngine
from services.renderer.job import CombineJob, Part, Rendered, RenderJob
from services.renderer.outcome import RenderFailed
from services.renderer.ports import ProgressUpdate
from services.renderer.render import render_scene
from shared.contracts.render import CombineInput, CombineScenes, SceneRendered
from tests.support.scenes import FolderArtifacts, render_command, scene, watch

pytestmark = pytest.mark.asyncio(loop_scope="module")

SPEAKING = scene(
    "self.add(Square(4, color=RED, fill_opacity=1))",
    "self.add_subcaption('Red', duration=0.4)",
    "self.wait(0.4)",
    name="Red",
)
SILENT = scene("self.add(Square(4, color=BLUE, fill_opacity=1))", "self.wait(0.6)", name="Blue")
SOUNDING = scene(
    "import wave, math",
    "with wave.open('tone.wav', 'wb') as file:",
    "    file.setnchannels(1); file.setsampwidth(2); file.setframerate(44100)",
    "    tone = [int(9000 * math.sin(i / 16)) for i in range(22050)]",
    "    file.writeframes(np.array(tone, dtype='<i2').tobytes())",
    "self.add(Square(4, fill_opacity=1))",
    "self.add_sound('tone.wav')",
    "self.wait(0.8)",
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ForkEngine]:
    async with ForkEngine(tmp_path_factory.mktemp("engine")) as started:
        yield started


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def videos(engine: ForkEngine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """red.mp4 0.4 s, blue.mp4 0.6 s, sound.mp4 0.8 s with a tone of 0.5 s; all alike but one."""
    folder = tmp_path_factory.mktemp("videos")
    jobs = {
        "red": RenderJob(SPEAKING, 854, 480, 15),
        "blue": RenderJob(SILENT, 854, 480, 15),
        "large": RenderJob(SILENT, 1280, 720, 30),
        "sound": RenderJob(SOUNDING, 854, 480, 15, policy=False),
    }
    for name, job in jobs.items():
        async with engine.directory() as directory:
            outcome = await engine.render(job, directory)
            assert isinstance(outcome.value, Rendered), outcome
            (directory / "video.mp4").rename(folder / f"{name}.mp4")
    (folder / "red.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:00.300\nRed\n")
    (folder / "blue.srt").write_text("1\n00:00:00,100 --> 00:00:09,000\nBlue\n")
    return folder


def parts(folder: Path, directory: Path, *names: str) -> CombineJob:
    """The videos, brought where the process that joins them may read."""
    for name in names:
        shutil.copy(folder / f"{name}.mp4", directory)
    return CombineJob(tuple(Part(str(directory / f"{name}.mp4"), name.title()) for name in names))


async def test_equal_parts_are_copied_frame_by_frame(engine: ForkEngine, videos: Path) -> None:
    async with engine.directory() as directory:
        joined, _ = await engine.combine(parts(videos, directory, "red", "blue", "red"), directory)
        whole = watch(directory / "combined.mp4")
        data = (directory / "combined.mp4").read_bytes()
    assert not joined.reencoded
    assert joined.duration == pytest.approx(1.4)
    assert joined.frames == len(whole.times) == 6 + 9 + 6
    assert whole.duration == pytest.approx(1.4)
    assert whole.times == [pytest.approx(frame / 15, abs=1e-3) for frame in range(21)]
    one = watch(videos / "red.mp4").pictures
    assert np.array_equal(whole.pictures[:6], one)
    assert np.array_equal(whole.pictures[15:], one)
    assert data.index(b"moov") < data.index(b"mdat")


async def test_every_part_is_a_chapter(engine: ForkEngine, videos: Path) -> None:
    async with engine.directory() as directory:
        await engine.combine(parts(videos, directory, "red", "blue"), directory)
        whole = watch(directory / "combined.mp4")
    names, begins, ends = zip(*whole.chapters, strict=True)
    assert names == ("Red", "Blue")
    assert begins == (pytest.approx(0), pytest.approx(0.4))
    assert ends == (pytest.approx(0.4), pytest.approx(1.0))


async def test_differing_parts_are_encoded_anew_and_it_is_said(
    engine: ForkEngine, videos: Path
) -> None:
    async with engine.directory() as directory:
        joined, _ = await engine.combine(parts(videos, directory, "red", "large"), directory)
        whole = watch(directory / "combined.mp4")
    assert joined.reencoded
    assert (whole.width, whole.height, whole.rate) == (1280, 720, 30)
    assert len(whole.times) == joined.frames == 30
    assert whole.duration == pytest.approx(1.0)
    middle = whole.pictures[:, 360, 640].astype(int)
    assert (middle[:12, 0] > 200).all()
    assert (middle[12:, 2] > 180).all()


async def test_a_silent_part_stays_silent_beside_one_with_sound(
    engine: ForkEngine, videos: Path
) -> None:
    assert watch(videos / "sound.mp4").audio_seconds == pytest.approx(0.8, abs=0.05)
    async with engine.directory() as directory:
        joined, _ = await engine.combine(
            parts(videos, directory, "red", "sound", "blue"), directory
        )
        whole = watch(directory / "combined.mp4")
        loudness = heard(directory / "combined.mp4")
    assert not joined.reencoded
    assert whole.duration == pytest.approx(1.8)
    assert whole.audio_seconds == pytest.approx(1.8, abs=0.05)
    assert loudness[0:3] == [pytest.approx(0, abs=0.01)] * 3
    assert min(loudness[5:8]) > 0.1
    assert loudness[10:] == [pytest.approx(0, abs=0.01)] * len(loudness[10:])


def heard(path: Path) -> list[float]:
    """How loud each tenth of a second is."""
    from services.renderer.audio import RATE, samples_of

    samples = samples_of(path, 1.8)[0]
    return [float(np.abs(block).max()) for block in np.split(samples, 18)][
        : len(samples) // (RATE // 10)
    ]


async def test_captions_follow_their_parts(engine: ForkEngine, videos: Path) -> None:
    async with engine.directory() as directory:
        red, mute, blue = parts(videos, directory, "red", "red", "blue").parts
        for name in ("red.vtt", "blue.srt"):
            shutil.copy(videos / name, directory)
        red = replace(red, captions=str(directory / "red.vtt"))
        blue = replace(blue, captions=str(directory / "blue.srt"))
        joined, _ = await engine.combine(CombineJob((red, mute, blue)), directory)
        assert joined.has_captions
        cues = parsed((directory / "captions.vtt").read_text())
        assert parsed((directory / "captions.srt").read_text()) == cues
    assert [(cue.text, cue.start, cue.end) for cue in cues] == [
        ("Red", 0, 0.3),
        ("Blue", pytest.approx(0.9), pytest.approx(1.4)),
    ]


async def test_a_part_that_is_no_video_is_a_failure_that_says_so(
    engine: ForkEngine, tmp_path: Path
) -> None:
    (tmp_path / "a.mp4").write_bytes(b"no video")
    async with engine.directory() as directory:
        with pytest.raises(RenderFailed, match="Invalid data"):
            await engine.combine(parts(tmp_path, directory, "a"), directory)


async def test_rendered_scenes_become_one_stored_video(engine: ForkEngine, tmp_path: Path) -> None:
    inputs = []
    for number, code in enumerate((SPEAKING, SILENT), 1):
        store = FolderArtifacts(tmp_path)
        command = render_command(code).model_copy(update={"scene_number": number})
        event = await render_scene(command, engine=engine, artifacts=store)
        assert isinstance(event, SceneRendered)
        stored = {}
        for artifact in event.artifacts:
            key = f"{number}-{artifact.name}"
            (tmp_path / artifact.name).rename(tmp_path / key)
            stored[artifact.name] = artifact.model_copy(update={"key": key})
        inputs.append(
            CombineInput(
                scene_number=number,
                title=f"Scene {number}",
                duration=event.duration,
                video=stored["video.mp4"],
                captions=stored.get("captions.vtt"),
            )
        )
    joining = CombineScenes(
        task_id="task", project_id="project", session_id="session", inputs=tuple(inputs)
    )
    updates: list[ProgressUpdate] = []
    whole = await combine_scenes(
        joining, engine=engine, artifacts=FolderArtifacts(tmp_path), progress=updates.append
    )
    assert whole.duration == pytest.approx(1.0)
    assert not whole.reencoded
    names = [artifact.name for artifact in whole.artifacts]
    assert names == ["combined.mp4", "captions.vtt", "captions.srt"]
    assert [update.fraction for update in updates] == [0.25, 0.5, 0.8, 1]
