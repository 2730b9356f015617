"""`chalkstream demo`: the stack up, one video, the stack down."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any, TypeVar

from cli.client import Client
from cli.display import Display
from cli.generate import Delivery, Order, generate
from cli.stack import Stack
from cli.supervisor import Supervisor

T = TypeVar("T")


async def demo(order: Order, out: Path, display: Display) -> Delivery:
    """The services log into files beside the video; their data is thrown away."""
    # A short path: Unix sockets in it have room for about a hundred characters.
    data_dir = Path(tempfile.mkdtemp(prefix="chalkstream-"))
    try:
        logs = out / "logs"
        display.say(f"logs of the services: {logs.absolute()}")
        env = demo_settings(os.environ)
        async with Stack(data_dir, log_dir=logs, env=env, notice=display.say) as stack:
            supervisor: asyncio.Task[None] = asyncio.create_task(
                Supervisor(stack, display.say).run()
            )
            try:
                async with Client(stack.api_url) as api:
                    return await _unless(supervisor, generate(api, order, out, display))
            finally:
                supervisor.cancel()
                await asyncio.gather(supervisor, return_exceptions=True)
    finally:
        shutil.rmtree(data_dir, ignore_errors=True)


def demo_settings(caller: Mapping[str, str]) -> dict[str, str]:
    """The demo also runs where the kernel lacks a layer of the sandbox (an old one, a container).

    Only while the programs are our own lessons: a model's programs are never run so.
    """
    theirs = ("MODEL_AUTHOR", "MODEL_BASE_URL", "OPENAI_BASE_URL", "MODEL_API_KEY")
    if any(caller.get(name) for name in (*theirs, "OPENAI_API_KEY", "RENDERER_SANDBOX")):
        return {}
    return {"renderer:RENDERER_SANDBOX": "best-effort"}


async def _unless(guard: asyncio.Task[None], work: Coroutine[Any, Any, T]) -> T:
    """The work's result; the guard's error if that comes first."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task, guard}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            guard.result()
        return await task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
