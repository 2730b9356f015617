"""Low-level jobs as a client starts and follows them."""

import asyncio
from typing import Any

import httpx

from services.gateway.routes import AGENTS_PREFIX

PLAN = {"topic": "The circle", "description": "For pupils", "scene_count": 2}
PLAN_XML = "<SCENE_OUTLINE><SCENE_1>\nScene Title: Round\n</SCENE_1></SCENE_OUTLINE>"
IMPLEMENT = {"topic": "The circle", "plan_xml": PLAN_XML}
CODE = {
    "topic": "The circle",
    "scene_number": 1,
    "scene_outline": PLAN_XML,
    "implementation": "Draw a circle.",
}
RENDER = {"topic": "The circle", "code": "class A(Scene): ...", "scene_number": 1, "version": 2}


def job_url(job_id: str, what: str = "") -> str:
    return f"{AGENTS_PREFIX}/jobs/{job_id}{'/' + what if what else ''}"


async def started(client: httpx.AsyncClient, agent: str, body: dict[str, Any]) -> str:
    """The id of a new job."""
    response = await client.post(f"{AGENTS_PREFIX}/{agent}", json=body)
    assert response.status_code == 202, response.text
    job_id: str = response.json()["job_id"]
    return job_id


async def job_in(client: httpx.AsyncClient, job_id: str, *states: str) -> dict[str, Any]:
    """The job's document once its state is one of these."""
    async with asyncio.timeout(60):
        while True:
            document: dict[str, Any] = (await client.get(job_url(job_id))).json()
            if document["state"] in states:
                return document
            await asyncio.sleep(0.02)
