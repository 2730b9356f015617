"""The assets service as a process, on a real bus and a real object store."""

import asyncio
import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
import pytest_asyncio
from pydantic import TypeAdapter

from cli.embedded.ports import free_port
from services.assets.catalog import Catalog, scene_key
from services.assets.keys import CONTENT_TYPES, IMMUTABLE
from shared.contracts.artifact import (
    DownloadsReply,
    GrantDownloads,
    GrantUploads,
    PublishedFile,
    Refused,
)
from shared.contracts.publish import (
    PublishScene,
    ScenePart,
    ScenePublished,
    SessionSynced,
    SyncSession,
    VideoPublished,
)
from shared.contracts.task import StepFailed
from shared.streams import CATALOG_BUCKET
from tests.conftest import StartService
from tests.support.commands import done, ended, give, lost_after
from tests.support.published import (
    CODE,
    SCENE_BODIES,
    VIDEO_BODIES,
    publish_scene_command,
    publish_video_command,
    uploads,
)
from tests.support.stack import CleanBus, ServiceProcess
from tests.support.staging import stage

_DOWNLOADS: TypeAdapter[DownloadsReply] = TypeAdapter(DownloadsReply)


@pytest_asyncio.fixture
async def assets(service: StartService) -> ServiceProcess:
    process = service("assets")
    await process.start()
    return process


@pytest.fixture
def project(request: pytest.FixtureRequest) -> str:
    """A project of the test's own: the object store is not emptied between tests."""
    name: str = request.node.name
    return name[:64].replace("[", "-").replace("]", "")


async def scene_command(
    bus: CleanBus, project: str, task_id: str = "task-1", attempt: int = 1
) -> PublishScene:
    request = uploads(f"{project[:50]}-{task_id}", 1, SCENE_BODIES)
    return publish_scene_command(
        await stage(bus, request, SCENE_BODIES),
        task_id=task_id,
        project_id=project,
        attempt=attempt,
    )


async def test_a_published_video_can_be_fetched_by_anyone_with_its_url(
    assets: ServiceProcess, clean_bus: CleanBus, project: str
) -> None:
    scene = await done(clean_bus, await scene_command(clean_bus, project))
    assert isinstance(scene, ScenePublished)
    part = ScenePart(scene_number=1, title="A scene", duration=2.5, version=1, files=scene.files)
    combined = await stage(clean_bus, uploads(project[:50], None, VIDEO_BODIES), VIDEO_BODIES)
    command = publish_video_command(combined, (part,), project_id=project).model_copy(
        update={"attempt": 2}
    )
    video = await done(clean_bus, command)
    assert isinstance(video, VideoPublished)
    assert (scene.version, video.version) == (1, 1)
    files = {file.key: file for file in (*scene.files, *video.files)}
    folder = f"projects/{project}/sessions/session"
    assert set(files) == {
        *(f"{folder}/scenes/1/v1/{name}" for name in (*SCENE_BODIES, "source.py")),
        *(f"{folder}/v1/{name}" for name in (*VIDEO_BODIES, "manifest.json")),
    }
    async with httpx.AsyncClient(trust_env=False) as http:
        for file in files.values():
            answer = await http.get(file.url)
            assert answer.status_code == 200
            assert len(answer.content) == file.size
            assert answer.headers["content-type"] == CONTENT_TYPES[file.name]
            assert answer.headers["cache-control"] == IMMUTABLE
        url = files[f"{folder}/v1/combined.mp4"].url
        ranged = await http.get(url, headers={"Range": "bytes=0-3"})
        assert (ranged.status_code, ranged.content) == (206, VIDEO_BODIES["combined.mp4"][:4])
        source = await http.get(files[f"{folder}/scenes/1/v1/source.py"].url)
        assert source.text == CODE
        manifest = (await http.get(files[f"{folder}/v1/manifest.json"].url)).json()
    assert [item["key"] for item in manifest["scenes"][0]["files"]] == [
        file.key for file in scene.files
    ]


async def test_publishers_side_by_side_get_dense_different_versions(
    service: StartService, clean_bus: CleanBus, project: str
) -> None:
    pods = [service("assets"), service("assets")]
    await asyncio.gather(*(pod.start() for pod in pods))
    commands = [await scene_command(clean_bus, project, f"task-{n}") for n in range(12)]
    await give(clean_bus, *commands)
    events = await ended(clean_bus, *commands)
    versions = sorted(event.version for event in events if isinstance(event, ScenePublished))
    assert versions == list(range(1, 13))
    # The same work again, as a later attempt, is the same version.
    again = [command.model_copy(update={"attempt": 2}) for command in commands]
    await give(clean_bus, *again)
    repeated = await ended(clean_bus, *again)
    for first, second in zip(events, repeated, strict=True):
        assert isinstance(first, ScenePublished)
        assert isinstance(second, ScenePublished)
        assert (second.version, [f.key for f in second.files]) == (
            first.version,
            [f.key for f in first.files],
        )


