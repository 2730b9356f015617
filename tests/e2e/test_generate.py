"""A prompt becomes a video, as a client of the original API sees it."""

import time
from fractions import Fraction
from io import BytesIO
from typing import Any

import av
import httpx
import pytest

from cli.client import Client
from cli.stack import Stack
from tests.support.watching import ended


def generate_and_wait(base_url: str, request: dict[str, Any]) -> dict[str, Any]:
    """The documented client of the original API, as its users have it."""
    with httpx.Client(base_url=f"{base_url}/api/v1", trust_env=False) as client:
        response = client.post("/video-generation/generate", json=request)
        response.raise_for_status()
        task_id = response.json()["task_id"]
        while True:
            status = client.get(f"/video-generation/tasks/{task_id}/status").json()
            if status["status"] in ("completed", "failed", "cancelled"):
                break
            time.sleep(1)
        response = client.get(f"/video-generation/tasks/{task_id}/result")
        response.raise_for_status()
        answer: dict[str, Any] = response.json()
        return answer


def seconds_of(video: bytes) -> float:
    """Decodes every frame: a file that only looks like a video fails here."""
    with av.open(BytesIO(video), "r") as container:
        stream = container.streams.video[0]
        frames = len(list(container.decode(stream)))
        rate = stream.average_rate
        assert rate is not None
        return float(Fraction(frames) / rate)


async def test_the_documented_client_gets_a_playable_video(stack: Stack) -> None:
    request = {
        "project_id": "demo",
        "content_prompt": "Explain the Pythagorean theorem",
        "scene_count": 2,
        "model_config": {"planner_model": "any", "temperature": 0.5},
        "render_config": {"quality": "preview"},
        "metadata": {"course": 7},
    }
    answer = generate_and_wait(stack.api_url, request)

    result = answer["result"]
    assert answer["status"] == "completed"
    assert result["scene_count"] == len(result["scenes"]) == 2
    assert result["authored_by"] == "offline-lesson"
    async with httpx.AsyncClient(trust_env=False) as client:
        combined = await client.get(result["s3_combined_video_url"])
        manifest = (await client.get(result["s3_manifest_url"])).json()
        assert combined.headers["content-type"] == "video/mp4"
        assert seconds_of(combined.content) == pytest.approx(result["total_duration"], abs=0.2)
        for scene in result["scenes"]:
            video = await client.get(scene["s3_video_url"])
            source = await client.get(scene["s3_source_url"])
            thumbnail = await client.get(scene["s3_thumbnail_url"])
            captions = await client.get(scene["s3_subtitle_url"])
            assert seconds_of(video.content) == pytest.approx(scene["duration"], abs=0.1)
            assert "class " in source.text
            assert thumbnail.content.startswith(b"\x89PNG")
            assert captions.text.startswith("WEBVTT")
    assert sum(scene["duration"] for scene in result["scenes"]) == pytest.approx(
        result["total_duration"], abs=0.2
    )
    assert len(manifest["scenes"]) == 2


async def test_a_prompt_outside_of_the_library_is_honestly_called_an_outline(
    stack: Stack, api: Client
) -> None:
    task_id = await api.generate(
        {
            "project_id": "demo",
            "content_prompt": "Tea came to Japan in the ninth century. Monks brought the seeds.",
            "scene_count": 1,
            "render_config": {"quality": "preview"},
        },
        idempotency_key="outline",
    )
    status = await ended(api, task_id)
    async with httpx.AsyncClient(base_url=stack.api_url, trust_env=False) as http:
        answer = await http.get(f"/api/v1/video-generation/tasks/{task_id}/result")
        document = await http.get(f"/api/v1/video-generation/tasks/{task_id}/status")
    assert status["status"] == "completed"
    assert answer.json()["result"]["authored_by"] == "offline-outline"
    assert document.json()["authored_by"] == "offline-outline"
