"""The assets service's settings, by the names that operators already have."""

from pydantic import AliasChoices, BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.settings import BusSettings, WorkerSettings

SEVEN_DAYS = 7 * 24 * 3600
"""Seconds. No S3 accepts a presigned URL that lives longer."""


class S3Settings(BaseSettings):
    """Where objects go. Environment: `S3_*`, and `AWS_*` for the credentials.

    Without explicit keys boto3's own chain applies (profile, web identity, instance role).
    """

    model_config = SettingsConfigDict(
        env_prefix="S3_", extra="ignore", env_ignore_empty=True, populate_by_name=True
    )

    bucket: str = "chalkstream"
    create_bucket: bool = Field(default=False, description="For a server of one's own only.")
    base_prefix: str = Field(default="", pattern=r"^[A-Za-z0-9_./-]*$")
    public_base_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    kms_key_id: str | None = None
    max_concurrency: int = Field(default=10, ge=1, le=256)
    multipart_threshold_mb: int = Field(default=512, ge=5, le=5_000)
    max_upload_mb: int = Field(default=5_000, ge=1, le=5_000)
    endpoint_url: str | None = None
    presign_endpoint_url: str | None = Field(
        default=None, description="Clients' name of the endpoint, where it is not ours."
    )
    force_path_style: bool = False
    presign_expiration: int = Field(default=SEVEN_DAYS, ge=60, le=SEVEN_DAYS, description="s")
    start_timeout: float = Field(default=30, ge=0, description="Seconds to wait for S3.")

    region: str = Field(
        default="us-east-1", validation_alias=AliasChoices("AWS_REGION", "AWS_DEFAULT_REGION")
    )
    access_key_id: SecretStr | None = Field(default=None, validation_alias="AWS_ACCESS_KEY_ID")
    secret_access_key: SecretStr | None = Field(
        default=None, validation_alias="AWS_SECRET_ACCESS_KEY"
    )
    session_token: SecretStr | None = Field(default=None, validation_alias="AWS_SESSION_TOKEN")


class ConvexSettings(BaseSettings):
    """The application's database; without a URL there is none. Environment: `CONVEX_*`."""

    model_config = SettingsConfigDict(env_prefix="CONVEX_", extra="ignore", env_ignore_empty=True)

    deployment_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    deploy_key: SecretStr | None = None
    timeout: float = Field(default=5, gt=0, description="Seconds for one request.")
    budget: float = Field(default=10, gt=0, description="Seconds for one write with its retries.")


class Settings(BaseModel):
    """Everything that the service is told from outside, each group by its own environment."""

    bus: BusSettings = Field(default_factory=BusSettings)
    worker: WorkerSettings = Field(default_factory=WorkerSettings)
    s3: S3Settings = Field(default_factory=S3Settings)
    convex: ConvexSettings = Field(default_factory=ConvexSettings)
