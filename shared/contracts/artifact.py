"""Files in the object store, and how the others ask the assets service for a way to them."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .base import Contract, Name, SceneNumber

FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class FileDescription(Contract):
    """A local file before its upload. `size` in bytes, `sha256` in hex."""

    name: FileName
    content_type: str
    size: int = Field(ge=0)
    sha256: Sha256


class Artifact(FileDescription):
    """A file in the object store."""

    key: str


class PublishedFile(Artifact):
    """A file under its final, immutable key, with the URL that clients use."""

    url: str


class Upload(Contract):
    """PUT the file's bytes to `url` with exactly these headers."""

    artifact: Artifact
    url: str
    headers: dict[str, str]


class GrantUploads(Contract):
    """Ask for a way to store the files of one attempt in the staging area."""

    subject: ClassVar[str] = "rpc.assets.uploads"

    task_id: Name
    scene_number: SceneNumber | None
    step: Literal["render", "combine"]
    attempt: int = Field(ge=1)
    files: tuple[FileDescription, ...] = Field(min_length=1, max_length=20)


class UploadsGranted(Contract):
    type: Literal["UploadsGranted"] = "UploadsGranted"
    uploads: tuple[Upload, ...]
    expires_at: datetime


class GrantDownloads(Contract):
    """Ask for URLs of stored files."""

    subject: ClassVar[str] = "rpc.assets.downloads"

    keys: tuple[str, ...] = Field(min_length=1, max_length=100)


class DownloadsGranted(Contract):
    type: Literal["DownloadsGranted"] = "DownloadsGranted"
    urls: dict[str, str]
    expires_at: datetime


class Refused(Contract):
    """The answer when the assets service cannot grant; `retry` says whether later may help."""

    type: Literal["Refused"] = "Refused"
    error: str
    retry: bool


UploadsReply = Annotated[UploadsGranted | Refused, Field(discriminator="type")]
DownloadsReply = Annotated[DownloadsGranted | Refused, Field(discriminator="type")]
