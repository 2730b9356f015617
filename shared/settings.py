"""Settings that every service has; a service's own are beside its app."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class BusSettings(BaseSettings):
    """Where NATS is. Environment: `NATS_URL`, `NATS_USER`, `NATS_PASSWORD`."""

    model_config = SettingsConfigDict(env_prefix="NATS_", extra="ignore")

    url: str = "nats://127.0.0.1:4222"
    user: str | None = None
    password: SecretStr | None = None


class WorkerSettings(BaseSettings):
    """How a worker consumes. Times in seconds. Environment: `WORKER_*`."""

    model_config = SettingsConfigDict(env_prefix="WORKER_", extra="ignore")

    slots: int = Field(default=4, ge=1, le=64, description="Commands worked on side by side.")
    heartbeat: float = Field(default=8, gt=0)
    time_limit: float = Field(default=600, gt=0)
    max_deliveries: int = Field(default=3, ge=1)
    shutdown_grace: float = Field(default=5, ge=0)
