"""Staged artifacts -> files under immutable, versioned keys.

Whatever dies in the middle, the same command again ends in the same version with the same objects:
the claim is found, objects are written over themselves, the record is kept once.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from services.assets.catalog import Catalog, Claim, Version, scene_key, video_key
from services.assets.keys import Destination, Layout, Location
from services.assets.links import Links
from services.assets.manifest import manifest
from services.assets.promote import Unpublishable, check_staged, promote, write
from services.assets.store import NotAccepted, ObjectStore
from shared.contracts.artifact import Artifact
from shared.contracts.publish import PublishScene, PublishVideo, ScenePublished, VideoPublished
from shared.contracts.task import StepFailed

Report = Callable[[float], Awaitable[None]]


@dataclass(frozen=True)
class Publisher:
    """Everything that publishing needs."""

    store: ObjectStore
    catalog: Catalog
    layout: Layout
    links: Links


@dataclass(frozen=True)
class Publication:
    """What scenes and combined videos have in common: `names` of staged files, the first of which
    must be there, and `written`, the name and making of the file that is ours."""

    history: str
    claim: Claim
    artifacts: tuple[Artifact, ...]
    names: tuple[str, ...]
    destination: Destination
    folder: Callable[[int], Location]
    written: tuple[str, Callable[[Version, tuple[Artifact, ...]], bytes]]


async def publish_scene(
    command: PublishScene, report: Report, publisher: Publisher
) -> ScenePublished | StepFailed:
    """The scene's next version: video, source, thumbnail and captions."""
    project, session, number = command.project_id, command.session_id, command.scene_number
    destination = publisher.layout.destination(command.storage)
    publication = Publication(
        history=scene_key(project, session, number),
        claim=_claim(command, destination, command.code),
        artifacts=command.artifacts,
        names=("video.mp4", "thumbnail.png", "captions.vtt", "captions.srt"),
        destination=destination,
        folder=lambda version: destination.scene(project, session, number, version),
        written=("source.py", lambda version, files: command.code.encode()),
    )
    try:
        version = await _publish(publication, report, publisher)
    except (Unpublishable, NotAccepted) as error:
        return _refused(command, error)
    return ScenePublished(
        task_id=command.task_id,
        scene_number=number,
        attempt=command.attempt,
        version=version.number,
        files=await publisher.links.published(version.files, destination),
    )


async def publish_video(
    command: PublishVideo, report: Report, publisher: Publisher
) -> VideoPublished | StepFailed:
    """The session's next combined video, with the manifest that names every part."""
    project, session = command.project_id, command.session_id
    destination = publisher.layout.destination(command.storage)
    parts = [f"{part.scene_number}v{part.version}" for part in command.scenes]
    publication = Publication(
        history=video_key(project, session),
        claim=_claim(command, destination, *parts),
        artifacts=command.artifacts,
        names=("combined.mp4", "captions.vtt"),
        destination=destination,
        folder=lambda version: destination.video(project, session, version),
        written=("manifest.json", lambda version, files: manifest(command, version, files)),
    )
    try:
        version = await _publish(publication, report, publisher)
    except (Unpublishable, NotAccepted) as error:
        return _refused(command, error)
    return VideoPublished(
        task_id=command.task_id,
        attempt=command.attempt,
        version=version.number,
        files=await publisher.links.published(version.files, destination),
    )


async def _publish(what: Publication, report: Report, publisher: Publisher) -> Version:
    """The published version. Raises `Unpublishable`, `NotAccepted`, `Unavailable`."""
    store, catalog, layout = publisher.store, publisher.catalog, publisher.layout
    known = (await catalog.history(what.history)).find(what.claim)
    # Asked before the staged files are: of a version that is there they may be gone by now.
    if known is not None and known.published_at is not None:
        return known
    wanted = _wanted(what)
    # Checked before the claim, so that what cannot be published takes no number.
    staged = await asyncio.gather(*(check_staged(store, layout, file) for file in wanted))
    await report(0.2)
    version = await catalog.claim(what.history, what.claim)
    folder = what.folder(version.number)
    copies = await asyncio.gather(
        *(promote(store, layout, file, folder, what.destination) for file in staged)
    )
    await report(0.8)
    name, make = what.written
    body = make(version, tuple(copies))
    own = await write(store, layout, folder.child(name), body, what.destination)
    return await catalog.publish(what.history, what.claim, (*copies, own))


def _wanted(what: Publication) -> list[Artifact]:
    """The artifacts that have a place, in the order of the names; other names are left staged."""
    by_name = {artifact.name: artifact for artifact in what.artifacts}
    if what.names[0] not in by_name:
        given = ", ".join(sorted(by_name)) or "nothing"
        raise Unpublishable(f"there is no {what.names[0]} among the artifacts: {given}")
    return [by_name[name] for name in what.names if name in by_name]


def _claim(command: PublishScene | PublishVideo, destination: Destination, *content: str) -> Claim:
    """A task that renders a scene anew claims anew: what a version holds is never changed."""
    digest = hashlib.sha256()
    files = sorted(f"{artifact.name}:{artifact.sha256}" for artifact in command.artifacts)
    for part in (destination.bucket, destination.prefix, *files, *content):
        digest.update(hashlib.sha256(part.encode()).digest())
    return Claim(
        task_id=command.task_id,
        digest=digest.hexdigest(),
        title=command.title,
        duration=command.duration,
    )


def _refused(command: PublishScene | PublishVideo, error: Exception) -> StepFailed:
    return StepFailed(
        task_id=command.task_id,
        scene_number=command.scene_number,
        attempt=command.attempt,
        failed_step="publish",
        reason="refused",
        error=str(error),
    )