@pytest.mark.parametrize("instant", ["prog.>", f"$KV.{CATALOG_BUCKET}.>"], ids=["begun", "claimed"])
async def test_killed_while_publishing_it_publishes_once(
    service: StartService, clean_bus: CleanBus, project: str, instant: str
) -> None:
    process = service("assets", WORKER_HEARTBEAT="0.5")
    await process.start()
    files: list[PublishedFile] = []
    async with lost_after(clean_bus, "assets", seconds=2):
        for n in range(1, 4):
            command = await scene_command(clean_bus, project, f"task-{n}")
            sign = await clean_bus.client.subscribe(instant, max_msgs=1)
            await give(clean_bus, command)
            await sign.next_msg(timeout=10)
            await process.kill9()
            await process.start()
            (event,) = await ended(clean_bus, command)
            assert isinstance(event, ScenePublished)
            assert event.version == n
            files.extend(event.files)
    catalog = Catalog(await clean_bus.js.key_value(CATALOG_BUCKET))
    history = await catalog.history(scene_key(project, "session", 1))
    assert [version.number for version in history.versions] == [1, 2, 3]
    assert all(version.published_at is not None for version in history.versions)
    async with httpx.AsyncClient(trust_env=False) as http:
        for file in files:
            answer = await http.get(file.url)
            assert hashlib.sha256(answer.content).hexdigest() == file.sha256


async def test_an_artifact_that_is_not_there_ends_the_step(
    assets: ServiceProcess, clean_bus: CleanBus, project: str
) -> None:
    command = await scene_command(clean_bus, project)
    gone = command.artifacts[0].model_copy(update={"key": "artifacts/x/1/render-1/video.mp4"})
    event = await done(clean_bus, command.model_copy(update={"artifacts": (gone,)}))
    assert isinstance(event, StepFailed)
    assert event.reason == "refused"
    assert "there is no object at" in event.error


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"task_id": "a b"}', b"\xff\xfe"])
async def test_whatever_is_asked_there_is_an_answer(
    assets: ServiceProcess, clean_bus: CleanBus, body: bytes
) -> None:
    for subject in (GrantUploads.subject, GrantDownloads.subject):
        reply = await clean_bus.client.request(subject, body, timeout=5)
        refused = _DOWNLOADS.validate_json(reply.data)
        assert isinstance(refused, Refused)
        assert refused.error
        assert not refused.retry


async def test_an_unknown_key_is_refused_with_its_name(
    assets: ServiceProcess, clean_bus: CleanBus
) -> None:
    request = GrantDownloads(keys=("etc/passwd",))
    reply = await clean_bus.client.request(
        request.subject, request.model_dump_json().encode(), timeout=5
    )
    error = "'etc/passwd' is no staged or published key"
    assert _DOWNLOADS.validate_json(reply.data) == Refused(error=error, retry=False)


async def test_without_its_bucket_the_service_does_not_start(service: StartService) -> None:
    process = service("assets", S3_BUCKET="not-made")
    process.launch()
    assert await process.exited() != 0
    assert "the bucket 'not-made' does not exist at http://127.0.0.1" in process.logged()


def sync_command(project: str) -> SyncSession:
    return SyncSession(
        task_id="task-1",
        project_id=project,
        session_id="session",
        title="A video",
        prompt="Explain it",
        duration=5,
        scenes=(),
        files=(),
        metadata={"course": "M1"},
    )


async def test_without_a_database_the_sync_is_skipped(
    assets: ServiceProcess, clean_bus: CleanBus, project: str
) -> None:
    event = await done(clean_bus, sync_command(project))
    assert isinstance(event, SessionSynced)
    assert event.database == "skipped"


async def test_a_database_that_is_down_leaves_the_sync_pending(
    service: StartService, clean_bus: CleanBus, project: str
) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    process = service("assets", CONVEX_DEPLOYMENT_URL=nobody, CONVEX_BUDGET="1")
    await process.start()
    event = await done(clean_bus, sync_command(project))
    assert isinstance(event, SessionSynced)
    assert event.database == "pending"
    assert "ConnectError" in event.detail


@pytest.fixture
def convex() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A server that speaks Convex's HTTP format, is unwell at first, and keeps what it is sent."""
    received: list[dict[str, object]] = []
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append(self.path)
            if len(seen) == 1:
                self._answer(503, {"code": "Overloaded", "message": "later"})
                return
            received.append({"key": self.headers["Authorization"], **json.loads(body)})
            self._answer(200, {"status": "success", "value": {"sessionId": "k17"}})

        def log_message(self, *args: object) -> None:
            pass

        def _answer(self, status: int, body: dict[str, object]) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", received
    server.shutdown()
    server.server_close()
    thread.join()


async def test_the_session_is_written_with_the_deploy_key(
    service: StartService,
    clean_bus: CleanBus,
    project: str,
    convex: tuple[str, list[dict[str, object]]],
) -> None:
    url, received = convex
    process = service("assets", CONVEX_DEPLOYMENT_URL=url, CONVEX_DEPLOY_KEY="prod:secret")
    await process.start()
    event = await done(clean_bus, sync_command(project))
    assert isinstance(event, SessionSynced)
    assert (event.database, event.convex_session_id) == ("synced", "k17")
    (sent,) = received
    assert sent["key"] == "Convex prod:secret"
    assert sent["path"] == "sync:upsertSession"
    assert sent["format"] == "json"
    assert "secret" not in process.logged()
