"""The S3 adapter and the grants against a real S3 server, by a plain HTTP client."""

from collections.abc import AsyncIterator

import boto3
import httpx
import pytest
import pytest_asyncio

from cli.embedded.ports import free_port
from cli.embedded.s3 import S3Server
from services.assets.grant import Granter, grant_downloads, grant_uploads
from services.assets.keys import IMMUTABLE, Layout, Location
from services.assets.s3 import S3Store
from services.assets.settings import S3Settings
from services.assets.store import BucketUnusable, NotAccepted, NotStored, ObjectHeaders
from shared.contracts.artifact import DownloadsGranted, GrantDownloads, Refused, UploadsGranted
from shared.errors import Unavailable
from tests.support.published import SCENE_BODIES, s3_settings, uploads


def settings_of(server: S3Server, **fields: object) -> S3Settings:
    return s3_settings(
        **{
            "bucket": server.bucket,
            "endpoint_url": server.endpoint_url,
            "force_path_style": True,
            "access_key_id": server.access_key,
            "secret_access_key": server.secret_key,
            **fields,
        }
    )


@pytest_asyncio.fixture
async def store(s3_server: S3Server) -> AsyncIterator[S3Store]:
    async with S3Store(settings_of(s3_server)).opened() as store:
        yield store


@pytest_asyncio.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


@pytest.fixture
def granter(s3_server: S3Server, store: S3Store) -> Granter:
    layout = Layout(settings_of(s3_server))
    return Granter(store, layout, max_size=1 << 30, download_seconds=600)


async def test_granted_files_go_up_and_come_down(granter: Granter, http: httpx.AsyncClient) -> None:
    granted = await grant_uploads(uploads("up-down", 1, SCENE_BODIES), granter)
    assert isinstance(granted, UploadsGranted)
    for upload in granted.uploads:
        body = SCENE_BODIES[upload.artifact.name]
        answer = await http.put(upload.url, content=body, headers=upload.headers)
        assert answer.status_code == 200, answer.text
    keys = tuple(upload.artifact.key for upload in granted.uploads)
    found = await grant_downloads(GrantDownloads(keys=keys), granter)
    assert isinstance(found, DownloadsGranted)
    video = found.urls["artifacts/up-down/1/render-1/video.mp4"]
    whole = await http.get(video)
    assert whole.content == SCENE_BODIES["video.mp4"]
    assert whole.headers["content-type"] == "video/mp4"
    part = await http.get(video, headers={"Range": "bytes=4-11"})
    assert part.status_code == 206
    assert part.content == SCENE_BODIES["video.mp4"][4:12]


async def test_a_file_is_uploaded_as_a_stream(granter: Granter, http: httpx.AsyncClient) -> None:
    granted = await grant_uploads(uploads("stream", 1, SCENE_BODIES), granter)
    assert isinstance(granted, UploadsGranted)
    upload = granted.uploads[0]

    async def chunks() -> AsyncIterator[bytes]:
        body = SCENE_BODIES["video.mp4"]
        for start in range(0, len(body), 1000):
            yield body[start : start + 1000]

    answer = await http.put(upload.url, content=chunks(), headers=upload.headers)
    assert answer.status_code == 200, answer.text


async def test_other_bytes_than_announced_are_refused_and_leave_nothing(
    granter: Granter, store: S3Store, http: httpx.AsyncClient
) -> None:
    granted = await grant_uploads(uploads("wrong", 1, SCENE_BODIES), granter)
    assert isinstance(granted, UploadsGranted)
    upload = granted.uploads[0]
    size = upload.artifact.size
    longer = {**upload.headers, "Content-Length": str(size + 1)}
    for body, headers in (
        (bytes(size), upload.headers),
        (SCENE_BODIES["video.mp4"] + b"!", longer),
        (SCENE_BODIES["video.mp4"], {**upload.headers, "Content-Type": "text/html"}),
    ):
        answer = await http.put(upload.url, content=body, headers=headers)
        assert answer.status_code in (400, 403), answer.text
    with pytest.raises(NotStored):
        await store.stat(Location(granter.layout.bucket, upload.artifact.key))


async def test_an_upload_broken_in_the_middle_leaves_nothing(
    granter: Granter, store: S3Store, http: httpx.AsyncClient
) -> None:
    granted = await grant_uploads(uploads("broken", 1, SCENE_BODIES), granter)
    assert isinstance(granted, UploadsGranted)
    upload = granted.uploads[0]

    async def chunks() -> AsyncIterator[bytes]:
        yield SCENE_BODIES["video.mp4"][:1000]
        raise ConnectionError("the renderer dies")

    with pytest.raises(ConnectionError):
        await http.put(upload.url, content=chunks(), headers=upload.headers)
    with pytest.raises(NotStored):
        await store.stat(Location(granter.layout.bucket, upload.artifact.key))


async def test_an_unknown_key_is_refused(granter: Granter, s3_server: S3Server) -> None:
    key = "projects/p/sessions/s/scenes/1/v99/video.mp4"
    refused = await grant_downloads(GrantDownloads(keys=(key,)), granter)
    error = f"there is no object at s3://{s3_server.bucket}/{key}"
    assert refused == Refused(error=error, retry=False)


