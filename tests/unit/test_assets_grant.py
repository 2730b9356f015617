"""What is granted, and what is refused in which words."""

import pytest

from services.assets.grant import Granter, grant_downloads, grant_uploads
from services.assets.keys import Layout, Location
from shared.contracts.artifact import DownloadsGranted, GrantDownloads, Refused, UploadsGranted
from shared.errors import Unavailable
from tests.support.memory import MemoryStore
from tests.support.published import SCENE_BODIES, description, s3_settings, uploads

KEY = "projects/p/sessions/s/scenes/1/v1/video.mp4"


def granter(store: MemoryStore) -> Granter:
    return Granter(store, Layout(s3_settings()), max_size=1 << 20, download_seconds=600)


async def test_each_file_gets_a_place_and_a_way_to_it() -> None:
    granted = await grant_uploads(uploads("t", 1, SCENE_BODIES), granter(MemoryStore()))
    assert isinstance(granted, UploadsGranted)
    assert [upload.artifact.key for upload in granted.uploads] == [
        f"artifacts/t/1/render-1/{name}" for name in SCENE_BODIES
    ]
    assert granted.uploads[0].headers["Content-Type"] == "video/mp4"


async def test_two_files_of_one_name_are_refused() -> None:
    request = uploads("t", 1, SCENE_BODIES)
    twice = request.model_copy(update={"files": (request.files[0], request.files[0])})
    refused = await grant_uploads(twice, granter(MemoryStore()))
    assert isinstance(refused, Refused)
    assert "one name" in refused.error
    assert not refused.retry


async def test_a_file_that_is_too_big_is_refused() -> None:
    big = description("video.mp4", b"").model_copy(update={"size": (1 << 20) + 1})
    request = uploads("t", 1, SCENE_BODIES).model_copy(update={"files": (big,)})
    refused = await grant_uploads(request, granter(MemoryStore()))
    assert isinstance(refused, Refused)
    assert refused.error == "video.mp4 has 1048577 bytes, at most 1048576 are taken"


@pytest.mark.parametrize("content_type", ["", "video", "text/html\r\nx-evil: 1", "a/b;c"])
async def test_a_content_type_that_is_none_is_refused(content_type: str) -> None:
    odd = description("video.mp4", b"").model_copy(update={"content_type": content_type})
    request = uploads("t", 1, SCENE_BODIES).model_copy(update={"files": (odd,)})
    assert isinstance(await grant_uploads(request, granter(MemoryStore())), Refused)


async def test_downloads_are_granted_once_a_key() -> None:
    store = MemoryStore(objects={Location("bucket", KEY): b"video"})
    granted = await grant_downloads(GrantDownloads(keys=(KEY, KEY)), granter(store))
    assert isinstance(granted, DownloadsGranted)
    assert granted.urls == {KEY: f"https://s3.test/bucket/{KEY}?get"}


@pytest.mark.parametrize(
    ("key", "error"),
    [
        (KEY, f"there is no object at s3://bucket/{KEY}"),
        ("secrets.txt", "'secrets.txt' is no staged or published key"),
    ],
)
async def test_a_key_without_an_object_is_refused_for_good(key: str, error: str) -> None:
    refused = await grant_downloads(GrantDownloads(keys=(key,)), granter(MemoryStore()))
    assert refused == Refused(error=error, retry=False)


async def test_a_store_that_is_down_is_worth_another_try() -> None:
    class Down(MemoryStore):
        async def stat(self, at: Location) -> None:  # type: ignore[override]
            raise Unavailable("S3: connection refused")

    refused = await grant_downloads(GrantDownloads(keys=(KEY,)), granter(Down()))
    assert refused == Refused(error="S3: connection refused", retry=True)
