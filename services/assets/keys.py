"""Where everything lies: staging keys, immutable versioned keys, and which keys are ours at all."""

import re
from dataclasses import dataclass

from services.assets.settings import S3Settings
from shared.contracts.artifact import GrantUploads
from shared.contracts.request import StorageOptions

IMMUTABLE = "public, max-age=31536000, immutable"

CONTENT_TYPES = {
    "video.mp4": "video/mp4",
    "combined.mp4": "video/mp4",
    "thumbnail.png": "image/png",
    "captions.vtt": "text/vtt; charset=utf-8",
    "captions.srt": "application/x-subrip; charset=utf-8",
    "source.py": "text/x-python; charset=utf-8",
    "manifest.json": "application/json",
}

_NAME = r"[A-Za-z0-9_-]{1,64}"
_FILE = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}"
_STAGED = re.compile(rf"artifacts/{_NAME}/(?:-|\d{{1,2}})/(?:render|combine)-\d+/{_FILE}")
_PUBLISHED = re.compile(rf"projects/{_NAME}/sessions/{_NAME}/(?:scenes/\d{{1,2}}/)?v\d+/{_FILE}")
_PREFIX = re.compile(r"(?:(?!\.\.?/)[A-Za-z0-9_.-]+/)*")
_OTHER_BUCKET = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.+)")


@dataclass(frozen=True)
class Location:
    """One object, in whichever bucket."""

    bucket: str
    key: str

    def child(self, name: str) -> "Location":
        return Location(self.bucket, f"{self.key}/{name}")

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.key}"


@dataclass(frozen=True)
class Destination:
    """Where the files of one request go, and how."""

    bucket: str
    prefix: str
    public_base_url: str | None
    storage_class: str

    def scene(self, project: str, session: str, number: int, version: int) -> Location:
        return self._at(f"projects/{project}/sessions/{session}/scenes/{number}/v{version}")

    def video(self, project: str, session: str, version: int) -> Location:
        return self._at(f"projects/{project}/sessions/{session}/v{version}")

    def _at(self, folder: str) -> Location:
        return Location(self.bucket, _under(self.prefix, folder))


class Layout:
    """The keys of one deployment.

    A message's `key` is the whole key in the service's own bucket; an object in another bucket is
    called `s3://bucket/key`.
    """

    def __init__(self, settings: S3Settings) -> None:
        self.bucket = settings.bucket
        self.prefix = settings.base_prefix.strip("/")
        self._public_base_url = settings.public_base_url

    def destination(self, storage: StorageOptions) -> Destination:
        """The request's wishes over the deployment's defaults.

        The public base URL belongs to the default bucket: another bucket needs its own.
        """
        bucket = storage.bucket_name or self.bucket
        default_url = self._public_base_url if bucket == self.bucket else None
        return Destination(
            bucket=bucket,
            prefix=storage.base_prefix or self.prefix,
            public_base_url=storage.public_base_url or default_url,
            storage_class=storage.storage_class,
        )

    def staging(self, request: GrantUploads, name: str) -> Location:
        scene = "-" if request.scene_number is None else request.scene_number
        attempt = f"{request.step}-{request.attempt}"
        folder = f"artifacts/{request.task_id}/{scene}/{attempt}"
        return Location(self.bucket, _under(self.prefix, f"{folder}/{name}"))

    def reference(self, location: Location) -> str:
        """What messages call it."""
        return location.key if location.bucket == self.bucket else str(location)

    def locate(self, reference: str) -> Location | None:
        """The object of that name; None when no staged or published object could have it."""
        location = Location(self.bucket, reference)
        if other := _OTHER_BUCKET.fullmatch(reference):
            location = Location(other[1], other[2])
        key = location.key
        own = f"{self.prefix}/" if self.prefix else ""
        ours = location.bucket == self.bucket and key.startswith(own)
        if ours and _STAGED.fullmatch(key, len(own)):
            return location
        # Published keys may lie under a prefix that a request has chosen.
        for start in _starts(key, "projects/"):
            if _PREFIX.fullmatch(key, 0, start) and _PUBLISHED.fullmatch(key, start):
                return location
        return None


def version_of(reference: str) -> int | None:
    """The version that a published key names."""
    found = re.search(rf"/v(\d+)/{_FILE}$", reference)
    return int(found[1]) if found else None


def _under(prefix: str, key: str) -> str:
    return f"{prefix}/{key}" if prefix else key


def _starts(key: str, word: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(word), key)]
