"""Which versions of a scene or a combined video there are: one JSON document each, in a KV bucket.

A version is claimed by compare-and-swap before its objects are written, and marked published
after. A crash in between leaves a claim, which the repeated command finds and completes.
"""

import asyncio
import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from nats.errors import Error as NatsError
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError
from nats.js.kv import KeyValue
from pydantic import Field

from shared.contracts.artifact import Artifact
from shared.contracts.base import Contract, Name
from shared.errors import Unavailable

_TRIES = 60
_LONGEST_PAUSE = 0.5


class Claim(Contract):
    """Who wants a version, and for which content: the same claim always gets the same version."""

    task_id: Name
    digest: str
    title: str
    duration: float


class Version(Contract):
    """`files` without URLs, empty until all of them are stored."""

    number: int = Field(ge=1)
    claim: Claim
    claimed_at: datetime
    published_at: datetime | None = None
    files: tuple[Artifact, ...] = ()


class History(Contract):
    """All versions in the order of their numbers, 1, 2, 3 ..."""

    versions: tuple[Version, ...] = ()

    def find(self, claim: Claim) -> Version | None:
        wanted = (claim.task_id, claim.digest)
        for version in self.versions:
            if (version.claim.task_id, version.claim.digest) == wanted:
                return version
        return None

    def claimed(self, claim: Claim, now: datetime) -> "History":
        """With a version for this claim; unchanged when it has one."""
        if self.find(claim) is not None:
            return self
        version = Version(number=len(self.versions) + 1, claim=claim, claimed_at=now)
        return History(versions=(*self.versions, version))

    def published(self, claim: Claim, files: tuple[Artifact, ...], now: datetime) -> "History":
        """With these files; unchanged when the version has its files already."""
        found = self.find(claim)
        if found is None:
            raise LookupError("published before it was claimed")
        if found.published_at is not None:
            return self
        whole = found.model_copy(update={"files": files, "published_at": now})
        before, after = self.versions[: found.number - 1], self.versions[found.number :]
        return History(versions=(*before, whole, *after))

    @property
    def latest(self) -> Version | None:
        """The newest version whose files are all there."""
        there = [version for version in self.versions if version.published_at is not None]
        return there[-1] if there else None


class Bucket(Protocol):
    """The part of a JetStream KV bucket that is used here."""

    async def get(self, key: str) -> KeyValue.Entry: ...
    async def create(self, key: str, value: bytes) -> int: ...
    async def update(self, key: str, value: bytes, last: int | None = None) -> int: ...


class Catalog:
    """Histories by key. Every method may raise `Unavailable`."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    async def history(self, key: str) -> History:
        """Empty when nothing was ever claimed."""
        history, _ = await self._read(key)
        return history

    async def claim(self, key: str, claim: Claim) -> Version:
        """The claim's version: a new one the first time, the same one ever after."""
        history = await self._change(key, lambda old: old.claimed(claim, datetime.now(UTC)))
        return _found(history, claim)

    async def publish(self, key: str, claim: Claim, files: tuple[Artifact, ...]) -> Version:
        """Record that the version's files are stored; the first record stays."""
        history = await self._change(
            key, lambda old: old.published(claim, files, datetime.now(UTC))
        )
        return _found(history, claim)

    async def _change(self, key: str, change: Callable[[History], History]) -> History:
        for attempt in range(_TRIES):
            old, revision = await self._read(key)
            new = change(old)
            if new is old:
                return old
            value = new.model_dump_json().encode()
            try:
                if revision == 0:
                    await self._bucket.create(key, value)
                else:
                    await self._bucket.update(key, value, last=revision)
                return new
            except KeyWrongLastSequenceError:
                # Somebody was faster, or it was us and the answer was lost: look again.
                await asyncio.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.01 * 2**attempt)))
            except NatsError as error:
                raise Unavailable(f"the catalog: {type(error).__name__}: {error}") from error
        raise Unavailable(f"the catalog: too many writers of {key}")

    async def _read(self, key: str) -> tuple[History, int]:
        """Revision 0 when there is nothing."""
        try:
            entry = await self._bucket.get(key)
        except KeyNotFoundError:
            return History(), 0
        except NatsError as error:
            raise Unavailable(f"the catalog: {type(error).__name__}: {error}") from error
        return History.model_validate_json(entry.value or b"{}"), entry.revision or 0


def scene_key(project_id: str, session_id: str, number: int) -> str:
    return f"scene.{project_id}.{session_id}.{number}"


def video_key(project_id: str, session_id: str) -> str:
    return f"video.{project_id}.{session_id}"


def _found(history: History, claim: Claim) -> Version:
    version = history.find(claim)
    assert version is not None
    return version
