"""Every setting of every service is in the documentation, under its environment name."""

import pytest
from pydantic import AliasChoices
from pydantic_settings import BaseSettings

from authors.settings import ModelSettings
from cli.environment import ROOT
from services.assets.settings import ConvexSettings, S3Settings
from services.gateway.access.settings import AccessSettings
from services.gateway.limits.settings import LimitSettings
from services.gateway.settings import Settings as GatewaySettings
from services.renderer.settings import RenderSettings
from shared.settings import BusSettings, WorkerSettings

DOCUMENT = (ROOT / "docs/configuration.md").read_text()


def names(settings: type[BaseSettings]) -> list[str]:
    """The environment names of the settings that are values, not groups of settings."""
    prefix = str(settings.model_config.get("env_prefix", ""))
    found = []
    for name, field in settings.model_fields.items():
        annotation = field.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseSettings):
            continue
        alias = field.validation_alias
        if isinstance(alias, AliasChoices):
            found.append(str(alias.choices[0]))
        else:
            found.append(alias if isinstance(alias, str) else f"{prefix}{name}".upper())
    return found


@pytest.mark.parametrize(
    "settings",
    [
        BusSettings,
        WorkerSettings,
        ModelSettings,
        RenderSettings,
        S3Settings,
        ConvexSettings,
        GatewaySettings,
        AccessSettings,
        LimitSettings,
    ],
)
def test_every_setting_is_documented(settings: type[BaseSettings]) -> None:
    missing = [name for name in names(settings) if f"`{name}`" not in DOCUMENT]
    assert not missing, f"docs/configuration.md does not name {missing}"
