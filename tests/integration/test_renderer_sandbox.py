"""Hostile programs: every attack is refused, and the same engine renders the next good scene."""

import asyncio
import json
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import get_args

import pytest
import pytest_asyncio

from services.renderer.engine import ForkEngine
from services.renderer.sandbox import check
from services.renderer.sandbox.layers import Layer
from tests.support import unprivileged
from tests.support.attacks.attack import LIMITS, Targets
from tests.support.attacks.campaign import GOOD, Result, attack_with_all, verdict_on
from tests.support.attacks.corpus import ATTACKS
from tests.support.attacks.targets import targets_beside

pytestmark = pytest.mark.asyncio(loop_scope="module")

IS_ROOT = os.geteuid() == 0
ALONE = [name for name, attack in ATTACKS.items() if attack.alone is not None]
MISSING = check.missing()


@pytest.fixture(scope="module", autouse=True)
def complete_sandbox() -> None:
    if MISSING:
        pytest.skip(f"this system cannot confine programs: {MISSING}")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ForkEngine]:
    async with ForkEngine(tmp_path_factory.mktemp("engine"), limits=LIMITS) as started:
        yield started


@pytest.fixture(scope="module")
def public() -> Iterator[Path]:
    """A folder that everybody can reach, as pytest's own cannot be."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def targets(engine: ForkEngine, public: Path) -> AsyncIterator[Targets]:
    async with targets_beside(engine, public) as there:
        yield there


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def results(
    engine: ForkEngine, targets: Targets, request: pytest.FixtureRequest
) -> dict[str, Result]:
    """Of the attacks that this run of the tests has chosen."""
    chosen: list[str] = [
        str(item.callspec.params["name"])
        for item in request.session.items
        if isinstance(item, pytest.Function)
        and item.originalname == test_an_attack_is_refused_and_the_next_scene_rendered.__name__
    ]
    return await attack_with_all(engine, targets, chosen)


@pytest.mark.timeout(600)  # the first of them waits for all
@pytest.mark.parametrize("name", ATTACKS)
async def test_an_attack_is_refused_and_the_next_scene_rendered(
    results: dict[str, Result], name: str
) -> None:
    if ATTACKS[name].alone == "identity" and not IS_ROOT:
        pytest.skip("there is no root to give up")
    assert ATTACKS[name].is_refused(results[name].said), results[name].said
    assert results[name].then == "rendered"


@pytest.mark.parametrize("name", ALONE)
async def test_without_its_layer_an_attack_works(
    engine: ForkEngine, targets: Targets, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    attack = ATTACKS[name]
    if attack.alone == "identity" and not IS_ROOT:
        pytest.skip("there is no root to give up")
    monkeypatch.setattr(engine, "layers", engine.layers - {attack.alone})
    said = await verdict_on(engine, attack.job(targets), attack.limits)
    assert not attack.is_refused(said), said


async def test_every_layer_is_the_only_one_against_some_attack() -> None:
    assert {ATTACKS[name].alone for name in ALONE} == set(get_args(Layer))


@pytest.mark.timeout(300)
@pytest.mark.skipif(not IS_ROOT, reason="these tests are run without privileges anyway")
async def test_all_attacks_are_refused_without_privileges_too() -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.chown(folder, unprivileged.NOBODY, unprivileged.NOBODY)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.support.unprivileged", "tests.support.attacks", folder),
            stdout=asyncio.subprocess.PIPE,
        )
        out, _ = await process.communicate()
    if process.returncode == unprivileged.CANNOT:
        pytest.skip("Python is out of reach for other users here")
    assert process.returncode == 0
    found = json.loads(out.splitlines()[-1])
    assert found.keys() == ATTACKS.keys()
    only_of_root = {name for name, attack in ATTACKS.items() if attack.alone == "identity"}
    worked = {
        name: result
        for name, result in found.items()
        if not ATTACKS[name].is_refused(result["said"]) or result["then"] not in ("rendered", None)
    }
    assert worked.keys() <= only_of_root, worked


@pytest.mark.parametrize(
    ("sandbox", "answer"),
    [
        ("required", "programs cannot be confined here: landlock: "),
        ("best-effort", "rendered"),
    ],
)
async def test_where_a_layer_is_missing_nothing_is_rendered_unless_asked_for(
    tmp_path: Path, sandbox: str, answer: str
) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.support.older_kernel", str(tmp_path), sandbox),
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    assert out.decode().splitlines()[-1].startswith(answer)


async def test_jobs_are_strangers_to_each_other(engine: ForkEngine) -> None:
    if not IS_ROOT:
        pytest.skip("only root gives every job another user")
    async with engine.directory() as one, engine.directory() as other:
        owners = {one.stat().st_uid, other.stat().st_uid}
    assert len(owners) == 2
    assert 0 not in owners


async def test_a_good_scene_is_rendered_by_every_set_of_layers_but_one(
    engine: ForkEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers = engine.layers
    for layer in sorted(layers):
        monkeypatch.setattr(engine, "layers", layers - {layer})
        assert await verdict_on(engine, GOOD) == "rendered", layer
