"""The gateway's settings. Environment: `GATEWAY_*` and, for the bus, `NATS_*`."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.gateway.access.settings import AccessSettings
from services.gateway.limits.settings import LimitSettings
from shared.settings import BusSettings


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="GATEWAY_", extra="ignore")

    bus: BusSettings = Field(default_factory=BusSettings)
    access: AccessSettings = Field(default_factory=AccessSettings)
    limits: LimitSettings = Field(default_factory=LimitSettings)
    max_body_bytes: int = Field(default=1 << 20, ge=1024, description="Larger bodies get a 413.")
    connect_patience: float = Field(
        default=5, gt=0, description="Seconds to wait for NATS before answering with 503 instead."
    )
    events_heartbeat: float = Field(default=15, gt=0, description="Seconds between SSE comments.")
    events_patience: float = Field(
        default=30, gt=0, description="Seconds after which a reader that takes nothing is dropped."
    )
    concurrent_events: int = Field(default=8, ge=1)
