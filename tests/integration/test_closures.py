"""Each service with only its own dependencies starts, and what it must not have is not there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cli.environment import ROOT

FORBIDDEN = {
    "gateway": {"manim", "boto3", "openai"},
    "planner": {"manim", "boto3", "fastapi"},
    "coder": {"manim", "boto3", "fastapi"},
    "renderer": {"boto3", "openai", "fastapi"},
    "assets": {"manim", "openai", "fastapi"},
}

IMPORTS = """
import importlib.util, sys
name, *forbidden = sys.argv[1:]
present = [module for module in forbidden if importlib.util.find_spec(module)]
assert not present, f"{name} can import {present}"
__import__(f"services.{name}.app", fromlist=["create_app"]).create_app()
"""


def uv() -> str:
    ours = ROOT / ".tools/bin/uv"
    found = str(ours) if ours.exists() else shutil.which("uv")
    if found is None:
        pytest.skip("uv is not there: run `make setup`")
    return found


@pytest.mark.parametrize("service", FORBIDDEN)
def test_a_service_starts_with_its_own_dependencies_alone(service: str, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    installed = subprocess.run(
        # Offline: what the whole project needs is in uv's cache since it was set up.
        [uv(), "sync", "--frozen", "--no-dev", "--package", service, "--offline", "--quiet"],
        cwd=ROOT,
        env=os.environ | {"UV_PROJECT_ENVIRONMENT": str(environment)},
        capture_output=True,
        text=True,
    )
    if "--offline" in installed.stderr or "network was disabled" in installed.stderr:
        pytest.skip(f"uv's cache is not complete: {installed.stderr.strip()[-300:]}")
    assert installed.returncode == 0, installed.stderr
    started = subprocess.run(
        [environment / "bin/python", "-c", IMPORTS, service, *sorted(FORBIDDEN[service])],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert started.returncode == 0, started.stderr
