"""No lever changes a pixel: every raw frame of the corpus is the one that plain Manim draws."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.support import pixels

Drawn = Mapping[str, Mapping[str, list[str] | str]]


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    run = subprocess.run(
        [sys.executable, "-m", "tests.support.pixels"],
        stdout=subprocess.PIPE,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        check=True,
    )
    return {line["scene"]: line for line in map(json.loads, run.stdout.splitlines())}


def test_the_corpus_is_large() -> None:
    assert len(pixels.scenes()) >= 40


@pytest.mark.parametrize("scene", pixels.scenes())
def test_every_frame_is_as_stock(drawn: Drawn, scene: str) -> None:
    if scene.split(".")[1].startswith("Tex") and shutil.which("latex") is None:
        pytest.skip("no TeX is installed")
    stock, levers = drawn[scene]["stock"], drawn[scene]["levers"]
    assert isinstance(stock, list), stock
    assert isinstance(levers, list), levers
    assert len(stock) > 1
    differing = [n for n, pair in enumerate(zip(stock, levers, strict=True)) if len(set(pair)) > 1]
    assert not differing
