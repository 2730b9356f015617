"""Agent by agent to a video, by hand; and the documented commands, as written."""

import asyncio
import re
import shutil
from pathlib import Path
from typing import Any

import av
import httpx
import pytest

from cli.environment import ROOT
from cli.stack import Stack
from services.gateway.routes import AGENTS_PREFIX
from tests.e2e.test_generate import seconds_of
from tests.support.jobs import job_in, job_url, started

TOPIC = "The Pythagorean theorem"


async def value(client: httpx.AsyncClient, agent: str, body: dict[str, Any]) -> dict[str, Any]:
    job_id = await started(client, agent, {"topic": TOPIC, **body})
    document = await job_in(client, job_id, "SUCCESS", "FAILURE")
    assert document["state"] == "SUCCESS", document
    assert document["meta"] == document["result"]
    return {**document["result"], "job_id": job_id}


async def test_a_video_is_made_agent_by_agent(stack: Stack) -> None:
    async with httpx.AsyncClient(base_url=stack.api_url, trust_env=False) as client:
        plan = await value(client, "plan", {"description": "For pupils", "scene_count": 2})
        assert [scene["number"] for scene in plan["scenes"]] == [1, 2]
        plans = await value(client, "implement", {"plan_xml": plan["plan"]})
        assert plans["count"] == len(plans["scene_plans"]) == 2
        scenes = []
        for number, text in enumerate(plans["scene_plans"], start=1):
            code = await value(
                client,
                "code",
                {"scene_number": number, "scene_outline": plan["plan"], "implementation": text},
            )
            # It went through the client as text, and is still recognised as the lesson's own.
            assert code["authored_by"] == "offline-lesson"
            body = {"code": code["code"], "scene_number": number, "quality": "preview"}
            scenes.append(await value(client, "render/scene", body))
        combined = await value(
            client, "render/combine", {"inputs": [scene["output_url"] for scene in scenes]}
        )
        for made in (*scenes, combined):
            video = await client.get(made["output_url"])
            assert video.headers["content-type"] == "video/mp4"
            assert seconds_of(video.content) == pytest.approx(made["duration"], abs=0.2)
            part = await client.get(made["output_url"], headers={"Range": "bytes=1000-1999"})
            assert (part.status_code, part.content) == (206, video.content[1000:2000])
        assert combined["duration"] == pytest.approx(
            sum(scene["duration"] for scene in scenes), abs=0.2
        )
        assert (await client.get(scenes[0]["thumbnail_url"])).content.startswith(b"\x89PNG")
        assert "-->" in (await client.get(scenes[0]["srt_url"])).text
    await asyncio.to_thread(seek, combined["output_url"], combined["duration"])


def seek(url: str, duration: float) -> None:
    """As a player does: jump to the middle without having read what is before it."""
    with av.open(url) as player:
        player.seek(int(duration / 2 * av.time_base))
        frame = next(player.decode(video=0))
        assert frame.time is not None
        assert frame.time > 0


async def test_a_program_that_does_not_render_says_why(stack: Stack) -> None:
    program = "from manim import *\n\nclass A(Scene):\n    def construct(self):\n        Circl()\n"
    async with httpx.AsyncClient(base_url=stack.api_url, trust_env=False) as client:
        made = await value(client, "render/scene", {"code": program, "scene_number": 1})
        refused = await client.post(
            f"{AGENTS_PREFIX}/render/combine", json={"topic": "T", "job_ids": [made["job_id"]]}
        )
    assert "Circl" in made["error"]
    assert made["output_url"] is None
    assert refused.status_code == 422


async def test_a_cancelled_render_is_revoked(stack: Stack) -> None:
    program = (
        "from manim import *\n\nclass A(Scene):\n    def construct(self):\n"
        "        for _ in range(60):\n            self.play(Create(Circle()))\n"
    )
    body = {"topic": TOPIC, "code": program, "scene_number": 1, "quality": "high"}
    async with httpx.AsyncClient(base_url=stack.api_url, trust_env=False) as client:
        job_id = await started(client, "render/scene", body)
        await job_in(client, job_id, "PROGRESS")
        cancelled = await client.delete(job_url(job_id))
        assert (cancelled.status_code, cancelled.json()["state"]) == (202, "REVOKED")


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="needs curl and jq")
async def test_the_documented_commands_work_as_written(stack: Stack, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "agents.md").read_text()
    script = "\n".join(re.findall(r"^```sh\n(.*?)^```$", page, re.DOTALL | re.MULTILINE))
    shell = await asyncio.create_subprocess_exec(
        *("sh", "-euc", script.replace("http://127.0.0.1:8000", stack.api_url)),
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await shell.communicate()
    assert shell.returncode == 0, output.decode()
    assert output.split() == [b"1024"]
    assert seconds_of((tmp_path / "combined.mp4").read_bytes()) > 5
