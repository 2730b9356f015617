"""One TeX document set and turned into an SVG, by the same programs and options as Manim's."""

import os
import re
import subprocess
from pathlib import Path

from services.renderer.job import Rejection, Typeset, TypesetJob
from services.renderer.program import Broken

COMPILERS = ("latex", "pdflatex", "xelatex")
"""Not LuaTeX: its documents hold programs in a language of their own."""

_FORMATS = {"latex": (".dvi", ".pdf"), "pdflatex": (".dvi", ".pdf"), "xelatex": (".xdv", ".pdf")}

# Belt to the sandbox's braces: TeX itself is told to run nothing and to stay where it is.
_ENVIRONMENT = {
    "openin_any": "p",
    "openout_any": "p",
    "shell_escape": "f",
    "TEXMFVAR": "texmf",
    "TEXMFCONFIG": "texmf",
    "TEXMFHOME": "texmf",
}
_ERROR = re.compile(r"^! (.+(?:\n.+)?)", re.MULTILINE)
_PLACE = re.compile(r"^l\.\d+ (.*)$", re.MULTILINE)


def typeset(job: TypesetJob, here: Path) -> Typeset:
    """Write formula.svg into the working directory. Raises `Broken` with TeX's own words."""
    source = here / "formula.tex"
    source.write_text(job.source, encoding="utf-8")
    for compiler in job.compilers or ("latex",):
        _run(_compilation(compiler, job.format, source.name))
        if not source.with_suffix(job.format).exists():
            raise _broken(_complaint(source.with_suffix(".log")))
    pdf = ["--pdf"] if job.format == ".pdf" else []
    output = source.with_suffix(job.format).name
    _run(["dvisvgm", *pdf, "--page=1", "--no-fonts", "--verbosity=0", "-oformula.svg", output])
    if not source.with_suffix(".svg").exists():
        raise _broken(f"dvisvgm cannot draw this {job.format[1:]}")
    return Typeset()


def _compilation(compiler: str, output: str, name: str) -> list[str]:
    if compiler not in COMPILERS:
        raise _broken(f"{compiler} is not available, only {', '.join(COMPILERS)}")
    if output not in _FORMATS[compiler]:
        raise _broken(f"{compiler} writes {' or '.join(_FORMATS[compiler])}, not {output}")
    if compiler != "xelatex":
        option = [f"-output-format={output[1:]}"]
    else:
        option = ["-no-pdf"] if output == ".xdv" else []
    return [compiler, *option, "-no-shell-escape", "-interaction=batchmode", "-halt-on-error", name]


def _run(command: list[str]) -> None:
    """Whether it has worked is told by what it leaves."""
    try:
        subprocess.run(
            command, env={**os.environ, **_ENVIRONMENT}, stdout=subprocess.DEVNULL, check=False
        )
    except FileNotFoundError:
        raise _broken(f"{command[0]} is not installed in this renderer") from None


def _complaint(log: Path) -> str:
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "it ended without a word"
    errors = [match.replace("\n", "") for match in _ERROR.findall(text)]
    places = [match.strip() for match in _PLACE.findall(text)]
    said = "; ".join(errors[:2]) or "no page was made"
    return said + (f" (after: {places[0][-120:]})" if places else "")


def _broken(reason: str) -> Broken:
    return Broken(Rejection("tex", f"TeX: {reason}"))
