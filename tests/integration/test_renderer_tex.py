"""Formulae in TeX: set outside the render, in a sandbox of their own, and only once."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from services.renderer.engine import ForkEngine
from services.renderer.job import Rejection, Rendered, RenderJob
from tests.support.attacks.attack import LIMITS, verdict
from tests.support.attacks.campaign import GOOD, verdict_on
from tests.support.scenes import scene, unchecked

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module", autouse=True)
def tex() -> None:
    # Not at import: what loads Manim must not be loaded where it is not needed.
    import shutil

    if not (shutil.which("latex") and shutil.which("dvisvgm")):
        pytest.skip("LaTeX is not installed here: make tex")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ForkEngine]:
    async with ForkEngine(tmp_path_factory.mktemp("engine"), limits=LIMITS) as started:
        yield started


def job(*lines: str) -> RenderJob:
    return RenderJob(scene(*lines, "self.wait(0.1)"), 64, 36, 10)


def kept(engine: ForkEngine) -> dict[str, float]:
    """The formulae that are kept, with the time at which they were set."""
    return {path.name: path.stat().st_mtime for path in engine.root.glob("*/shared/*")}


async def test_a_formula_is_set_once_for_all_renders(engine: ForkEngine) -> None:
    twice = job("self.add(MathTex(r'e^{i\\pi} + 1 = 0'), Tex('Euler'))")
    assert await verdict_on(engine, twice) == "rendered"
    before = kept(engine)
    assert len(before) >= 2
    assert await verdict_on(engine, twice) == "rendered"
    assert kept(engine) == before


async def test_what_it_costs_is_counted(engine: ForkEngine) -> None:
    costs = []
    for _ in range(2):
        async with engine.directory() as directory:
            outcome = await engine.render(job("self.add(MathTex('a_1'))"), directory)
        assert isinstance(outcome.value, Rendered)
        costs.append(outcome.cpu_seconds)
    assert costs[0] > costs[1] + 0.05


async def test_several_parts_and_pictures_of_packages_work(engine: ForkEngine) -> None:
    lines = (
        "f = MathTex(r'\\frac{a}{b}', '=', r'\\sum_{n=1}^\\infty 2^{-n}')",
        "self.add(f, Title('T'), Matrix([[1, 2]]), DecimalNumber(3.1))",
        "assert len(f) == 3 and f.width > 1",
    )
    assert await verdict_on(engine, job(*lines)) == "rendered"


async def test_a_wrong_formula_is_told_in_tex_own_words(engine: ForkEngine) -> None:
    async with engine.directory() as directory:
        outcome = await engine.render(job("self.add(MathTex(r'\\nonsense x'))"), directory)
    assert isinstance(outcome.value, Rejection)
    assert (outcome.value.kind, outcome.value.line) == ("tex", 5)
    assert "Undefined control sequence" in outcome.value.error
    assert outcome.value.error.endswith(r"in the formula: \nonsense x")


@pytest.mark.parametrize(
    "formula",
    [
        r"\input{/etc/passwd}",
        r"\input /etc/passwd ",
        r"\input{../secret}",
        r"\newread\f \openin\f=/etc/passwd \read\f to\x \x \ifeof\f \undefined\fi",
        r"\immediate\write18{touch /tmp/hacked}\input{hacked}",
        r"\input{|id}",
        r"\newwrite\f \immediate\openout\f=/tmp/x \immediate\write\f{x}",
        r"\newwrite\f \immediate\openout\f=../x \immediate\write\f{x}",
        r"\def\a{\a\a}\a",
        r"\csname end\endcsname",
    ],
)
async def test_tex_reaches_nothing(engine: ForkEngine, formula: str) -> None:
    said = await verdict_on(engine, job(f"self.add(Tex(r'{formula}'))"))
    assert said.startswith("tex: ")
    assert "root:" not in said
    assert await verdict_on(engine, GOOD) == "rendered"


@pytest.mark.parametrize("compiler", ["lualatex", "sh", "/bin/sh", "../../latex", ""])
async def test_only_known_compilers_are_run(engine: ForkEngine, compiler: str) -> None:
    template = f"TexTemplate(tex_compiler={compiler!r}, output_format='.dvi')"
    said = await verdict_on(engine, job(f"self.add(Tex('x', tex_template={template}))"))
    assert said.startswith("tex: ")
    assert "not available" in said


async def test_a_formula_without_end_ends_with_the_render(engine: ForkEngine) -> None:
    began = time.monotonic()
    endless = job(r"self.add(Tex(r'\loop\iftrue\repeat'))")
    said = await verdict_on(engine, endless, replace(LIMITS, wall=1.5))
    assert said.startswith(("timeout: ", "tex: not finished"))
    assert time.monotonic() - began < 4
    assert await verdict_on(engine, GOOD) == "rendered"


@pytest.mark.parametrize(
    "words",
    [
        b'{"formula": {}}\n',
        b'{"formula": {"compilers": 1, "format": null, "source": []}}\n',
        b'{"formula": {"compilers": ["latex"], "format": ".dvi", "source": "x"}}\n' * 200,
        b'{"typeset": {}}\n',
    ],
)
async def test_questions_that_nobody_waits_for_do_no_harm(engine: ForkEngine, words: bytes) -> None:
    code = unchecked("self.add(Dot())", f"os.write(3, {words!r})", "self.wait(0.1)")
    async with engine.directory() as directory:
        said = verdict(await engine.render(RenderJob(code, 64, 36, 10, policy=False), directory))
    assert said == "rendered"


async def test_nobody_can_put_a_formula_in_the_place_of_another(
    engine: ForkEngine, tmp_path: Path
) -> None:
    code = unchecked(
        "from pathlib import Path",
        "shared = next(Path('..').resolve().parents[0].glob('shared'), Path('../../shared'))",
        "(shared / ('0' * 64 + '.svg')).write_text('<svg/>')",
    )
    async with engine.directory() as directory:
        said = verdict(await engine.render(RenderJob(code, 64, 36, 10, policy=False), directory))
    assert said.startswith("runtime: PermissionError")
