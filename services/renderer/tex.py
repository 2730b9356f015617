"""TeX where there is none: say what to write instead, before Manim looks for the program."""

import shutil
from typing import Any, NoReturn

ADVICE = (
    "LaTeX is not available in this renderer: Tex, MathTex, Title, BulletedList, Matrix, "
    'BraceLabel and BraceText cannot be drawn. Write formulae as MathTypst("x^2 + sqrt(y)"), '
    'matrices as MathTypst("mat(1, 2; 3, 4)"), text as Text(...). DecimalNumber, Integer and '
    "Variable need mob_class=Text, axes with numbers "
    'axis_config={"include_numbers": True, "label_constructor": Text}.'
)


class TexFailed(Exception):
    """A formula could not be typeset."""


def is_installed() -> bool:
    return shutil.which("latex") is not None and shutil.which("dvisvgm") is not None


def replace_missing() -> None:
    """Make every TeX object fail at once with `TexFailed` where no TeX is installed."""
    if is_installed():
        return
    import manim.mobject.text.tex_mobject as tex_mobject
    import manim.utils.tex_file_writing as tex_file_writing

    def refuse(expression: str, *_: Any, **__: Any) -> NoReturn:
        raise TexFailed(f"{ADVICE} The formula was: {expression[:200]}")

    for module in (tex_mobject, tex_file_writing):
        vars(module)["tex_to_svg_file"] = refuse


def is_tex_error(error: BaseException) -> bool:
    """Also Manim's own complaints where TeX is installed: plain errors with these texts."""
    if isinstance(error, TexFailed):
        return True
    text = str(error)
    return isinstance(error, ValueError | RuntimeError) and (
        " error converting to " in text or "failed but did not produce a log file" in text
    )
