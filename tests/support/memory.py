"""An object store and a KV bucket in memory, whose user can be killed at any of their calls."""

import hashlib
from dataclasses import dataclass, field

from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError
from nats.js.kv import KeyValue

from services.assets.keys import Location
from services.assets.store import NotAccepted, NotStored, ObjectHeaders, Stored
from shared.contracts.artifact import FileDescription


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Killer:
    """Counts effects and kills at the n-th: before it happens, or before its answer is heard."""

    at: int | None = None
    after: bool = False
    calls: int = 0

    def before(self) -> None:
        self.calls += 1
        if self.calls == self.at and not self.after:
            raise Killed

    def done(self) -> None:
        if self.calls == self.at and self.after:
            raise Killed


@dataclass
class MemoryStore:
    """Objects by location, with what they are served with. Only `buckets` exist."""

    buckets: tuple[str, ...] = ("bucket",)
    killer: Killer = field(default_factory=Killer)
    objects: dict[Location, bytes] = field(default_factory=dict)
    headers: dict[Location, ObjectHeaders] = field(default_factory=dict)
    keeps_checksums: bool = True

    async def stat(self, at: Location) -> Stored:
        body = self._body(at)
        sha256 = hashlib.sha256(body).hexdigest() if self.keeps_checksums else None
        return Stored(len(body), sha256, etag=hashlib.md5(body).hexdigest())

    async def digest(self, at: Location) -> str:
        return hashlib.sha256(self._body(at)).hexdigest()

    async def put(self, at: Location, body: bytes, headers: ObjectHeaders) -> None:
        self._check(at)
        self.killer.before()
        self.objects[at], self.headers[at] = body, headers
        self.killer.done()

    async def copy(
        self, source: Location, etag: str, target: Location, headers: ObjectHeaders, *, size: int
    ) -> None:
        assert len(self._body(source)) == size
        await self.put(target, self._body(source), headers)

    async def presign_upload(
        self, at: Location, file: FileDescription, *, seconds: int
    ) -> tuple[str, dict[str, str]]:
        return f"https://s3.test/{at.bucket}/{at.key}?put", {"Content-Type": file.content_type}

    async def presign_download(
        self, at: Location, *, seconds: int, for_clients: bool = False
    ) -> str:
        return f"https://s3.test/{at.bucket}/{at.key}?get"

    def _body(self, at: Location) -> bytes:
        if at not in self.objects:
            raise NotStored(f"there is no object at {at}")
        return self.objects[at]

    def _check(self, at: Location) -> None:
        if at.bucket not in self.buckets:
            raise NotAccepted(f"the bucket {at.bucket!r} does not exist")


@dataclass
class MemoryBucket:
    """A KV bucket with compare-and-swap."""

    killer: Killer = field(default_factory=Killer)
    entries: dict[str, tuple[bytes, int]] = field(default_factory=dict)
    revision: int = 0

    async def get(self, key: str) -> KeyValue.Entry:
        if key not in self.entries:
            raise KeyNotFoundError
        value, revision = self.entries[key]
        return KeyValue.Entry("memory", key, value, revision, None, None, None)

    async def create(self, key: str, value: bytes) -> int:
        return await self.update(key, value, last=0)

    async def update(self, key: str, value: bytes, last: int | None = None) -> int:
        if self.entries.get(key, (b"", 0))[1] != (last or 0):
            raise KeyWrongLastSequenceError(description="wrong last sequence")
        self.killer.before()
        self.revision += 1
        self.entries[key] = (value, self.revision)
        self.killer.done()
        return self.revision