async def test_an_object_is_served_as_it_was_described(
    store: S3Store, s3_server: S3Server, http: httpx.AsyncClient
) -> None:
    at = Location(s3_server.bucket, "projects/p/sessions/headers/v1/manifest.json")
    headers = ObjectHeaders("application/json", IMMUTABLE, "0" * 64, "STANDARD_IA")
    await store.put(at, b"{}", headers)
    stored = await store.stat(at)
    assert stored.size == 2
    assert stored.sha256 == await store.digest(at)
    answer = await http.get(await store.presign_download(at, seconds=60))
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == IMMUTABLE
    assert answer.headers["x-amz-storage-class"] == "STANDARD_IA"


async def test_a_big_object_is_copied_in_parts(s3_server: S3Server) -> None:
    settings = settings_of(s3_server, multipart_threshold_mb=5)
    source = Location(s3_server.bucket, "artifacts/big/-/combine-1/combined.mp4")
    target = Location(s3_server.bucket, "projects/p/sessions/big/v1/combined.mp4")
    body = bytes(range(256)) * (18 << 12)
    headers = ObjectHeaders("video/mp4", IMMUTABLE, "0" * 64, "STANDARD")
    async with S3Store(settings).opened() as store:
        await store.put(source, body, headers)
        etag = (await store.stat(source)).etag
        await store.copy(source, etag, target, headers, size=len(body))
        assert (await store.stat(target)).size == len(body)
        assert await store.digest(target) == await store.digest(source)


async def test_only_the_object_that_was_checked_is_copied(
    store: S3Store, s3_server: S3Server
) -> None:
    source = Location(s3_server.bucket, "artifacts/changed/-/combine-1/combined.mp4")
    target = Location(s3_server.bucket, "projects/p/sessions/changed/v1/combined.mp4")
    headers = ObjectHeaders("video/mp4", IMMUTABLE, "0" * 64, "STANDARD")
    await store.put(source, b"one", headers)
    etag = (await store.stat(source)).etag
    await store.put(source, b"two", headers)
    with pytest.raises(Unavailable):
        await store.copy(source, etag, target, headers, size=3)
    with pytest.raises(NotStored):
        await store.stat(target)


async def test_a_bucket_of_a_request_that_does_not_exist_is_named(store: S3Store) -> None:
    at = Location("no-such-bucket", "projects/p/sessions/s/v1/manifest.json")
    headers = ObjectHeaders("application/json", IMMUTABLE, "0" * 64, "STANDARD")
    with pytest.raises(NotAccepted, match="'no-such-bucket' does not exist"):
        await store.put(at, b"{}", headers)


async def test_a_missing_bucket_stops_the_start(s3_server: S3Server) -> None:
    settings = settings_of(s3_server, bucket="not-made")
    with pytest.raises(BucketUnusable, match=r"'not-made' does not exist at .*set S3_BUCKET"):
        async with S3Store(settings).opened():
            pass


async def test_a_missing_bucket_is_made_where_that_is_wanted(s3_server: S3Server) -> None:
    settings = settings_of(s3_server, bucket="made-at-start", create_bucket=True)
    for _ in range(2):
        async with S3Store(settings).opened() as store:
            with pytest.raises(NotStored):
                await store.stat(Location("made-at-start", "nothing"))


async def test_a_wrong_key_stops_the_start(s3_server: S3Server) -> None:
    settings = settings_of(s3_server, secret_access_key="wrong")
    with pytest.raises(BucketUnusable, match="check AWS_ACCESS_KEY_ID"):
        async with S3Store(settings).opened():
            pass


async def test_no_server_stops_the_start_after_a_while(s3_server: S3Server) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    settings = settings_of(s3_server, endpoint_url=nobody, start_timeout=0)
    with pytest.raises(BucketUnusable, match=f"S3 at {nobody} does not answer"):
        async with S3Store(settings).opened():
            pass


async def test_clients_are_given_the_endpoint_by_their_name_for_it(s3_server: S3Server) -> None:
    settings = settings_of(s3_server, presign_endpoint_url="https://s3.example.org")
    at = Location(s3_server.bucket, "projects/p/sessions/s/v1/combined.mp4")
    async with S3Store(settings).opened() as store:
        clients = await store.presign_download(at, seconds=60, for_clients=True)
        ours = await store.presign_download(at, seconds=60)
    assert clients.startswith(f"https://s3.example.org/{s3_server.bucket}/projects/")
    assert ours.startswith(s3_server.endpoint_url)


async def test_another_hand_with_the_keys_reads_the_checksum(
    store: S3Store, s3_server: S3Server
) -> None:
    at = Location(s3_server.bucket, "projects/p/sessions/checksum/v1/manifest.json")
    headers = ObjectHeaders("application/json", IMMUTABLE, "ab" * 32, "STANDARD")
    await store.put(at, b"{}", headers)
    client = boto3.client(
        "s3",
        endpoint_url=s3_server.endpoint_url,
        aws_access_key_id=s3_server.access_key,
        aws_secret_access_key=s3_server.secret_key,
        region_name="us-east-1",
    )
    answer = client.head_object(Bucket=at.bucket, Key=at.key, ChecksumMode="ENABLED")
    assert "ChecksumSHA256" in answer
    assert answer["Metadata"] == {"sha256": "ab" * 32}
