"""The curl examples of the README and of every route run as they are written."""

import asyncio
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from cli.environment import ROOT
from services.gateway.openapi_curl import HERE
from services.gateway.routes import AGENTS_PREFIX
from shared.contracts.base import Command, Event
from shared.contracts.plan import PlanVideo
from shared.contracts.render import RenderScene
from tests.support.answers import rejection, success
from tests.support.fake_workers import FakeWorkers
from tests.support.gateway import generated, settled
from tests.support.granting import granting
from tests.support.stack import CleanBus

BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
CURL = re.compile(r"^curl .*?(?<!\\)$", re.DOTALL | re.MULTILINE)
CURLRC = 'max-time = 20\noutput = /dev/null\nwrite-out = "%{http_code}"\n'
WAIT = "Please wait with the plan"


@dataclass(frozen=True)
class Example:
    where: str
    command: str


def in_readme() -> list[Example]:
    text = (ROOT / "README.md").read_text()
    return [
        Example("README", command)
        for block in BLOCK.findall(text)
        for command in CURL.findall(block)
    ]


def in_descriptions(document: dict[str, Any]) -> Iterator[Example]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            (block,) = BLOCK.findall(operation["description"])
            yield Example(f"{method} {path}", block)


def reply(command: Command) -> Event | None:
    if isinstance(command, PlanVideo) and WAIT in command.prompt:
        return None
    if isinstance(command, RenderScene) and command.scene_number == 2:
        return rejection(command)
    return success(command)


async def ids(gateway: httpx.AsyncClient) -> dict[str, dict[str, str]]:
    """By the last words of a path: the ids of a task or job that is as the route needs it."""
    done = await generated(gateway, scene_count=1)
    failed = await generated(gateway, scene_count=2, render_config={"max_retries": 1})
    other = await generated(gateway, scene_count=2, render_config={"max_retries": 1})
    running = await generated(gateway, content_prompt=WAIT)
    render = {"topic": "Circles", "code": "x = 1", "scene_number": 1}
    rendered = await gateway.post(
        f"{AGENTS_PREFIX}/render/scene", json=render, headers={"Prefer": "wait=10"}
    )
    planning = {"topic": "Circles", "description": WAIT}
    waiting = await gateway.post(f"{AGENTS_PREFIX}/plan", json=planning)
    await settled(gateway, done, "completed")
    for task_id in (failed, other):
        await settled(gateway, task_id, "failed")
    return {
        "": {"TASK_ID": done, "JOB_ID": rendered.json()["job_id"]},
        "delete": {"TASK_ID": running, "JOB_ID": waiting.json()["job_id"]},
        "/retry": {"TASK_ID": failed},
        "/scenes/{number}/retry": {"TASK_ID": other},
    }


async def run(example: Example, base_url: str, variables: dict[str, str], home: Path) -> str:
    """The status code; the body goes nowhere."""
    (home / ".curlrc").write_text(
        'silent\nmax-time = 20\noutput = /dev/null\nwrite-out = "%{http_code}"'
    )
    process = await asyncio.create_subprocess_exec(
        "sh",
        "-c",
        example.command.replace(HERE, base_url),
        env={"PATH": os.environ["PATH"], "CURL_HOME": str(home), "no_proxy": "*", **variables},
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    return out.decode()


def test_the_readme_has_examples() -> None:
    assert len(in_readme()) >= 1


@pytest.mark.timeout(90)
async def test_every_example_works_as_it_is_written(
    gateway: httpx.AsyncClient, clean_bus: CleanBus, tmp_path: Path
) -> None:
    base_url = str(gateway.base_url).rstrip("/")

    document = (await gateway.get("/openapi.json")).json()
    async with FakeWorkers(clean_bus, reply), granting(clean_bus, f"{base_url}/livez"):
        known = await ids(gateway)
        answers = {}
        for example in (*in_readme(), *in_descriptions(document)):
            method, _, path = example.where.partition(" ")
            ending = max(
                (each for each in known if each.startswith("/") and path.endswith(each)),
                key=len,
                default="delete" if method == "delete" else "",
            )
            answers[example.where] = await run(example, base_url, known[ending], tmp_path)
    wrong = {where: status for where, status in answers.items() if not status.startswith("2")}
    assert not wrong
    assert len(answers) > 15
