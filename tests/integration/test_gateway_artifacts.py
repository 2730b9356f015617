"""Files of jobs as a browser's player asks for them, from a real object store."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest_asyncio

from services.gateway.routes.artifacts import KEPT
from services.gateway.store import TaskStore
from services.gateway.workflow.job import JobState
from shared.contracts.base import Command, Event
from shared.contracts.render import SceneRendered
from tests.conftest import StartService
from tests.support.answers import success
from tests.support.fake_workers import FakeWorkers
from tests.support.jobs import RENDER, job_in, job_url, started
from tests.support.published import SCENE_BODIES, uploads
from tests.support.stack import CleanBus
from tests.support.staging import stage

VIDEO = SCENE_BODIES["video.mp4"]
SIZE = len(VIDEO)


@dataclass(frozen=True)
class Rendered:
    """A job that has rendered a scene, whose files are in the store."""

    gateway: httpx.AsyncClient
    bus: CleanBus
    job_id: str

    async def get(self, name: str = "video.mp4", **headers: str) -> httpx.Response:
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        return await self.gateway.get(job_url(self.job_id, f"artifacts/{name}"), headers=named)

    async def change(self, **fields: object) -> None:
        tasks = TaskStore(self.bus.js)
        stored = await tasks.load(self.job_id)
        assert stored is not None
        await tasks.save(stored.task.but(**fields), revision=stored.revision)


@pytest_asyncio.fixture
async def rendered(
    gateway: httpx.AsyncClient, clean_bus: CleanBus, service: StartService
) -> AsyncIterator[Rendered]:
    await service("assets").start()
    staged = await stage(clean_bus, uploads("files-of-a-job", 1, SCENE_BODIES), SCENE_BODIES)

    def reply(command: Command) -> Event:
        answer = success(command)
        assert isinstance(answer, SceneRendered)
        return answer.model_copy(update={"artifacts": staged})

    async with FakeWorkers(clean_bus, reply):
        job_id = await started(gateway, "render/scene", RENDER)
        await job_in(gateway, job_id, "SUCCESS")
    yield Rendered(gateway, clean_bus, job_id)


async def test_a_player_can_seek(rendered: Rendered) -> None:
    whole = await rendered.get()
    assert (whole.status_code, whole.content) == (200, VIDEO)
    tag = whole.headers["etag"]
    assert tag.startswith('"')
    assert whole.headers["content-type"] == "video/mp4"
    assert whole.headers["accept-ranges"] == "bytes"
    assert int(whole.headers["content-length"]) == SIZE
    for asked, start, end in (
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=0-3", 0, 3),
        ("bytes=100-199", 100, 199),
        ("bytes=-5", SIZE - 5, SIZE - 1),
        (f"bytes=5000-{SIZE * 2}", 5000, SIZE - 1),
    ):
        for part in (
            await rendered.get(range=asked),
            await rendered.get(range=asked, if_range=tag),
        ):
            assert part.status_code == 206
            assert part.content == VIDEO[start : end + 1]
            assert part.headers["content-range"] == f"bytes {start}-{end}/{SIZE}"
            assert int(part.headers["content-length"]) == end - start + 1
            assert part.headers["etag"] == tag
            assert part.headers["content-type"] == "video/mp4"


async def test_a_range_of_another_file_is_the_whole_one(rendered: Rendered) -> None:
    tag = (await rendered.get()).headers["etag"]
    for condition in ('"another"', f"W/{tag}", "Wed, 21 Oct 2015 07:28:00 GMT"):
        answer = await rendered.get(range="bytes=0-3", if_range=condition)
        assert (answer.status_code, answer.content) == (200, VIDEO)


async def test_what_is_not_one_range_is_ignored(rendered: Rendered) -> None:
    for asked in ("lines=0-3", "bytes", "", "bytes=-", "bytes=a-b", "bytes=0-3,7-9", "bytes=\xb2-"):
        headers = {"Range": asked.encode("latin-1")}
        url = job_url(rendered.job_id, "artifacts/video.mp4")
        answer = await rendered.gateway.get(url, headers=headers)  # type: ignore[arg-type]
        assert (answer.status_code, answer.content) == (200, VIDEO), asked


async def test_a_range_outside_of_the_file_is_refused(rendered: Rendered) -> None:
    answer = await rendered.get(range=f"bytes={SIZE}-")
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{SIZE}"
    assert answer.json()["error_code"] == "RANGE_NOT_SATISFIABLE"


async def test_what_the_client_has_is_not_sent_again(rendered: Rendered) -> None:
    tag = (await rendered.get()).headers["etag"]
    for condition in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = await rendered.get(if_none_match=condition)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
    assert (await rendered.get(if_none_match='"other"')).content == VIDEO


async def test_head_tells_what_get_would_send(rendered: Rendered) -> None:
    get = await rendered.get()
    url = job_url(rendered.job_id, "artifacts/video.mp4")
    head = await rendered.gateway.head(url)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-length", "content-type", "etag", "accept-ranges", "cache-control"):
        assert head.headers[name] == get.headers[name]
    headers = {"If-None-Match": get.headers["etag"]}
    assert (await rendered.gateway.head(url, headers=headers)).status_code == 304
    assert (await rendered.gateway.head(url + "x")).status_code == 404


async def test_every_file_has_its_type_and_no_address_leaks(rendered: Rendered) -> None:
    for name, kind in (
        ("thumbnail.png", "image/png"),
        ("captions.vtt", "text/vtt"),
        ("captions.srt", "application/x-subrip"),
    ):
        answer = await rendered.get(name)
        assert answer.content == SCENE_BODIES[name]
        assert answer.headers["content-type"].startswith(kind)
        assert not [
            name for name in answer.headers if name.startswith("x-amz") or name == "location"
        ]
    document = (await rendered.gateway.get(job_url(rendered.job_id))).text
    assert "X-Amz" not in document
    assert "artifacts/files-of-a-job" not in document


async def test_there_is_no_other_file(rendered: Rendered) -> None:
    for name in ("other.mp4", "..%2Fvideo.mp4", "%00"):
        answer = await rendered.get(name)
        assert answer.status_code == 404
        assert answer.json()["error_code"].endswith("NOT_FOUND")


async def test_after_a_day_the_files_are_gone(rendered: Rendered) -> None:
    stored = await TaskStore(rendered.bus.js).find(rendered.job_id)
    assert isinstance(stored, JobState)
    assert stored.ended_at is not None
    await rendered.change(ended_at=stored.ended_at - KEPT - timedelta(seconds=1))
    answer = await rendered.get()
    assert answer.status_code == 404
    assert "24 hours" in answer.json()["detail"]


async def test_what_the_store_has_lost_is_gone(rendered: Rendered) -> None:
    stored = await TaskStore(rendered.bus.js).find(rendered.job_id)
    assert isinstance(stored, JobState)
    assert isinstance(stored.answer, SceneRendered)
    moved = tuple(
        file.model_copy(update={"key": file.key.replace("render-1", "render-2")})
        for file in stored.answer.artifacts
    )
    await rendered.change(answer=stored.answer.model_copy(update={"artifacts": moved}))
    answer = await rendered.get()
    assert (answer.status_code, answer.json()["error_code"]) == (404, "ARTIFACT_NOT_FOUND")


async def test_without_the_assets_service_it_is_later(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    async with FakeWorkers(clean_bus):
        job_id = await started(gateway, "render/scene", RENDER)
        await job_in(gateway, job_id, "SUCCESS")
    answer = await gateway.get(job_url(job_id, "artifacts/video.mp4"))
    assert (answer.status_code, answer.json()["error_code"]) == (503, "SERVICE_UNAVAILABLE")
