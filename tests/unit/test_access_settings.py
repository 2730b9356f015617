"""Configurations that would be holes are refused at start."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.gateway.access.public_keys import PemKey
from services.gateway.access.settings import AccessSettings
from services.gateway.limits.settings import LimitSettings


def test_nothing_configured_is_open() -> None:
    assert AccessSettings().open
    assert AccessSettings.model_validate({"jwt_secret": "", "jwt_jwks_url": ""}).open


@pytest.mark.parametrize(
    "settings",
    [
        {"api_keys": True},
        {"jwt_secret": "x" * 32},
        {"jwt_public_key": "-----BEGIN PUBLIC KEY-----"},
        {"jwt_jwks_url": "https://id.test/keys", "jwt_issuer": "https://id.test"},
    ],
)
def test_any_way_closes_the_api(settings: dict[str, Any]) -> None:
    assert not AccessSettings.model_validate(settings).open


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ({"jwt_secret": "short"}, "32 bytes"),
        ({"jwt_secret": "-----BEGIN PUBLIC KEY-----" + "x" * 32}, "PEM"),
        ({"jwt_jwks_url": "https://id.test/keys"}, "GATEWAY_JWT_ISSUER"),
        ({"jwt_jwks_url": "http://id.test/keys", "jwt_issuer": "x"}, "https"),
        ({"jwt_jwks_url": "file:///etc/passwd", "jwt_issuer": "x"}, "https"),
        ({"jwt_jwks_url": "https://x/", "jwt_issuer": "x", "jwt_public_key": "y"}, "not both"),
    ],
)
def test_a_configuration_that_is_a_hole_is_refused(settings: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        AccessSettings.model_validate(settings)


@pytest.mark.parametrize("pem", ["x", "-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----"])
def test_a_key_that_cannot_be_read_is_refused(pem: str) -> None:
    with pytest.raises(ValueError, match="GATEWAY_JWT_PUBLIC_KEY"):
        PemKey(pem)


def test_a_rate_is_written_as_requests_per_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_LIMIT_AGENTS", "7/60")
    policy = LimitSettings().groups(open_api=True)["agents"]
    assert (policy.quota, policy.window) == (7, 60)


@pytest.mark.parametrize("rate", ["7", "0/60", "7/0", "-1/60", "7/60/1", "seven/60", "7/86400"])
def test_a_rate_that_is_none_is_refused(rate: str) -> None:
    with pytest.raises(ValidationError, match="REQUESTS/SECONDS"):
        LimitSettings.model_validate({"agents": rate})


def test_the_low_level_has_the_higher_rate_and_an_open_api_the_highest() -> None:
    closed, opened = (LimitSettings().groups(open_api=each) for each in (False, True))
    assert closed["agents"].quota > closed["videos:read"].quota > closed["videos:write"].quota
    assert all(opened[scope].quota > closed[scope].quota for scope in closed)
