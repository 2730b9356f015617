"""The layout gate between the rehearsal and the first frame, and how well it judges."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from lessons import library
from services.renderer.engine import ForkEngine
from services.renderer.job import Limits, Planned, Rejection, RenderJob
from services.renderer.render import render_scene
from shared.contracts.finding import Finding, LayoutGate
from shared.contracts.render import SceneRejected
from tests.support.layouts.clean import CLEAN
from tests.support.layouts.defects import DEFECTS
from tests.support.scenes import FolderArtifacts, render_command, rendered, scene

pytestmark = pytest.mark.asyncio(loop_scope="module")

CUT_OFF = scene(
    "title = Text('Conclusion').shift(UP * 3.9)",
    "self.play(FadeIn(title), run_time=0.4)",
    "self.wait(1)",
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ForkEngine]:
    async with ForkEngine(tmp_path_factory.mktemp("engine")) as started:
        yield started


async def severe(engine: ForkEngine, code: str) -> list[Finding]:
    job = RenderJob(code, 854, 480, 15, max_duration=120, layout="report")
    async with engine.directory() as directory:
        outcome = await engine.rehearse(job, directory)
    assert isinstance(outcome.value, Planned), (outcome.value, code)
    return [finding for finding in outcome.findings if finding.severe]


async def test_seeded_faults_are_found(engine: ForkEngine) -> None:
    missed = []
    for layout in DEFECTS:
        kinds = {finding.kind for finding in await severe(engine, layout.code)}
        if not kinds & set(layout.kinds):
            missed.append(layout.name)
    assert 1 - len(missed) / len(DEFECTS) >= 0.9, missed


async def test_scenes_in_order_are_left_alone(engine: ForkEngine) -> None:
    accused = {}
    for layout in CLEAN:
        if found := await severe(engine, layout.code):
            accused[layout.name] = [finding.message for finding in found]
    assert len(accused) / len(DEFECTS) <= 0.05, accused


async def test_lessons_are_in_order(engine: ForkEngine) -> None:
    """The first scene of some; `benchmarks.layout_gate --lessons` looks at all of them."""
    for lesson in library.load()[::5]:
        plan = library.plan(next(iter(lesson.keywords)), 1)
        assert await severe(engine, library.program(plan.scenes[0].reference)) == [], lesson.name


async def given(engine: ForkEngine, gate: LayoutGate, code: str = CUT_OFF) -> SceneRejected:
    command = render_command(code).model_copy(update={"layout": gate})
    store = FolderArtifacts(Path("/nowhere"))
    event = await render_scene(command, engine=engine, artifacts=store)
    assert isinstance(event, SceneRejected), event
    return event


async def test_a_strict_gate_sends_the_scene_back_before_a_frame_is_drawn(
    engine: ForkEngine,
) -> None:
    event = await given(engine, "strict")
    assert event.kind == "layout"
    assert '`title` (Text "Conclusion") is cut off' in event.error
    assert "down" in event.error
    assert event.line == 6
    assert ">   6 |         self.play(FadeIn(title), run_time=0.4)" in event.context


async def test_a_reporting_gate_delivers_the_scene_with_its_findings(
    engine: ForkEngine, tmp_path: Path
) -> None:
    event = await rendered(engine, FolderArtifacts(tmp_path), CUT_OFF)
    (finding,) = event.findings
    assert (finding.kind, finding.severe, finding.objects) == ("off_frame", True, ("title",))


async def test_what_a_program_makes_of_its_record_harms_nobody(
    engine: ForkEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "layers", engine.layers - {"seccomp", "landlock"})
    forger = "import atexit, os\nos.symlink('/etc/passwd', 'layout.json')\nself.wait(0.2)"
    job = RenderJob(scene("self.add(Dot())", forger), 854, 480, 15, policy=False, layout="strict")
    async with engine.directory() as directory:
        outcome = await engine.rehearse(job, directory)
    assert outcome.findings == ()


async def test_what_takes_too_much_memory_is_not_begun(engine: ForkEngine) -> None:
    code = scene("self.add(VMobject().set_points(np.zeros((4_000_000, 3))))", "self.wait(0.2)")
    limits = Limits(wall=60, memory=300 * 1024**2)
    async with engine.directory() as directory:
        outcome = await engine.rehearse(RenderJob(code, 854, 480, 15), directory, limits=limits)
    assert isinstance(outcome.value, Rejection), outcome.value
    assert outcome.value.kind == "memory"
    assert "1 objects with 4000000 points), at most 300 MB are allowed" in outcome.value.error


async def test_what_a_scene_will_be_is_known(engine: ForkEngine) -> None:
    job = RenderJob(scene("self.add(*[Dot() for _ in range(7)])", "self.wait(1)"), 854, 480, 15)
    async with engine.directory() as directory:
        value = (await engine.rehearse(job, directory)).value
    assert isinstance(value, Planned)
    assert (value.frames, value.plays, value.objects) == (15, 1, 7)
    assert 854 * 480 * 4 < value.memory < 100 * 1024**2
