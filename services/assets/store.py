"""What the work needs of an object store, whichever it is."""

from dataclasses import dataclass
from typing import Protocol

from services.assets.keys import Location
from shared.contracts.artifact import FileDescription


class NotStored(Exception):
    """There is no such object."""


class NotAccepted(Exception):
    """The store will never do this: no such bucket, no permission, a setting it does not know."""


class BucketUnusable(Exception):
    """The service cannot start: its own bucket is not there for it."""


@dataclass(frozen=True)
class Stored:
    """An object as the store knows it. `size` in bytes, `sha256` in hex if it keeps one."""

    size: int
    sha256: str | None
    etag: str


@dataclass(frozen=True)
class ObjectHeaders:
    """How an object is stored and later served. `sha256` in hex."""

    content_type: str
    cache_control: str
    sha256: str
    storage_class: str


class ObjectStore(Protocol):
    """Each method may raise `Unavailable` or `NotAccepted`."""

    async def stat(self, at: Location) -> Stored:
        """Raises `NotStored`."""

    async def digest(self, at: Location) -> str:
        """SHA-256, in hex, of the bytes read back. Raises `NotStored`."""

    async def put(self, at: Location, body: bytes, headers: ObjectHeaders) -> None: ...

    async def copy(
        self, source: Location, etag: str, target: Location, headers: ObjectHeaders, *, size: int
    ) -> None:
        """Raises `NotStored`; `Unavailable` when the source is not `etag` any more."""

    async def presign_upload(
        self, at: Location, file: FileDescription, *, seconds: int
    ) -> tuple[str, dict[str, str]]: ...

    async def presign_download(
        self, at: Location, *, seconds: int, for_clients: bool = False
    ) -> str: ...
