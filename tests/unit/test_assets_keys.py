"""Where objects lie, and which names are names of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.assets.keys import Layout, Location, version_of
from shared.contracts.request import StorageOptions
from tests.support.published import SCENE_BODIES, s3_settings, uploads

LAYOUT = Layout(s3_settings(base_prefix="/videos/"))


def test_a_staged_file_lies_under_its_attempt() -> None:
    request = uploads("task-1", 2, SCENE_BODIES, attempt=3)
    at = LAYOUT.staging(request, "video.mp4")
    assert at == Location("bucket", "videos/artifacts/task-1/2/render-3/video.mp4")


def test_a_file_of_the_whole_video_is_staged_under_a_dash() -> None:
    at = Layout(s3_settings()).staging(uploads("t", None, SCENE_BODIES), "combined.mp4")
    assert at.key == "artifacts/t/-/combine-1/combined.mp4"


def test_published_keys_are_those_of_the_contract_with_the_prefix_once() -> None:
    destination = LAYOUT.destination(StorageOptions())
    scene = destination.scene("p", "s", 4, 2).child("video.mp4")
    video = destination.video("p", "s", 3).child("manifest.json")
    assert scene.key == "videos/projects/p/sessions/s/scenes/4/v2/video.mp4"
    assert video.key == "videos/projects/p/sessions/s/v3/manifest.json"


def test_a_request_chooses_bucket_prefix_url_and_class() -> None:
    layout = Layout(s3_settings(public_base_url="https://cdn.test"))
    wishes = StorageOptions(
        bucket_name="other-bucket", base_prefix="a/b/", storage_class="STANDARD_IA"
    )
    destination = layout.destination(wishes)
    assert destination.scene("p", "s", 1, 1) == Location(
        "other-bucket", "a/b/projects/p/sessions/s/scenes/1/v1"
    )
    assert destination.storage_class == "STANDARD_IA"
    # The default bucket's public URL does not lead to another bucket.
    assert destination.public_base_url is None
    assert layout.destination(StorageOptions()).public_base_url == "https://cdn.test"


@pytest.mark.parametrize(
    "location",
    [
        Location("bucket", "videos/artifacts/t/-/combine-1/combined.mp4"),
        Location("bucket", "videos/projects/p/sessions/s/v12/combined.mp4"),
        Location("bucket", "projects/p/sessions/s/scenes/1/v1/video.mp4"),
        Location("other-bucket", "mine/projects/projects/sessions/s/scenes/20/v1/video.mp4"),
    ],
)
def test_a_reference_leads_back_to_its_object(location: Location) -> None:
    assert LAYOUT.locate(LAYOUT.reference(location)) == location


@pytest.mark.parametrize(
    "key",
    [
        "",
        "secrets.txt",
        "videos/backups/db.sql",
        "artifacts/t/1/render-1/video.mp4",  # not under the prefix of staging
        "videos/artifacts/t/1/publish-1/video.mp4",
        "videos/artifacts/t/1/render-1/../../secret",
        "videos/artifacts/t/1/render-1/",
        "../projects/p/sessions/s/v1/combined.mp4",
        "a/../projects/p/sessions/s/v1/combined.mp4",
        "/projects/p/sessions/s/v1/combined.mp4",
        "projects/p/sessions/s/v1/../../secret",
        "projects/p/sessions/s/scenes/1/v1/.hidden",
        "projects/p q/sessions/s/v1/combined.mp4",
        "projects/p/sessions/s/v1/combined.mp4\n",
        "s3://other-bucket/artifacts/t/1/render-1/video.mp4",
        "s3://other-bucket/secrets.txt",
        "s3://Bad_Bucket/projects/p/sessions/s/v1/combined.mp4",
    ],
)
def test_other_keys_are_not_ours(key: str) -> None:
    assert LAYOUT.locate(key) is None


@given(st.text(max_size=80))
def test_no_text_is_located_outside_of_our_folders(text: str) -> None:
    location = LAYOUT.locate(text)
    if location is not None:
        assert "projects/" in location.key or location.key.startswith("videos/artifacts/")
        assert ".." not in location.key.split("/")


def test_a_version_is_read_from_a_published_key() -> None:
    assert version_of("videos/projects/p/sessions/s/scenes/1/v12/video.mp4") == 12
    assert version_of("videos/artifacts/t/1/render-1/video.mp4") is None
