"""Publishing over a store and a catalog in memory, killed at every instant."""

import asyncio
import json
from dataclasses import dataclass, field

import pytest

from services.assets.catalog import Catalog, scene_key
from services.assets.keys import CONTENT_TYPES, IMMUTABLE, Layout, Location
from services.assets.links import Links
from services.assets.publish import Publisher, publish_scene, publish_video
from shared.contracts.artifact import Artifact, GrantUploads
from shared.contracts.publish import ScenePart, ScenePublished, VideoPublished
from shared.contracts.request import StorageOptions
from shared.contracts.task import StepFailed
from tests.support.memory import Killed, Killer, MemoryBucket, MemoryStore
from tests.support.published import (
    CODE,
    SCENE_BODIES,
    VIDEO_BODIES,
    publish_scene_command,
    publish_video_command,
    s3_settings,
    staged,
    uploads,
)


@dataclass
class World:
    """One deployment in memory; `publisher()` is a new process over the same stores."""

    layout: Layout = field(default_factory=lambda: Layout(s3_settings()))
    store: MemoryStore = field(default_factory=MemoryStore)
    bucket: MemoryBucket = field(default_factory=MemoryBucket)

    def publisher(self, killer: Killer | None = None) -> Publisher:
        self.store.killer = self.bucket.killer = killer or Killer()
        links = Links(self.store, self.layout, seconds=600)
        return Publisher(self.store, Catalog(self.bucket), self.layout, links)

    def stage(self, request: GrantUploads, bodies: dict[str, bytes]) -> tuple[Artifact, ...]:
        for name, body in bodies.items():
            self.store.objects[self.layout.staging(request, name)] = body
        return staged(self.layout, request)

    def scene(self, task_id: str = "task-1", **changed: bytes) -> tuple[Artifact, ...]:
        bodies = {**SCENE_BODIES, **{"video.mp4": changed.get("video", SCENE_BODIES["video.mp4"])}}
        return self.stage(uploads(task_id, 1, bodies), bodies)

    def video(self) -> tuple[Artifact, ...]:
        return self.stage(uploads("task-1", None, VIDEO_BODIES), VIDEO_BODIES)

    def published(self) -> dict[str, bytes]:
        return {at.key: body for at, body in self.store.objects.items() if "projects/" in at.key}


async def report(fraction: float) -> None:
    assert 0 <= fraction <= 1


async def test_a_scene_is_published_with_everything_that_belongs_to_it() -> None:
    world = World()
    event = await publish_scene(publish_scene_command(world.scene()), report, world.publisher())
    assert isinstance(event, ScenePublished)
    assert event.version == 1
    folder = "projects/project/sessions/session/scenes/1/v1"
    bodies = {**SCENE_BODIES, "source.py": CODE.encode()}
    assert world.published() == {f"{folder}/{name}": body for name, body in bodies.items()}
    for file in event.files:
        headers = world.store.headers[Location("bucket", file.key)]
        assert headers.content_type == file.content_type == CONTENT_TYPES[file.name]
        assert headers.cache_control == IMMUTABLE
        assert headers.sha256 == file.sha256
        assert file.url == f"https://s3.test/bucket/{file.key}?get"


async def test_the_same_command_again_changes_nothing() -> None:
    world = World()
    command = publish_scene_command(world.scene())
    first = await publish_scene(command, report, world.publisher())
    kept = (dict(world.published()), dict(world.bucket.entries))
    # Even when what was staged has expired meanwhile.
    for at in [at for at in world.store.objects if at.key.startswith("artifacts/")]:
        del world.store.objects[at]
    again = command.model_copy(update={"attempt": 2})
    second = await publish_scene(again, report, world.publisher())
    assert isinstance(first, ScenePublished)
    assert isinstance(second, ScenePublished)
    assert (second.version, second.files) == (first.version, first.files)
    assert (world.published(), world.bucket.entries) == kept


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("kind", ["scene", "video"])
async def test_killed_at_any_instant_and_repeated_ends_the_same(kind: str, after: bool) -> None:
    async def run(world: World, killer: Killer | None = None) -> ScenePublished | VideoPublished:
        event: ScenePublished | VideoPublished | StepFailed
        if kind == "scene":
            event = await publish_scene(
                publish_scene_command(world.scene()), report, world.publisher(killer)
            )
        else:
            event = await publish_video(
                publish_video_command(world.video()), report, world.publisher(killer)
            )
        assert not isinstance(event, StepFailed)
        return event

    undisturbed = World()
    counter = Killer()
    expected = await run(undisturbed, counter)
    assert counter.calls >= 5
    for instant in range(1, counter.calls + 1):
        world = World()
        with pytest.raises(Killed):
            await run(world, Killer(at=instant, after=after))
        event = await run(world)
        assert event.version == 1
        assert {file.name: file.key for file in event.files} == {
            file.name: file.key for file in expected.files
        }
        assert set(world.published()) == set(undisturbed.published())
        for file in event.files:
            if file.name != "manifest.json":
                assert world.published()[file.key] == undisturbed.published()[file.key]


