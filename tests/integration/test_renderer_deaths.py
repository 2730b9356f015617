"""Programs that must be ended, and what is left of them: nothing."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from services.renderer import family
from services.renderer.death import Death
from services.renderer.engine import ForkEngine
from services.renderer.job import (
    Limits,
    Progress,
    Rejection,
    Rendered,
    RenderJob,
)
from services.renderer.outcome import Outcome
from services.renderer.render import render_scene
from shared.contracts.render import SceneRejected
from shared.errors import Unavailable
from tests.support.scenes import (
    ENDLESS,
    ENDLESS_LINE,
    GRANDCHILDREN,
    TINY,
    FolderArtifacts,
    Hasty,
    render_command,
    scene,
    unchecked,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

MEGABYTE = 1024**2


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ForkEngine]:
    limits = Limits(wall=60, memory=700 * MEGABYTE, directory=20 * MEGABYTE)
    async with ForkEngine(tmp_path_factory.mktemp("engine"), limits=limits) as started:
        yield started


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def nothing_left(engine: ForkEngine) -> AsyncIterator[None]:
    """After each test: no process below the zygote, no directory of a job, no open descriptor."""
    descriptors = len(os.listdir("/proc/self/fd"))
    yield
    assert engine.ready
    assert engine.zygote_pid is not None
    assert children(engine.zygote_pid) == []
    [workspace] = engine.root.iterdir()
    assert [path.name for path in workspace.iterdir() if path.name.startswith("job-")] == []
    assert len(os.listdir("/proc/self/fd")) <= descriptors + 2


@pytest.fixture
def no_seccomp(engine: ForkEngine) -> Iterator[None]:
    """Without the layer that denies new processes and signals: what is below it must hold too."""
    layers, engine.layers = engine.layers, engine.layers - {"seccomp"}
    yield
    engine.layers = layers


def children(pid: int) -> list[family.Process]:
    return [process for process in family.table().values() if process.parent == pid]


async def run(engine: ForkEngine, code: str, limits: Limits | None = None) -> Outcome:
    async with engine.directory() as directory:
        job = RenderJob(code, 854, 480, 15, policy=False)
        return await engine.render(job, directory, limits=limits)


async def death_of(engine: ForkEngine, code: str, limits: Limits | None = None) -> Death:
    outcome = await run(engine, code, limits)
    assert isinstance(outcome.value, Death), outcome
    return outcome.value


async def assert_still_serves(engine: ForkEngine) -> None:
    assert isinstance((await run(engine, TINY)).value, Rendered)


async def test_an_endless_loop_ends_at_the_limit_with_the_line_it_was_at(
    engine: ForkEngine,
) -> None:
    began = time.monotonic()
    died = await death_of(engine, ENDLESS, Limits(wall=1.5))
    assert died.cause == "timeout"
    assert died.line in (ENDLESS_LINE - 1, ENDLESS_LINE)
    assert time.monotonic() - began < 2.7
    await assert_still_serves(engine)


async def test_a_timeout_reaches_the_coder_with_its_context(
    engine: ForkEngine, tmp_path: Path
) -> None:
    event = await render_scene(
        render_command(ENDLESS),
        engine=Hasty(engine),
        artifacts=FolderArtifacts(tmp_path),
    )
    assert isinstance(event, SceneRejected)
    assert event.kind == "timeout"
    assert event.error.startswith("not finished after 1.5 s (it was at line")
    assert "while True:" in event.context


async def test_a_slow_growth_of_memory_is_ended(engine: ForkEngine) -> None:
    grow = unchecked(
        "kept = []", "while True:", "    kept.append(bytearray(10**7))", "    time.sleep(0.01)"
    )
    outcome = await run(engine, grow)
    # Whichever comes first, our watch or the limit of the address space: it reads the same.
    match outcome.value:
        case Death(cause=kind) | Rejection(kind=kind):
            assert kind == "memory"
        case other:
            pytest.fail(f"{other}")


async def test_a_great_allocation_is_refused_at_its_line(engine: ForkEngine) -> None:
    outcome = await run(engine, scene("self.add(Dot())", "x = bytearray(10**11)"))
    assert isinstance(outcome.value, Rejection)
    assert (outcome.value.kind, outcome.value.line) == ("memory", 6)


async def test_the_limit_of_cpu_time_holds(engine: ForkEngine) -> None:
    died = await death_of(engine, ENDLESS, Limits(wall=30, cpu=1))
    assert died.cause == "cpu"


async def test_a_full_directory_ends_the_render(engine: ForkEngine) -> None:
    fill = unchecked(
        "with open('big', 'wb') as f:",
        "    while True:",
        "        f.write(b'x' * 10**6); f.flush(); time.sleep(0.01)",
    )
    assert (await death_of(engine, fill)).cause == "directory"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("os._exit(0)", "exit status 0"),
        ("os._exit(7)", "exit status 7"),
        ("ctypes.string_at(0)", "SIGSEGV"),
        ("os.abort()", "SIGABRT"),
    ],
)
async def test_a_crash_is_told_as_one(engine: ForkEngine, line: str, text: str) -> None:
    died = await death_of(engine, unchecked("self.add(Dot())", line))
    assert died.cause == "crashed"
    assert text in died.detail
    if text.startswith("SIG"):
        assert died.line == 6
    await assert_still_serves(engine)


@pytest.mark.usefixtures("no_seccomp")
async def test_a_kill_from_outside_is_no_fault_of_the_program(engine: ForkEngine) -> None:
    with pytest.raises(Unavailable):
        await run(engine, unchecked("os.kill(os.getpid(), signal.SIGKILL)"))


async def until_forked(zygote: int) -> list[family.Process]:
    """Wait for the zygote's whole family: itself, the job, three children and theirs."""
    async with asyncio.timeout(20):
        while len(found := family.members(zygote, family.table())) < 8:
            await asyncio.sleep(0.01)
    return found


