"""Requests made of the OpenAPI document, right and wrong ones: every answer is what it says."""

import asyncio
import sys
from pathlib import Path

import httpx
import pytest

from cli.environment import ROOT
from tests.support.fake_workers import FakeWorkers
from tests.support.granting import granting
from tests.support.stack import CleanBus

CONFIGURATION = ROOT / "tests" / "support" / "schemathesis.toml"
EXAMPLES = 10


@pytest.mark.timeout(120)
async def test_every_answer_is_documented(
    gateway: httpx.AsyncClient, clean_bus: CleanBus, tmp_path: Path
) -> None:
    base_url = str(gateway.base_url).rstrip("/")
    options = (
        f"--config-file {CONFIGURATION} run {base_url}/openapi.json --seed 1 "
        f"--max-examples {EXAMPLES} --request-timeout 10 --continue-on-failure "
        # The deprecated ones are others under an old path.
        "--no-shrink --generation-database none --warnings off --exclude-deprecated"
    )
    async with FakeWorkers(clean_bus), granting(clean_bus, f"{base_url}/livez"):
        process = await asyncio.create_subprocess_exec(
            str(Path(sys.executable).parent / "st"),
            *options.split(),
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            said, _ = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
    report = said.decode(errors="replace")
    assert process.returncode == 0, report[-20_000:]
