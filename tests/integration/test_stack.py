"""The whole stack as processes: ready together, restarted one by one, gone together."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from cli.embedded.process import DidNotStart
from cli.environment import ROOT, SERVICES
from cli.stack import DataInUse, Stack
from tests.support.processes import all_gone, descendants


async def test_a_stack_is_ready_as_a_whole_and_leaves_nothing_behind(tmp_path: Path) -> None:
    before = descendants(os.getpid())
    async with Stack(tmp_path) as stack:
        assert set(stack.services) == set(SERVICES)
        async with httpx.AsyncClient() as http:
            health = await http.get(f"{stack.api_url}/api/v1/video-generation/health")
        assert health.json()["status"] == "healthy", health.text
        with pytest.raises(DataInUse):
            await Stack(tmp_path).start()

        coder = stack.services["coder"]
        pid = coder.pid
        await coder.kill9()
        assert coder.returncode == -signal.SIGKILL
        await coder.restart()
        assert coder.running
        assert coder.pid != pid
        started = descendants(os.getpid()).keys() - before.keys()
        assert len(started) >= len(SERVICES) + 2
        family = {pid: born for pid, born in descendants(os.getpid()).items() if pid in started}
    await all_gone(family)


async def test_no_secret_is_in_the_renderers_environment(tmp_path: Path) -> None:
    async with Stack(tmp_path) as stack:
        renderer = stack.services["renderer"].pid
        family = [renderer, *descendants(renderer)]
        told = b"".join(Path(f"/proc/{pid}/environ").read_bytes() for pid in family)
        assert stack.s3.secret_key.encode() not in told
        assert b"OPENAI" not in told
        assets = Path(f"/proc/{stack.services['assets'].pid}/environ").read_bytes()
        assert stack.s3.secret_key.encode() in assets


async def test_a_stack_that_cannot_start_says_which_service_and_why(tmp_path: Path) -> None:
    before = descendants(os.getpid())
    stack = Stack(tmp_path, env={"planner:WORKER_SLOTS": "0"})
    with pytest.raises(DidNotStart, match=r"planner did not start(?s:.)*slots"):
        await stack.start()
    assert descendants(os.getpid()).keys() <= before.keys()


@contextmanager
def up(data_dir: Path) -> Iterator["Up"]:
    process = subprocess.Popen(
        [str(ROOT / "chalkstream"), "up", "--port", "0", "--data-dir", str(data_dir)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Up(process)
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


class Up:
    """`chalkstream up` as a user sees it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def until(self, text: str) -> None:
        """Read its lines up to the one that holds the text."""
        assert self.process.stdout is not None
        seen = []
        for line in self.process.stdout:
            seen.append(line)
            if text in line:
                return
        raise AssertionError("".join(seen))

    def pid_of(self, service: str) -> int:
        wanted = f"services.{service}.app"
        return next(
            pid
            for pid in descendants(self.process.pid)
            if wanted in Path(f"/proc/{pid}/cmdline").read_text()
        )


async def test_up_starts_again_what_dies_and_stops_when_told(tmp_path: Path) -> None:
    with up(tmp_path) as stack:
        stack.until("ready: http://127.0.0.1:")
        os.kill(stack.pid_of("planner"), signal.SIGKILL)
        stack.until("planner died (SIGKILL)")
        stack.until("planner is back")
        family = descendants(stack.process.pid)
        stack.process.send_signal(signal.SIGTERM)
        stack.until("stopped")
        assert await asyncio.to_thread(stack.process.wait, 30) == 0
    await all_gone(family)


async def test_a_killed_launcher_takes_everything_with_it(tmp_path: Path) -> None:
    with up(tmp_path) as stack:
        stack.until("ready: http://127.0.0.1:")
        family = descendants(stack.process.pid)
        assert len(family) >= len(SERVICES) + 2
        stack.process.kill()
    await all_gone(family)
