"""Files moved by HTTP, against a store that misbehaves on purpose."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from services.renderer.artifacts import HttpArtifacts
from services.renderer.ports import LocalFile
from shared.contracts.artifact import (
    Artifact,
    DownloadsGranted,
    GrantDownloads,
    GrantUploads,
    Upload,
    UploadsGranted,
)
from shared.errors import Unavailable
from tests.support.scenes import render_command

CONTENT = b"pictures" * 400_000
EXPIRES = datetime(2030, 1, 1, tzinfo=UTC)

Answer = Callable[[httpx.Request], httpx.Response]


class CountedGrants:
    """Grants URLs that carry the number of the grant."""

    def __init__(self) -> None:
        self.uploads: list[GrantUploads] = []
        self.downloads: list[GrantDownloads] = []

    async def grant_uploads(self, request: GrantUploads) -> UploadsGranted:
        self.uploads.append(request)
        grant = len(self.uploads)
        uploads = tuple(
            Upload(
                artifact=Artifact(key=f"staged/{file.name}", **file.model_dump()),
                url=f"http://store/{file.name}?grant={grant}",
                headers={"Content-Type": file.content_type, "Content-Length": str(file.size)},
            )
            for file in request.files
        )
        return UploadsGranted(uploads=uploads, expires_at=EXPIRES)

    async def grant_downloads(self, request: GrantDownloads) -> DownloadsGranted:
        self.downloads.append(request)
        grant = len(self.downloads)
        urls = {key: f"http://store/{key}?grant={grant}" for key in request.keys}
        return DownloadsGranted(urls=urls, expires_at=EXPIRES)


def artifacts(grants: CountedGrants, answer: Answer) -> HttpArtifacts:
    client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return HttpArtifacts(grants, client=client, pauses=(0, 0, 0))


@pytest.fixture
def files(tmp_path: Path) -> list[LocalFile]:
    (tmp_path / "a.mp4").write_bytes(CONTENT)
    (tmp_path / "b.png").write_bytes(b"poster")
    return [
        LocalFile(tmp_path / "a.mp4", "video.mp4", "video/mp4"),
        LocalFile(tmp_path / "b.png", "thumbnail.png", "image/png"),
    ]


def artifact(content: bytes = CONTENT) -> Artifact:
    return Artifact(
        name="video.mp4",
        content_type="video/mp4",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        key="staged/video.mp4",
    )


async def test_files_are_put_with_the_granted_headers_and_their_length(
    files: list[LocalFile],
) -> None:
    got: dict[str, httpx.Request] = {}

    def take(request: httpx.Request) -> httpx.Response:
        got[request.url.path] = request
        return httpx.Response(200)

    grants = CountedGrants()
    async with artifacts(grants, take) as store:
        stored = await store.upload(render_command(), files)
    assert [(a.name, a.key) for a in stored] == [
        ("video.mp4", "staged/video.mp4"),
        ("thumbnail.png", "staged/thumbnail.png"),
    ]
    [asked] = grants.uploads
    assert (asked.task_id, asked.scene_number, asked.step, asked.attempt) == (
        "task",
        1,
        "render",
        1,
    )
    assert asked.files[0].sha256 == hashlib.sha256(CONTENT).hexdigest()
    video = got["/video.mp4"]
    assert video.content == CONTENT
    assert video.headers.get_list("content-length") == [str(len(CONTENT))]
    assert video.headers["content-type"] == "video/mp4"
    assert "transfer-encoding" not in video.headers


async def test_an_expired_url_is_replaced_and_only_what_is_missing_is_sent_again(
    files: list[LocalFile],
) -> None:
    sent: list[str] = []

    def expire(request: httpx.Request) -> httpx.Response:
        sent.append(f"{request.url.path} {request.url.params['grant']}")
        expired = request.url.path == "/thumbnail.png" and request.url.params["grant"] == "1"
        return httpx.Response(403 if expired else 200)

    async with artifacts(CountedGrants(), expire) as store:
        assert len(await store.upload(render_command(), files)) == 2
    assert sent == ["/video.mp4 1", "/thumbnail.png 1", "/thumbnail.png 2"]


@pytest.mark.parametrize(
    "failure", [500, 503, 429, httpx.ConnectError("no"), httpx.ReadTimeout("")]
)
async def test_a_store_that_stays_away_makes_the_work_unavailable(
    files: list[LocalFile], failure: int | Exception
) -> None:
    grants = CountedGrants()

    def fail(_: httpx.Request) -> httpx.Response:
        if isinstance(failure, Exception):
            raise failure
        return httpx.Response(failure)

    async with artifacts(grants, fail) as store:
        with pytest.raises(Unavailable) as caught:
            await store.upload(render_command(), files)
    assert len(grants.uploads) == 4
    assert "http" not in str(caught.value).replace("HTTP", "")


async def test_a_refusal_is_a_bug_and_not_repeated(files: list[LocalFile]) -> None:
    grants = CountedGrants()
    async with artifacts(grants, lambda _: httpx.Response(400)) as store:
        with pytest.raises(ValueError, match="HTTP 400"):
            await store.upload(render_command(), files)
    assert len(grants.uploads) == 1


async def test_a_download_is_written_and_checked(tmp_path: Path) -> None:
    answer = httpx.Response(200, content=CONTENT)
    async with artifacts(CountedGrants(), lambda _: answer) as store:
        await store.download(artifact(), tmp_path / "x.mp4")
    assert (tmp_path / "x.mp4").read_bytes() == CONTENT


async def test_a_damaged_download_is_fetched_again(tmp_path: Path) -> None:
    answers = iter([b"x" * len(CONTENT), CONTENT[:-1], CONTENT])
    grants = CountedGrants()
    async with artifacts(grants, lambda _: httpx.Response(200, content=next(answers))) as store:
        await store.download(artifact(), tmp_path / "x.mp4")
    assert (tmp_path / "x.mp4").read_bytes() == CONTENT
    assert len(grants.downloads) == 3


async def test_a_download_larger_than_promised_is_not_written_to_the_end(tmp_path: Path) -> None:
    answer = lambda _: httpx.Response(200, content=CONTENT * 2)  # noqa: E731
    async with artifacts(CountedGrants(), answer) as store:
        with pytest.raises(Unavailable, match="larger than"):
            await store.download(artifact(), tmp_path / "x.mp4")
    assert not (tmp_path / "x.mp4").exists()
