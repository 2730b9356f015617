"""How quickly the gateway answers while tasks run, with few and with many tasks stored.

python -m benchmarks.gateway [--rate 1000] [--posts 50] [--seconds 10] [--stored 10000]

One gateway and one NATS server on this machine; workers that pretend keep 20 tasks running, with
progress reports and a new state every other second. Times are those of an open loop, so a machine
that others use too shows in them: compare the CPU seconds of the gateway as well.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import uvloop

from benchmarks.http_load import MakeRequest, Measured, load
from benchmarks.pretended_work import WAITING, WORKED_ON
from cli.embedded.nats import NatsServer
from cli.embedded.process import Child
from cli.environment import ROOT
from cli.service import Service
from services.gateway.routes import PREFIX
from shared.bootstrap import bootstrap
from shared.settings import BusSettings

RUNNING_TASKS = 20
CONNECTIONS = 64
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Stage:
    """The processes that are measured."""

    service: Service
    nats: NatsServer
    workers: Child
    tasks: list[str]


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=1000, help="status polls a second")
    parser.add_argument("--posts", type=float, default=50, help="POST /generate a second")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--stored", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        async with NatsServer(Path(directory) / "nats") as nats:
            await measure(nats, Path(directory), options)


async def measure(nats: NatsServer, directory: Path, options: argparse.Namespace) -> None:
    await bootstrap(BusSettings(url=nats.url, user=None, password=None))
    environment = {**os.environ, "NATS_URL": nats.url, "PYTHONPATH": str(ROOT)}
    gateway = Service("gateway", environment, log=directory / "gateway.log")
    gateway.launch()
    workers = _python("benchmarks.pretended_work", nats.url, environment, directory / "work.log")
    try:
        await gateway.ready()
        stage = await _stage(gateway, nats, workers)
        few = await _phases(stage, options, "few stored")
        for task_id in stage.tasks:
            await _answer(gateway.port, _request("DELETE", f"{PREFIX}/tasks/{task_id}", close=True))
        seeding = _python(
            "benchmarks.stored_tasks", f"{nats.url} {options.stored}", environment, directory / "s"
        )
        assert await seeding.wait(600) == 0, (directory / "s").read_text()
        many = await _phases(
            await _stage(gateway, nats, workers), options, f"{options.stored} more"
        )
        for name in few:
            ratio = many[name].percentile(0.99) / few[name].percentile(0.99)
            middle = many[name].percentile(0.5) / few[name].percentile(0.5)
            print(f"{name:<28} with {options.stored} more: p50 x{middle:.2f}, p99 x{ratio:.2f}")
    finally:
        await workers.kill()
        await gateway.stop()


async def _stage(gateway: Service, nats: NatsServer, workers: Child) -> Stage:
    """With 20 new tasks, whose scenes are being drawn."""
    tasks = [await _posted(gateway.port) for _ in range(RUNNING_TASKS)]
    await asyncio.sleep(3)
    return Stage(gateway, nats, workers, tasks)


async def _phases(stage: Stage, options: argparse.Namespace, name: str) -> dict[str, Measured]:
    polls = [_request("GET", f"{PREFIX}/tasks/{task_id}/status") for task_id in stage.tasks]
    post = _request("POST", f"{PREFIX}/generate", _body(WAITING))
    found = {}
    for what, make, rate in (
        ("status", lambda number: polls[number % len(polls)], options.rate),
        ("list", lambda number: _request("GET", f"{PREFIX}/tasks?limit=20"), 50),
        ("generate", lambda number: post, options.posts),
    ):
        found[what] = await _phase(stage, make, rate, options.seconds, f"{what}, {name}")
    return found


async def _phase(
    stage: Stage, make: MakeRequest, rate: float, seconds: float, name: str
) -> Measured:
    await load(stage.service.port, make, rate=rate / 4, seconds=1, connections=CONNECTIONS)
    before = _cpu(stage.service.pid), _cpu(stage.nats.pid)
    machine, ours = _machine(), _ours(stage)
    measured = await load(
        stage.service.port, make, rate=rate, seconds=seconds, connections=CONNECTIONS
    )
    others = (_machine() - machine) - (_ours(stage) - ours)
    gateway, nats = _cpu(stage.service.pid) - before[0], _cpu(stage.nats.pid) - before[1]
    print(measured.line(name))
    each = 1000 * gateway / len(measured.latencies)
    print(
        f"{'':<28} gateway {gateway:.1f} CPU s ({each:.2f} ms a request), nats {nats:.1f}; "
        f"others on this machine {others:.1f} CPU s, load average {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    return measured


async def _posted(port: int) -> str:
    post = _request("POST", f"{PREFIX}/generate", _body(WORKED_ON), close=True)
    return str(json.loads(await _answer(port, post))["task_id"])


async def _answer(port: int, request: bytes) -> bytes:
    """The body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    _, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    return body


def _request(method: str, path: str, body: bytes = b"", *, close: bool = False) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    if close:
        lines.append("Connection: close")
    return "\r\n".join([*lines, "", ""]).encode() + body


def _python(module: str, arguments: str, env: dict[str, str], log: Path) -> Child:
    return Child([sys.executable, "-m", module, *arguments.split()], log=log, env=env, cwd=ROOT)


def _ours(stage: Stage) -> float:
    pids = (stage.service.pid, stage.nats.pid, stage.workers.pid, os.getpid())
    return sum(map(_cpu, pids))


def _machine() -> float:
    """Seconds in which any core was busy."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, nice, system, _idle, _wait, irq, softirq = map(int, fields[:7])
    return (user + nice + system + irq + softirq) / _TICKS


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _body(project_id: str) -> bytes:
    request = {
        "project_id": project_id,
        "content_prompt": "Explain the circle",
        "scene_count": 3,
        "render_config": {"max_retries": 10},
    }
    return json.dumps(request).encode()


if __name__ == "__main__":
    begun = time.monotonic()
    uvloop.run(main())
    print(f"{time.monotonic() - begun:.0f} s")
