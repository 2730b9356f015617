"""From a staged object to an immutable one: check it, copy it inside the store, check the copy."""

import hashlib
from dataclasses import dataclass

from services.assets.keys import CONTENT_TYPES, IMMUTABLE, Destination, Layout, Location
from services.assets.store import NotStored, ObjectHeaders, ObjectStore, Stored
from shared.contracts.artifact import Artifact
from shared.errors import Unavailable


class Unpublishable(Exception):
    """What is staged is not what the command says: no repetition can help."""


@dataclass(frozen=True)
class StagedFile:
    """An artifact that was found to be what its description says."""

    artifact: Artifact
    at: Location
    stored: Stored


async def check_staged(store: ObjectStore, layout: Layout, artifact: Artifact) -> StagedFile:
    """Raises `Unpublishable` for an unknown key, a missing object, another size or checksum."""
    at = layout.locate(artifact.key)
    if at is None:
        raise Unpublishable(f"{artifact.name}: {artifact.key!r} is no staged or published key")
    try:
        stored = await store.stat(at)
        sha256 = stored.sha256 or await store.digest(at)
    except NotStored as error:
        raise Unpublishable(f"{artifact.name}: {error}") from error
    if stored.size != artifact.size:
        raise Unpublishable(
            f"{artifact.name}: {stored.size} bytes are stored, {artifact.size} were announced"
        )
    if sha256 != artifact.sha256:
        raise Unpublishable(
            f"{artifact.name}: SHA-256 {sha256} is stored, {artifact.sha256} was announced"
        )
    return StagedFile(artifact, at, stored)


async def promote(
    store: ObjectStore, layout: Layout, file: StagedFile, folder: Location, how: Destination
) -> Artifact:
    """Copy into the folder under the same name. Raises `Unpublishable` when it has gone."""
    name, sha256 = file.artifact.name, file.artifact.sha256
    target = folder.child(name)
    headers = _headers(name, sha256, how)
    try:
        await store.copy(file.at, file.stored.etag, target, headers, size=file.stored.size)
        copy = await store.stat(target)
    except NotStored as error:
        raise Unpublishable(f"{name}: {error}") from error
    if copy.size != file.stored.size or copy.sha256 not in (None, sha256):
        raise Unavailable(f"{target} is not a true copy of {file.at}")
    return Artifact(
        name=name,
        content_type=headers.content_type,
        size=copy.size,
        sha256=sha256,
        key=layout.reference(target),
    )


async def write(
    store: ObjectStore, layout: Layout, at: Location, body: bytes, how: Destination
) -> Artifact:
    """Store a small file of our own making."""
    name = at.key.rsplit("/", 1)[-1]
    headers = _headers(name, hashlib.sha256(body).hexdigest(), how)
    await store.put(at, body, headers)
    return Artifact(
        name=name,
        content_type=headers.content_type,
        size=len(body),
        sha256=headers.sha256,
        key=layout.reference(at),
    )


def _headers(name: str, sha256: str, how: Destination) -> ObjectHeaders:
    return ObjectHeaders(CONTENT_TYPES[name], IMMUTABLE, sha256, how.storage_class)
