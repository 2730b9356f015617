"""Operators' environment names, and secrets that stay secret."""

import pytest
from pydantic import ValidationError

from services.assets.settings import ConvexSettings, S3Settings, Settings

ENVIRONMENT = {
    "S3_BUCKET": "videos",
    "S3_BASE_PREFIX": "prod",
    "S3_PUBLIC_BASE_URL": "https://cdn.test",
    "S3_KMS_KEY_ID": "alias/videos",
    "S3_MAX_CONCURRENCY": "4",
    "S3_MULTIPART_THRESHOLD_MB": "16",
    "S3_ENDPOINT_URL": "http://s3.test:9000",
    "S3_FORCE_PATH_STYLE": "true",
    "S3_PRESIGN_EXPIRATION": "3600",
    "AWS_ACCESS_KEY_ID": "AKIA-TEST",
    "AWS_SECRET_ACCESS_KEY": "very-secret",
    "AWS_DEFAULT_REGION": "eu-central-1",
    "CONVEX_DEPLOYMENT_URL": "https://convex.test",
    "CONVEX_DEPLOY_KEY": "prod:very-secret",
}


def test_the_names_that_operators_have_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_REGION", raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    s3 = settings.s3
    assert (s3.bucket, s3.base_prefix, s3.kms_key_id) == ("videos", "prod", "alias/videos")
    assert (s3.max_concurrency, s3.multipart_threshold_mb) == (4, 16)
    assert (s3.endpoint_url, s3.force_path_style) == ("http://s3.test:9000", True)
    assert (s3.presign_expiration, s3.region) == (3600, "eu-central-1")
    assert s3.secret_access_key is not None
    assert s3.secret_access_key.get_secret_value() == "very-secret"
    assert settings.convex.deployment_url == "https://convex.test"
    assert "very-secret" not in repr(settings)
    assert "AKIA-TEST" not in repr(settings)


def test_an_empty_variable_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("S3_ENDPOINT_URL", "")
    monkeypatch.setenv("CONVEX_DEPLOYMENT_URL", "")
    assert S3Settings().endpoint_url is None
    assert ConvexSettings().deployment_url is None


def test_a_url_cannot_live_longer_than_seven_days() -> None:
    with pytest.raises(ValidationError, match="604800"):
        S3Settings(presign_expiration=604_801)