async def test_tasks_side_by_side_get_dense_different_versions() -> None:
    world = World()
    publisher = world.publisher()
    commands = [
        publish_scene_command(world.scene(f"task-{n}"), task_id=f"task-{n}") for n in range(20)
    ]
    events = await asyncio.gather(*(publish_scene(c, report, publisher) for c in commands))
    versions = [event.version for event in events if isinstance(event, ScenePublished)]
    assert sorted(versions) == list(range(1, 21))
    history = await publisher.catalog.history(scene_key("project", "session", 1))
    assert [version.number for version in history.versions] == list(range(1, 21))
    assert history.latest is not None
    assert history.latest.number == 20


async def test_a_scene_rendered_anew_by_its_task_is_a_new_version() -> None:
    world = World()
    first = await publish_scene(publish_scene_command(world.scene()), report, world.publisher())
    before = dict(world.published())
    anew = publish_scene_command(world.scene(video=b"another video"))
    second = await publish_scene(anew, report, world.publisher())
    assert isinstance(first, ScenePublished)
    assert isinstance(second, ScenePublished)
    assert (first.version, second.version) == (1, 2)
    assert before.items() <= world.published().items()


@pytest.mark.parametrize("keeps_checksums", [True, False])
async def test_a_staged_file_of_other_bytes_is_not_published(keeps_checksums: bool) -> None:
    world = World(store=MemoryStore(keeps_checksums=keeps_checksums))
    artifacts = world.scene()
    at = Location("bucket", artifacts[0].key)
    world.store.objects[at] = bytes(len(world.store.objects[at]))
    event = await publish_scene(publish_scene_command(artifacts), report, world.publisher())
    assert isinstance(event, StepFailed)
    assert (event.failed_step, event.reason) == ("publish", "refused")
    assert event.error.startswith("video.mp4: SHA-256 ")
    assert world.published() == {}
    # It took no number either.
    assert world.bucket.entries == {}


async def test_what_cannot_be_published_says_why() -> None:
    world = World()
    artifacts = world.scene()

    async def error(*files: Artifact, storage: StorageOptions | None = None) -> str:
        command = publish_scene_command(files, storage=storage)
        event = await publish_scene(command, report, world.publisher())
        assert isinstance(event, StepFailed)
        return event.error

    assert "no video.mp4 among the artifacts: captions.vtt" in await error(artifacts[2])
    foreign = artifacts[0].model_copy(update={"key": "secrets/video.mp4"})
    assert "'secrets/video.mp4' is no staged" in await error(foreign)
    gone = artifacts[0].model_copy(update={"key": "artifacts/gone/1/render-1/video.mp4"})
    assert "there is no object at s3://bucket/artifacts/gone" in await error(gone)
    short = artifacts[0].model_copy(update={"size": 1})
    assert "bytes are stored, 1 were announced" in await error(short)
    elsewhere = StorageOptions(bucket_name="no-such-bucket")
    assert "'no-such-bucket' does not exist" in await error(*artifacts, storage=elsewhere)


async def test_a_request_can_name_another_bucket_and_a_public_url() -> None:
    world = World(store=MemoryStore(buckets=("bucket", "other-bucket")))
    storage = StorageOptions(
        bucket_name="other-bucket", base_prefix="x", public_base_url="https://cdn.test/v/"
    )
    command = publish_scene_command(world.scene(), storage=storage)
    event = await publish_scene(command, report, world.publisher())
    assert isinstance(event, ScenePublished)
    path = "x/projects/project/sessions/session/scenes/1/v1/video.mp4"
    assert event.files[0].url == f"https://cdn.test/v/{path}"
    assert event.files[0].key == f"s3://other-bucket/{path}"
    assert Location("other-bucket", path) in world.store.objects


async def test_the_manifest_names_every_part() -> None:
    world = World()
    publisher = world.publisher()
    scene = await publish_scene(publish_scene_command(world.scene()), report, publisher)
    assert isinstance(scene, ScenePublished)
    part = ScenePart(scene_number=1, title="A scene", duration=2.5, version=1, files=scene.files)
    command = publish_video_command(world.video(), (part,))
    event = await publish_video(command, report, publisher)
    assert isinstance(event, VideoPublished)
    assert [file.name for file in event.files] == ["combined.mp4", "captions.vtt", "manifest.json"]
    body = world.published()["projects/project/sessions/session/v1/manifest.json"]
    manifest = json.loads(body)
    assert manifest["prompt"] == command.prompt
    assert manifest["authored_by"] == "offline-lesson"
    assert manifest["created_by_task"] == "task-1"
    assert [file["name"] for file in manifest["files"]] == ["combined.mp4", "captions.vtt"]
    (named,) = manifest["scenes"]
    assert named["scene_id"] == "session_scene_1"
    assert {file["name"]: file["sha256"] for file in named["files"]} == {
        file.name: file.sha256 for file in scene.files
    }
    assert b"https://" not in body
    again = await publish_video(command, report, world.publisher())
    assert again == event
    assert world.published()["projects/project/sessions/session/v1/manifest.json"] == body
