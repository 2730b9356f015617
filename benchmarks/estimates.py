"""How wrong the gateway's estimates are, on the real stack: promised against actual seconds.

python -m benchmarks.estimates [--tasks 9]

Tasks of mixed prompts, scene counts and qualities, one after the other. The first of each quality
has no history to be judged by and is left out of the error.
"""

import argparse
import asyncio
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle, islice, product
from pathlib import Path
from statistics import median

import httpx

from cli.client import PREFIX
from cli.stack import Stack

PROMPTS = (
    "Explain the Pythagorean theorem",
    "How does binary search find a number?",
    "What is the derivative of a function?",
)
QUALITIES = ("preview", "low")
SCENES = (1, 2, 3)


@dataclass(frozen=True)
class Promise:
    """Seconds from the request to the end: as promised at once, when drawing began, and in fact."""

    quality: str
    scenes: int
    first: float | None
    later: float | None
    actual: float

    def error(self, promised: float | None) -> float | None:
        return None if promised is None else abs(promised - self.actual) / self.actual


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=9)
    options = parser.parse_args()
    orders = islice(cycle(product(SCENES, QUALITIES)), options.tasks)
    with tempfile.TemporaryDirectory() as directory:
        async with (
            Stack(Path(directory)) as stack,
            httpx.AsyncClient(base_url=stack.api_url + PREFIX, trust_env=False) as api,
        ):
            found = []
            for number, (scenes, quality) in enumerate(orders):
                found.append(await run(api, PROMPTS[number % len(PROMPTS)], scenes, quality))
                show(found[-1])
    judged = [each for index, each in enumerate(found) if index >= len(QUALITIES)]
    for name, errors in (
        ("at once", [each.error(each.first) for each in judged]),
        ("when drawing began", [each.error(each.later) for each in judged]),
    ):
        known = [error for error in errors if error is not None]
        if known:
            worst = max(known)
            print(f"error {name}: median {median(known):.0%}, worst {worst:.0%}, n={len(known)}")
    print(f"load average {os.getloadavg()[0]:.1f}")


async def run(api: httpx.AsyncClient, prompt: str, scenes: int, quality: str) -> Promise:
    body = {
        "project_id": "estimates",
        "content_prompt": prompt,
        "scene_count": scenes,
        "render_config": {"quality": quality},
    }
    task_id = (await api.post("/generate", json=body)).json()["task_id"]
    first: float | None = None
    later: float | None = None
    while True:
        status = (await api.get(f"/tasks/{task_id}/status")).json()
        if status["status"] == "completed":
            actual = _seconds(status, status["result"]["completed_at"])
            return Promise(quality, scenes, first, later, actual)
        assert status["status"] in ("queued", "progress"), status["error"]
        promised = status["estimated_completion"] and _seconds(
            status, status["estimated_completion"]
        )
        first = promised if first is None else first
        drawing = status["current_step"] == "render_scenes"
        later = promised if drawing and later is None else later
        await asyncio.sleep(0.05)


def show(promise: Promise) -> None:
    def text(seconds: float | None) -> str:
        return "    -" if seconds is None else f"{seconds:5.1f}"

    print(
        f"{promise.quality:<8} {promise.scenes} scenes   promised {text(promise.first)} s at once, "
        f"{text(promise.later)} s when drawing began, took {promise.actual:5.1f} s",
        flush=True,
    )


def _seconds(status: dict[str, str], at: str) -> float:
    return (
        datetime.fromisoformat(at) - datetime.fromisoformat(status["created_at"])
    ).total_seconds()


if __name__ == "__main__":
    asyncio.run(main())
