"""Which service is told what: secrets go to those who need them and to nobody else."""

from pathlib import Path

import pytest

from cli.embedded.s3 import S3Server
from cli.environment import SERVICES, Parts, service_environment

CALLER = {
    "PATH": "/bin",
    "HOME": "/home/me",
    "OPENAI_API_KEY": "model-secret",
    "MODEL_NAME": "m",
    "AWS_ACCESS_KEY_ID": "their-key",
    "AWS_SECRET_ACCESS_KEY": "their-secret",
    "AWS_PROFILE": "production",
    "S3_BUCKET": "their-bucket",
    "CONVEX_DEPLOY_KEY": "convex-secret",
    "GITHUB_TOKEN": "github-secret",
    "HTTPS_PROXY": "http://user:proxy-secret@proxy",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector",
    "RENDERER_SANDBOX": "best-effort",
    "WORKER_SLOTS": "2",
}


@pytest.fixture
def told(tmp_path: Path) -> dict[str, dict[str, str]]:
    parts = Parts("nats://127.0.0.1:1", S3Server(tmp_path, 9000))
    return {name: service_environment(name, parts, CALLER) for name in SERVICES}


def who_has(told: dict[str, dict[str, str]], value: str) -> set[str]:
    return {name for name, env in told.items() if any(value in v for v in env.values())}


def test_a_secret_reaches_only_those_who_need_it(told: dict[str, dict[str, str]]) -> None:
    assert who_has(told, "model-secret") == {"planner", "coder"}
    assert who_has(told, "convex-secret") == {"assets"}
    assert who_has(told, "proxy-secret") == {"planner", "coder", "assets"}
    assert who_has(told, "github-secret") == set()
    assert who_has(told, told["assets"]["AWS_SECRET_ACCESS_KEY"]) == {"assets"}


def test_the_embedded_store_takes_the_place_of_the_callers(told: dict[str, dict[str, str]]) -> None:
    assert who_has(told, "their-") == set()
    assert told["assets"]["S3_BUCKET"] == "chalkstream"
    assert "AWS_PROFILE" not in told["assets"]


def test_every_service_finds_the_bus_and_its_own_settings(told: dict[str, dict[str, str]]) -> None:
    assert {env["NATS_URL"] for env in told.values()} == {"nats://127.0.0.1:1"}
    assert who_has(told, "best-effort") == {"renderer"}
    assert who_has(told, "http://collector") == set(SERVICES)
    assert all(env["LOG_FORMAT"] == "text" for env in told.values())


def test_a_proxy_does_not_stand_before_the_loopback_interface(
    told: dict[str, dict[str, str]],
) -> None:
    assert told["planner"]["NO_PROXY"].startswith("127.0.0.1,localhost")
    assert "NO_PROXY" not in told["renderer"]
