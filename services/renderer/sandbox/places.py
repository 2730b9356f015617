"""What of the system a process may see: libraries, Python, fonts; for TeX, programs as well."""

import shutil
import sys
from functools import cache
from pathlib import Path

from services.renderer.sandbox.landlock import OWN, READ, READ_FILE, RUN, WRITE_FILE, Grant

_CODE = Path(__file__).resolve().parents[1]
_ROOT = _CODE.parents[1]

_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
_DATA = (
    "/etc/fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/fontconfig",
    "/var/cache/fontconfig",
    "/usr/share/zoneinfo",
    "/etc/localtime",
    "/dev/zero",
    "/dev/random",
    "/dev/urandom",
)
_TEX = (
    "/usr/share/texlive",
    "/usr/share/texmf",
    "/usr/share/texmf-dist",
    "/usr/local/share/texmf",
    "/usr/share/ghostscript",
    "/usr/share/color",
    "/etc/texmf",
    "/etc/paperspecs",
    "/etc/papersize",
    "/var/lib/texmf",
    "/var/lib/ghostscript",
)


def for_programs(own: Path, shared: Path) -> tuple[Grant, ...]:
    """A scene's program: the system to read, its own directory, and in `shared` what it can name.

    It may not list `shared`, which other jobs fill too.
    """
    python = tuple(Grant(path, READ) for path in _python())
    return (*_system(), *python, Grant(own, OWN), Grant(shared, READ_FILE))


def for_tex(own: Path) -> tuple[Grant, ...]:
    """TeX and its companions: programs to run, their data, and the job's own directory."""
    tools = tuple(Grant(path, RUN) for path in tex_tools())
    data = tuple(Grant(Path(name), READ) for name in _TEX)
    loaders = tuple(Grant(Path(name), RUN) for name in _LIBRARIES)
    return (*_system(), *loaders, *tools, *data, Grant(own, OWN))


def necessary(own: Path) -> tuple[Path, ...]:
    """Without these no process can do anything, whoever it is."""
    return (own, *_python())


def _system() -> tuple[Grant, ...]:
    return (
        *(Grant(Path(name), READ) for name in (*_LIBRARIES, *_DATA)),
        Grant(Path("/dev/null"), READ_FILE | WRITE_FILE),
    )


@cache
def _python() -> tuple[Path, ...]:
    """Where modules are loaded from, and of our own code the renderer's part."""
    found = {path.resolve() for entry in sys.path if entry and (path := Path(entry)).exists()}
    return (*sorted(found - {_ROOT}), _CODE, _ROOT / "shared")


@cache
def tex_tools() -> tuple[Path, ...]:
    """The programs themselves; of a TeX outside the system's directories, all of it."""
    found: set[Path] = {Path("/usr/bin")}
    for name in ("latex", "dvisvgm"):
        if (program := shutil.which(name)) is not None:
            real = Path(program).resolve()
            if Path("/usr") not in real.parents or Path("/usr/local") in real.parents:
                # .../texlive/2026/bin/x86_64-linux/pdftex
                found |= {Path(program).parent, real.parents[2]}
    return tuple(sorted(found))
