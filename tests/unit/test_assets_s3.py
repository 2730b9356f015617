"""What the S3 adapter sends and how it reads errors, where no server of ours can show it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from services.assets.keys import IMMUTABLE, Location
from services.assets.s3 import S3Store
from services.assets.store import NotAccepted, NotStored, ObjectHeaders
from shared.errors import Unavailable
from tests.support.published import description, s3_settings

AT = Location("bucket", "projects/p/sessions/s/v1/manifest.json")
HEADERS = ObjectHeaders("application/json", IMMUTABLE, "ab" * 32, "STANDARD_IA")


def store(**fields: object) -> S3Store:
    return S3Store(s3_settings(access_key_id="key", secret_access_key="secret", **fields))


async def test_an_upload_url_is_signed_for_size_type_checksum_and_key() -> None:
    file = description("video.mp4", b"video")
    url, headers = await store(kms_key_id="alias/k").presign_upload(AT, file, seconds=60)
    (signed,) = parse_qs(urlsplit(url).query)["X-Amz-SignedHeaders"]
    assert set(signed.split(";")) - {"host"} == {name.lower() for name in headers}
    assert headers["x-amz-server-side-encryption-aws-kms-key-id"] == "alias/k"


async def test_an_object_is_stored_with_key_class_and_checksum() -> None:
    adapter = store(kms_key_id="alias/k")
    with Stubber(adapter._client) as stub:
        stub.add_response(
            "put_object",
            {},
            {
                "Bucket": "bucket",
                "Key": AT.key,
                "Body": b"{}",
                "ContentType": "application/json",
                "CacheControl": IMMUTABLE,
                "Metadata": {"sha256": "ab" * 32},
                "ChecksumSHA256": "RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=",
                "StorageClass": "STANDARD_IA",
                "ServerSideEncryption": "aws:kms",
                "SSEKMSKeyId": "alias/k",
            },
        )
        await adapter.put(AT, b"{}", HEADERS)
        stub.assert_no_pending_responses()


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("NoSuchKey", 404, NotStored),
        ("404", 404, NotStored),
        ("NoSuchBucket", 404, NotAccepted),
        ("AccessDenied", 403, NotAccepted),
        ("InvalidStorageClass", 400, NotAccepted),
        ("SlowDown", 503, Unavailable),
        ("InternalError", 500, Unavailable),
        ("RequestTimeout", 400, Unavailable),
        ("ExpiredToken", 400, Unavailable),
        ("PreconditionFailed", 412, Unavailable),
    ],
)
async def test_an_error_becomes_the_decision(code: str, status: int, kind: type[Exception]) -> None:
    adapter = store()

    def fail() -> None:
        response = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
        raise ClientError(response, "PutObject")  # type: ignore[arg-type]

    with pytest.raises(kind):
        await adapter._call(AT, fail)
