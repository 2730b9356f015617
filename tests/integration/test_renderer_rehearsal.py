"""What is found out about a program before a frame of it is drawn, and after the last one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from services.renderer.death import Death
from services.renderer.engine import ForkEngine
from services.renderer.job import Rejection, RenderJob
from services.renderer.render import render_scene
from shared.contracts.render import SceneRejected
from tests.support.scenes import (
    RAISING,
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


async def rejected(engine: ForkEngine, code: str, **options: object) -> SceneRejected:
    store = FolderArtifacts(Path("/nowhere"))
    event = await render_scene(render_command(code, **options), engine=engine, artifacts=store)
    assert isinstance(event, SceneRejected), event
    return event


async def test_code_that_raises_is_rejected_with_its_line_and_the_lines_around(
    engine: ForkEngine,
) -> None:
    event = await rejected(engine, RAISING)
    assert event.kind == "runtime"
    assert event.error == "IndexError: list index out of range"
    assert event.line == 8
    assert ">   8 |         self.add(values[3])" in event.context


@pytest.mark.parametrize(
    ("code", "kind", "text"),
    [
        ("from manim import *\nclass A(Scene:\n", "syntax", "SyntaxError"),
        ("import os\n", "policy", "'os'"),
        ("from manim import *\nx = 1\n", "no_scene", "class Name(Scene)"),
        (scene("self.add(Dot())"), "empty", "plays nothing"),
        (scene("self.wait(0.2)", "self.add(VGroup())", "self.wait(0.2)"), "empty", "shows nothing"),
        (scene("self.add(Dot())", "self.wait(31)"), "too_long", "at most 30 s"),
        (scene("self.add(Dot())", "while True: self.wait(1)"), "too_long", "at most 30 s"),
        (scene("self.add(Dot())", "self.wait(1e9)"), "too_long", "shorten"),
        (scene("self.add(np.zeros(10**12))"), "memory", "memory"),
        (scene("raise SystemExit"), "runtime", "ends itself"),
        (scene("import sympy"), "policy", "'sympy'"),
    ],
)
async def test_a_program_that_cannot_become_a_video_is_told_why_before_a_frame_is_drawn(
    engine: ForkEngine, code: str, kind: str, text: str
) -> None:
    event = await rejected(engine, code)
    assert (event.kind, text in event.error) == (kind, True), event


async def test_without_tex_the_author_is_told_to_use_typst(
    engine: ForkEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    if shutil.which("latex"):
        pytest.skip("LaTeX is installed here")
    event = await rejected(engine, scene("self.add(MathTex('x^2'))", "self.wait(0.2)"))
    assert event.kind == "tex"
    assert event.line == 5
    assert "MathTypst" in event.error


async def test_formulae_are_set_by_typst(engine: ForkEngine, store: FolderArtifacts) -> None:
    code = scene("self.add(MathTypst('integral_0^1 x^2 dif x = 1/3').scale(2))", "self.wait(0.2)")
    await rendered(engine, store, code)
    assert watch(store.folder / "video.mp4").pictures[-1].mean() > 1


async def test_a_wait_that_ends_early_is_not_too_long(
    engine: ForkEngine, store: FolderArtifacts
) -> None:
    code = scene(
        "tracker = ValueTracker(0)",
        "dot = Dot().add_updater(lambda d, dt: tracker.increment_value(dt))",
        "self.add(dot)",
        "self.wait_until(lambda: tracker.get_value() > 0.3, max_time=60)",
    )
    event = await rendered(engine, store, code)
    assert event.duration < 1


async def test_updaters_that_decide_the_length_are_rehearsed_step_by_step(
    engine: ForkEngine, store: FolderArtifacts
) -> None:
    """One large step would overshoot, and divide by zero."""
    code = scene(
        "state = {'x': 0.0}",
        "def move(d, dt):",
        "    state['x'] += dt",
        "    if state['x'] > 0.9: raise ValueError('too far')",
        "    if dt > 0.5: state['x'] = 0",
        "    d.shift(RIGHT * dt)",
        "dot = Dot().add_updater(move)",
        "self.add(dot)",
        "self.wait(0.8)",
    )
    event = await rendered(engine, store, code)
    assert event.frames == 12


FORGED = """
        import os
        self.add(Dot())
        self.wait(0.2)
        if "rehearsal" not in os.getcwd():
            os.write(3, b'{"rendered": {"duration": 9, "frames": 9, "width": 854, "height": 480, '
                        b'"fps": 15}}\\n')
            LEAVE
            os._exit(0)
"""


async def test_what_a_program_leaves_is_not_believed_unseen(
    engine: ForkEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With these two it could not make a link at all.
    monkeypatch.setattr(engine, "layers", engine.layers - {"seccomp", "landlock"})
    async with engine.directory() as directory:
        code = scene("pass") + FORGED.replace("LEAVE", "os.symlink('/etc/passwd', 'video.mp4')")
        job = RenderJob(code, 854, 480, 15, policy=False)
        outcome = await engine.render(job, directory)
    assert isinstance(outcome.value, Rejection)
    assert outcome.value.kind == "crashed"
    assert "video.mp4 is no plain file" in outcome.value.error


async def test_a_result_of_the_wrong_kind_is_no_result(engine: ForkEngine) -> None:
    async with engine.directory() as directory:
        code = scene("pass") + FORGED.replace("not in", "in").replace("LEAVE", "pass")
        outcome = await engine.render(RenderJob(code, 854, 480, 15, policy=False), directory)
    assert isinstance(outcome.value, Death)
    assert outcome.value.cause == "crashed"
