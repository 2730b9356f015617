"""TeX inside a render: formulae are asked for, since the render itself may start no program.

Where no TeX is installed, it is said at once what to write instead.
"""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import manim.mobject.text.tex_mobject as tex_mobject
import manim.utils.tex_file_writing as tex_file_writing
from manim import config
from manim.utils.tex import TexTemplate

from services.renderer.job import MAX_LINE, TypesetJob
from services.renderer.reporter import Reporter

ADVICE = (
    "LaTeX is not available in this renderer: Tex, MathTex, Title, BulletedList, Matrix, "
    'BraceLabel and BraceText cannot be drawn. Write formulae as MathTypst("x^2 + sqrt(y)"), '
    'matrices as MathTypst("mat(1, 2; 3, 4)"), text as Text(...). DecimalNumber, Integer and '
    "Variable need mob_class=Text, axes with numbers "
    'axis_config={"include_numbers": True, "label_constructor": Text}.'
)

_MARK = re.compile(r"\\special\{dvisvgm:raw [^}]*\}")


class TexFailed(Exception):
    """A formula could not be typeset."""


def is_installed() -> bool:
    return shutil.which("latex") is not None and shutil.which("dvisvgm") is not None


def ask(reporter: Reporter, formulae: Path) -> None:
    """Make every TeX object take its formula from this directory, and ask for what is missing."""
    installed = is_installed()

    def tex_to_svg_file(
        expression: str, environment: str | None = None, tex_template: TexTemplate | None = None
    ) -> Path:
        if not installed:
            raise TexFailed(f"{ADVICE} The formula was: {_written(expression)}")
        job = _job(expression, environment, tex_template or config["tex_template"])
        # Manim writes beside the file that it reads.
        path = config.get_dir("tex_dir") / f"{job.key}.svg"
        if not path.exists():
            if not (set_already := formulae / path.name).exists():
                answer = reporter.ask("formula", job.as_json())
                if "error" in answer:
                    raise TexFailed(f"{answer['error']}, in the formula: {_written(expression)}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(set_already.read_bytes())
        return path

    for module in (tex_mobject, tex_file_writing):
        vars(module)["tex_to_svg_file"] = tex_to_svg_file


def _job(expression: str, environment: str | None, template: TexTemplate) -> TypesetJob:
    if environment is None:
        source = template.get_texcode_for_expression(expression)
    else:
        source = template.get_texcode_for_expression_in_env(expression, environment)
    compilers: str | Sequence[str] = template.tex_compiler
    names = (compilers,) if isinstance(compilers, str) else tuple(compilers)
    if len(source) > MAX_LINE // 2:
        raise TexFailed(f"a formula of {len(source)} characters is too long")
    return TypesetJob(names, template.output_format, source)


def _written(expression: str) -> str:
    """The formula without the marks that Manim puts around its parts."""
    return _MARK.sub("", expression).strip()[:200]


def is_tex_error(error: BaseException) -> bool:
    return isinstance(error, TexFailed)
