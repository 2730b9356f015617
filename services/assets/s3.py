"""The object store: the one place that knows boto3."""

import asyncio
import base64
import hashlib
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import boto3
import structlog
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from services.assets.keys import Location
from services.assets.settings import S3Settings
from services.assets.store import BucketUnusable, NotAccepted, NotStored, ObjectHeaders, Stored
from shared.contracts.artifact import FileDescription
from shared.errors import Unavailable

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

log = structlog.get_logger()

T = TypeVar("T")

_MISSING = {"404", "NoSuchKey", "NotFound"}
_LATER = {
    "SlowDown", "RequestTimeout", "RequestTimeTooSkewed", "OperationAborted", "PreconditionFailed",
    "ExpiredToken", "InvalidAccessKeyId", "SignatureDoesNotMatch", "TooManyRequests", "BadDigest",
}  # fmt: skip
_READ_AT_ONCE = 1 << 20


class S3Store:
    """Objects of any S3. Every call runs in a thread; whatever is down becomes `Unavailable`."""

    def __init__(self, settings: S3Settings) -> None:
        self._settings = settings
        self._threads = ThreadPoolExecutor(settings.max_concurrency, "s3")
        self._client = _client(settings, settings.endpoint_url)
        presign_endpoint = settings.presign_endpoint_url or settings.endpoint_url
        self._public = (
            self._client
            if presign_endpoint == settings.endpoint_url
            else _client(settings, presign_endpoint)
        )
        self._transfer = TransferConfig(
            multipart_threshold=settings.multipart_threshold_mb << 20,
            max_concurrency=settings.max_concurrency,
        )

    @asynccontextmanager
    async def opened(self) -> AsyncIterator["S3Store"]:
        """Raises `BucketUnusable` when the bucket is not there for us."""
        try:
            await self._check_bucket()
            yield self
        finally:
            self._threads.shutdown(wait=False, cancel_futures=True)

    async def stat(self, at: Location) -> Stored:
        """Raises `NotStored`. `sha256` is None where the store keeps no checksum of the whole."""
        answer = await self._call(
            at,
            lambda: self._client.head_object(Bucket=at.bucket, Key=at.key, ChecksumMode="ENABLED"),
        )
        checksum = answer.get("ChecksumSHA256")
        # "...-3" is the checksum of three parts' checksums.
        whole = checksum is not None and "-" not in checksum
        return Stored(
            size=answer["ContentLength"],
            sha256=base64.b64decode(checksum).hex() if checksum and whole else None,
            etag=answer["ETag"],
        )

    async def digest(self, at: Location) -> str:
        """The SHA-256, in hex, of the bytes as they are read back. Raises `NotStored`."""

        def read() -> str:
            body = self._client.get_object(Bucket=at.bucket, Key=at.key)["Body"]
            digest = hashlib.sha256()
            for chunk in body.iter_chunks(_READ_AT_ONCE):
                digest.update(chunk)
            return digest.hexdigest()

        return await self._call(at, read)

    async def put(self, at: Location, body: bytes, headers: ObjectHeaders) -> None:
        """Store a small object whole or not at all."""
        checksum = base64.b64encode(hashlib.sha256(body).digest()).decode()
        await self._call(
            at,
            lambda: self._client.put_object(
                Bucket=at.bucket,
                Key=at.key,
                Body=body,
                ChecksumSHA256=checksum,
                **self._object_arguments(headers),
            ),
        )

    async def copy(
        self, source: Location, etag: str, target: Location, headers: ObjectHeaders, *, size: int
    ) -> None:
        """Copy inside the store the very object that `etag` names. Raises `NotStored`."""
        arguments = {
            "CopySourceIfMatch": etag,
            "MetadataDirective": "REPLACE",
            "ChecksumAlgorithm": "SHA256",
            **self._object_arguments(headers),
        }
        copy_source: Any = {"Bucket": source.bucket, "Key": source.key}

        def copy() -> None:
            if size < self._transfer.multipart_threshold:
                self._client.copy_object(
                    Bucket=target.bucket, Key=target.key, CopySource=copy_source, **arguments
                )
            else:
                self._client.copy(
                    copy_source, target.bucket, target.key, arguments, Config=self._transfer
                )

        await self._call(target, copy)

    async def presign_upload(
        self, at: Location, file: FileDescription, *, seconds: int
    ) -> tuple[str, dict[str, str]]:
        """A URL that takes exactly this file, and the headers to send with it."""
        checksum = base64.b64encode(bytes.fromhex(file.sha256)).decode()
        headers = {
            "Content-Type": file.content_type,
            "Content-Length": str(file.size),
            "x-amz-checksum-sha256": checksum,
        }
        arguments: dict[str, Any] = {
            "Bucket": at.bucket,
            "Key": at.key,
            "ContentType": file.content_type,
            "ContentLength": file.size,
            "ChecksumSHA256": checksum,
        }
        if key_id := self._settings.kms_key_id:
            arguments |= self._encryption()
            headers["x-amz-server-side-encryption"] = "aws:kms"
            headers["x-amz-server-side-encryption-aws-kms-key-id"] = key_id
        url = await self._call(
            at,
            lambda: self._client.generate_presigned_url(
                "put_object", Params=arguments, ExpiresIn=seconds
            ),
        )
        return url, headers

    async def presign_download(
        self, at: Location, *, seconds: int, for_clients: bool = False
    ) -> str:
        """A URL to read the object; `for_clients` by the name that they have for the endpoint."""
        client = self._public if for_clients else self._client
        return await self._call(
            at,
            lambda: client.generate_presigned_url(
                "get_object", Params={"Bucket": at.bucket, "Key": at.key}, ExpiresIn=seconds
            ),
        )

    def _object_arguments(self, headers: ObjectHeaders) -> dict[str, Any]:
        arguments: dict[str, Any] = {
            "ContentType": headers.content_type,
            "CacheControl": headers.cache_control,
            # Also where the store keeps a checksum of parts only.
            "Metadata": {"sha256": headers.sha256},
            **self._encryption(),
        }
        if headers.storage_class != "STANDARD":
            arguments["StorageClass"] = headers.storage_class
        return arguments

    def _encryption(self) -> dict[str, Any]:
        if self._settings.kms_key_id is None:
            return {}
        return {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": self._settings.kms_key_id}

    async def _call(self, at: Location, call: Callable[[], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, call)
        except ClientError as error:
            raise _translated(at, error) from error
        except NoCredentialsError as error:
            raise NotAccepted(f"S3: {error}") from error
        except (BotoCoreError, Boto3Error) as error:
            raise Unavailable(f"S3: {error}") from error

    async def _check_bucket(self) -> None:
        name = self._settings.bucket
        end = time.monotonic() + self._settings.start_timeout
        while True:
            try:
                await self._call(Location(name, ""), lambda: self._client.head_bucket(Bucket=name))
                return
            except NotStored:
                if not self._settings.create_bucket:
                    raise BucketUnusable(
                        f"the bucket {name!r} does not exist at {self._where}: "
                        "create it, or set S3_BUCKET"
                    ) from None
                await self._create_bucket(name)
            except NotAccepted as error:
                raise BucketUnusable(
                    f"S3 at {self._where} does not let us use the bucket {name!r} "
                    f"({error}): check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
                ) from error
            except Unavailable as error:
                if time.monotonic() > end:
                    raise BucketUnusable(f"S3 at {self._where} does not answer: {error}") from error
                log.warning("waiting for S3", endpoint=self._where, error=str(error))
                await asyncio.sleep(0.5)

    async def _create_bucket(self, name: str) -> None:
        arguments: dict[str, Any] = {"Bucket": name}
        if self._settings.region != "us-east-1":
            arguments["CreateBucketConfiguration"] = {"LocationConstraint": self._settings.region}
        await self._call(Location(name, ""), lambda: self._client.create_bucket(**arguments))

    @property
    def _where(self) -> str:
        return self._settings.endpoint_url or f"AWS ({self._settings.region})"


def _client(settings: S3Settings, endpoint_url: str | None) -> "S3Client":
    secret = settings.secret_access_key
    key = settings.access_key_id
    token = settings.session_token
    return boto3.session.Session().client(
        "s3",
        region_name=settings.region,
        endpoint_url=endpoint_url,
        aws_access_key_id=key.get_secret_value() if key else None,
        aws_secret_access_key=secret.get_secret_value() if secret else None,
        aws_session_token=token.get_secret_value() if token else None,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path" if settings.force_path_style else "auto"},
            retries={"mode": "standard", "total_max_attempts": 5},
            max_pool_connections=settings.max_concurrency,
            connect_timeout=5,
            read_timeout=60,
            # Checksums are SHA-256 and ours; the default would sign others into presigned URLs.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


def _translated(at: Location, error: ClientError) -> Exception:
    code = error.response.get("Error", {}).get("Code", "")
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
    if code in _MISSING:
        return NotStored(f"there is no object at {at}")
    if code == "NoSuchBucket":
        return NotAccepted(f"the bucket {at.bucket!r} does not exist")
    if status >= 500 or status == 429 or code in _LATER:
        return Unavailable(f"S3: {error}")
    return NotAccepted(f"S3: {error}")
