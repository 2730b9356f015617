"""What reaches the command when a prompt is given to make."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cli.environment import ROOT

ECHO = """#!/bin/sh
for argument; do printf '<%s>' "$argument"; done
"""

AWKWARD = """it's "5 $ off" for $HOME & `id` $(shell id) #1 100% \\n"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the Makefile that is all set up, with a launcher that repeats its arguments."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    launcher = tmp_path / "chalkstream"
    launcher.write_text(ECHO)
    launcher.chmod(0o755)
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "system-packages", tmp_path / ".ci")
    version = (ROOT / "Makefile").read_text().split("UV_VERSION := ")[1].split()[0]
    for name in ("uv.lock", "pyproject.toml", ".tools/.system", f".tools/.uv-{version}"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / ".ready").touch()
    return tmp_path


def make(house: Path, *arguments: str, **env: str) -> str:
    # Of an outer make nothing is passed on, or it would be this one's too.
    # The tests may themselves run under `make test`, whose variables are not a new user's.
    theirs = {"MAKEFLAGS", "MAKEOVERRIDES", "MAKELEVEL", "MFLAGS", "PROMPT", "OUT", "QUALITY"}
    clean = {k: v for k, v in os.environ.items() if k not in theirs | {"SCENES"}}
    done = subprocess.run(
        ["make", *arguments], cwd=house, env=clean | env, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("how", ["argument", "environment"])
def test_an_awkward_prompt_arrives_as_it_was_typed(house: Path, how: str) -> None:
    if how == "argument":
        said = make(house, "demo", f"PROMPT={AWKWARD}", "OUT=a $b 'c'")
    else:
        said = make(house, "demo", PROMPT=AWKWARD, OUT="a $b 'c'")
    assert said == f"<demo><--quality><low><--scenes><3><--out><a $b 'c'><--><{AWKWARD}>"


def test_make_alone_lists_the_targets(house: Path) -> None:
    listed = make(house)
    assert len(listed.splitlines()) <= 12
    assert all(f"make {target} " in listed for target in ("setup", "demo", "test", "check"))
