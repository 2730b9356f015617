"""`chalkstream up`: the embedded stack in the foreground until it is told to stop."""

import asyncio
import os
import socket
from pathlib import Path

from rich.console import Console

from cli.embedded.process import DidNotStart
from cli.environment import SERVICES
from cli.logview import LogView
from cli.signals import Stopped, until_stopped
from cli.stack import Notice, Stack
from cli.supervisor import Supervisor


def default_data_dir() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "chalkstream"


def up(*, port: int, data_dir: Path, log_level: str) -> int:
    """The exit code: 0 when told to stop, 1 when it could not start or keep running."""
    console = Console()
    if port and _taken(port):
        console.print(f"port {port} is in use: choose another with --port", style="red")
        return 1
    try:
        asyncio.run(until_stopped(_show(port, data_dir, log_level, console)))
    except Stopped:
        return 0
    except DidNotStart as error:
        console.print(str(error), style="red", markup=False, highlight=False)
        return 1
    return 0


async def _show(port: int, data_dir: Path, log_level: str, console: Console) -> None:
    log_dir = data_dir / "logs"
    logs = {name: log_dir / f"{name}.log" for name in SERVICES}
    if log_level == "debug":
        logs |= {"nats": data_dir / "nats" / "nats.log", "s3": data_dir / "s3" / "s3.log"}
    with LogView(logs, console) as view:

        def notice(text: str) -> None:
            for line in text.splitlines():
                view.line("stack", line)

        notice(f"data and logs in {data_dir}")
        env = {"LOG_LEVEL": log_level.upper()}
        stack = Stack(data_dir, port=port or None, log_dir=log_dir, env=env, notice=notice)
        shown = asyncio.create_task(view.run())
        try:
            await _run(stack, notice)
        finally:
            notice("stopped")
            shown.cancel()


async def _run(stack: Stack, notice: Notice) -> None:
    async with stack:
        notice(f"bus: NATS_URL={stack.nats.url}")
        notice(f"ready: {stack.api_url}/api/v1  (Ctrl-C stops it)")
        try:
            await Supervisor(stack, notice).run()
        finally:
            notice("stopping")


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