@pytest.mark.usefixtures("no_seccomp")
async def test_grandchildren_that_leave_the_group_do_not_outlive_the_job(
    engine: ForkEngine,
) -> None:
    code = GRANDCHILDREN + "        self.add(Dot())\n        self.wait(0.2)\n"
    assert isinstance((await run(engine, code)).value, Rendered)


@pytest.mark.usefixtures("no_seccomp")
async def test_a_cancelled_render_is_gone_within_a_second(engine: ForkEngine) -> None:
    code = GRANDCHILDREN + "        while True: time.sleep(1)\n"
    async with engine.directory() as directory:
        job = RenderJob(code, 854, 480, 15, policy=False)
        task = asyncio.create_task(engine.render(job, directory))
        assert engine.zygote_pid is not None
        await until_forked(engine.zygote_pid)
        began = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert time.monotonic() - began < 1
        assert children(engine.zygote_pid) == []


async def test_a_killed_zygote_is_replaced_and_the_next_render_works(engine: ForkEngine) -> None:
    old = engine.zygote_pid
    assert old is not None
    seen: asyncio.Queue[Progress] = asyncio.Queue()
    slow = scene("self.add(Dot())", "while self.time < 20: self.play(FadeIn(Square()))")
    async with engine.directory() as directory:
        render = engine.render(RenderJob(slow, 1920, 1080, 60), directory, progress=seen.put_nowait)
        task = asyncio.create_task(render)
        await seen.get()
        os.kill(old, signal.SIGKILL)
        with pytest.raises(Unavailable):
            await task
    await assert_still_serves(engine)
    assert engine.zygote_pid != old


async def test_a_zygote_that_does_not_obey_is_replaced(engine: ForkEngine) -> None:
    old = engine.zygote_pid
    assert old is not None
    os.kill(old, signal.SIGSTOP)
    began = time.monotonic()
    with pytest.raises(Unavailable):
        await run(engine, ENDLESS, Limits(wall=0.5))
    assert time.monotonic() - began < 3
    await assert_still_serves(engine)


async def test_a_worn_zygote_is_replaced_and_no_job_notices(tmp_path: Path) -> None:
    async with ForkEngine(tmp_path, jobs_per_zygote=2) as engine:
        first = engine.zygote_pid
        # A render and its probe are two jobs.
        assert isinstance((await run(engine, TINY)).value, Rendered)
        async with asyncio.timeout(30):
            while engine.zygote_pid == first:
                await assert_still_serves(engine)
        assert first is not None
        assert not Path(f"/proc/{first}").exists()


async def test_stopping_ends_everything(tmp_path: Path) -> None:
    engine = ForkEngine(tmp_path)
    engine.layers -= {"seccomp"}
    await engine.start()
    zygote = engine.zygote_pid
    assert zygote is not None
    async with engine.directory() as directory:
        job = RenderJob(GRANDCHILDREN + "        while True: pass\n", 854, 480, 15, policy=False)
        task = asyncio.create_task(engine.render(job, directory))
        below = await until_forked(zygote)
        began = time.monotonic()
        await engine.stop()
        assert time.monotonic() - began < 2
        with pytest.raises(Unavailable):
            await task
    assert [process for process in below if Path(f"/proc/{process.pid}").exists()] == []
    assert list(tmp_path.iterdir()) == []


async def test_what_a_killed_service_has_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / "chalkstream-renderer-left" / "job-1" / "closed" / "inner"
    left.mkdir(parents=True)
    (tmp_path / "chalkstream-renderer-left" / "lock").touch()
    (left / "file").touch()
    (left / "link").symlink_to("/etc")
    for closed in (left, left.parent, left.parent.parent):
        closed.chmod(0)
    async with ForkEngine(tmp_path) as one, ForkEngine(tmp_path) as other:
        assert len(list(tmp_path.iterdir())) == 2
        assert one.ready
        assert other.ready
    assert list(tmp_path.iterdir()) == []


async def test_a_program_finds_nothing_of_the_service(
    engine: ForkEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = unchecked(
        "def is_open(fd):",
        "    try: return bool(os.fstat(fd))",
        "    except OSError: return False",
        "found = {'env': dict(os.environ), 'cwd': os.getcwd(), 'sid': os.getsid(0),",
        "  'fds': [fd for fd in range(256) if is_open(fd)]}",
        "raise ValueError(repr(found))",
    )
    monkeypatch.setenv("NATS_PASSWORD", "secret")
    async with engine.directory() as directory:
        job = RenderJob(code, 854, 480, 15, policy=False)
        outcome = await engine.render(job, directory)
    assert isinstance(outcome.value, Rejection)
    found = eval(outcome.value.error.removeprefix("ValueError: "))
    names = {"PATH", "LANG", "HOME", "TMPDIR", "XDG_CACHE_HOME", "OPENBLAS_NUM_THREADS"}
    assert set(found["env"]) == names
    assert found["env"]["HOME"] == found["env"]["TMPDIR"] == found["cwd"]
    assert Path(found["cwd"]).parent == directory
    assert found["sid"] not in (os.getsid(0), os.getsid(engine.zygote_pid or 0))
    # 3 and 4 are the pipes, 5 is for the interpreter's own traceback.
    assert found["fds"] == [0, 1, 2, 3, 4, 5]
