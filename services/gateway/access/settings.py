"""How callers prove who they are. Environment: `GATEWAY_*`."""

from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_LOCAL = ("127.0.0.1", "localhost", "::1")


class AccessSettings(BaseSettings):
    """Each way is open when it is configured. With none, the API serves this machine, openly."""

    model_config = SettingsConfigDict(env_prefix="GATEWAY_", extra="ignore")

    api_keys: bool = Field(
        default=False, description="Accept API keys, made by `chalkstream keys create`."
    )
    api_key_cache: float = Field(
        default=5, ge=0, description="Seconds for which a key's state is remembered."
    )
    jwt_secret: SecretStr | None = Field(
        default=None, description="Accept JWTs signed by HS256 with this secret (32 bytes or more)."
    )
    jwt_public_key: str | None = Field(
        default=None, description="Accept JWTs by RS256 or ES256 with this public key, in PEM."
    )
    jwt_jwks_url: str | None = Field(
        default=None, description="Accept JWTs by RS256 or ES256 with the keys at this URL."
    )
    jwt_jwks_max_age: float = Field(
        default=300, gt=0, description="Seconds after which the keys are fetched again."
    )
    jwt_jwks_cooldown: float = Field(
        default=10, ge=0, description="Seconds between fetches that unknown key ids ask for."
    )
    jwt_issuer: str | None = Field(
        default=None, min_length=1, description="Required `iss`; must be given with a JWKS URL."
    )
    jwt_audience: str = Field(default="chalkstream", min_length=1, description="Required `aud`.")
    jwt_leeway: float = Field(
        default=30, ge=0, le=300, description="Seconds by which clocks may differ."
    )
    jwt_projects_claim: str = Field(
        default="projects", min_length=1, description='A list of project ids, or "*".'
    )

    @field_validator("jwt_secret", "jwt_public_key", "jwt_jwks_url", "jwt_issuer", mode="before")
    @classmethod
    def _empty_means_unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("jwt_secret")
    @classmethod
    def _a_secret_indeed(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is None:
            return None
        text = secret.get_secret_value()
        if len(text.encode()) < 32:
            raise ValueError("GATEWAY_JWT_SECRET must have at least 32 bytes")
        if "-----BEGIN" in text:
            raise ValueError("GATEWAY_JWT_SECRET holds a PEM key: it belongs to _JWT_PUBLIC_KEY")
        return secret

    @field_validator("jwt_jwks_url")
    @classmethod
    def _not_over_the_open_net(cls, url: str | None) -> str | None:
        if url is not None:
            parts = urlsplit(url)
            local = parts.scheme == "http" and parts.hostname in _LOCAL
            if not parts.hostname or not (parts.scheme == "https" or local):
                raise ValueError("GATEWAY_JWT_JWKS_URL must be an https URL")
        return url

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.jwt_jwks_url and self.jwt_issuer is None:
            raise ValueError("GATEWAY_JWT_JWKS_URL needs GATEWAY_JWT_ISSUER beside it")
        if self.jwt_jwks_url and self.jwt_public_key:
            raise ValueError("give GATEWAY_JWT_JWKS_URL or GATEWAY_JWT_PUBLIC_KEY, not both")
        return self

    @property
    def jwt(self) -> bool:
        return bool(self.jwt_secret or self.jwt_public_key or self.jwt_jwks_url)

    @property
    def open(self) -> bool:
        """Whether nobody has to prove anything."""
        return not (self.jwt or self.api_keys)
