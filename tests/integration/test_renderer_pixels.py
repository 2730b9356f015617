"""No lever changes a pixel: every raw frame of the corpus is the one that plain Manim draws."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

import pytest

from services.renderer.levers.switchboard import LEVERS
from tests.support import pixels

Drawn = Mapping[str, Mapping[str, list[str] | str]]

_TELLING = ("cameras.Turning", "moving.Crossing", "odd.Callables", "shapes.Sheen", "text.Coloured")
"""Scenes in which every lever has something to do."""


def draw(*arguments: str) -> Drawn:
    run = subprocess.run(
        [sys.executable, "-m", "tests.support.pixels", *arguments],
        stdout=subprocess.PIPE,
        # As in the fork server: in how many threads numpy adds up decides how it rounds.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        check=True,
    )
    return {line["scene"]: line for line in map(json.loads, run.stdout.splitlines())}


def require_equality(drawn: Drawn, scene: str, way: str = "levers") -> None:
    stock, levers = drawn[scene]["stock"], drawn[scene][way]
    assert isinstance(stock, list), stock
    assert isinstance(levers, list), levers
    assert len(stock) > 0
    differing = [n for n, pair in enumerate(zip(stock, levers, strict=True)) if len(set(pair)) > 1]
    assert not differing


@pytest.fixture(scope="module")
def corpus() -> Drawn:
    return draw()


def test_the_corpus_is_large() -> None:
    assert len(pixels.scenes()) >= 40


@pytest.mark.parametrize("scene", pixels.scenes())
def test_every_frame_is_as_stock(corpus: Drawn, scene: str) -> None:
    if scene.split(".")[1].startswith("Tex") and shutil.which("latex") is None:
        pytest.skip("no TeX is installed")
    require_equality(corpus, scene)


def test_each_lever_can_be_left_out() -> None:
    drawn = draw("--each-without", *_TELLING)
    for scene in _TELLING:
        for lever in LEVERS:
            require_equality(drawn, scene, lever)


def test_levers_trust_each_other_and_plain_objects() -> None:
    """Were it not so, all would be drawn, rightly and slowly."""
    program = (
        "import gc\n"
        "from manim import Camera, Square, ThreeDCamera, Mobject, VMobject\n"
        "from services.renderer.levers import switchboard\n"
        "from services.renderer.levers.trust import Trust\n"
        "switchboard.pull()\n"
        "plain = {Camera: Camera, ThreeDCamera: ThreeDCamera, Mobject: Square, VMobject: Square}\n"
        "for trust in [thing for thing in gc.get_objects() if isinstance(thing, Trust)]:\n"
        "    print(trust[plain[trust._base]])\n"
    )
    run = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True)
    answers = run.stdout.split()
    assert len(answers) >= 6
    assert set(answers) == {b"True"}


def test_everything_is_drawn_where_the_helper_could_not_be_built() -> None:
    drawn = draw("--no-helper", *_TELLING)
    for scene in _TELLING:
        require_equality(drawn, scene)
