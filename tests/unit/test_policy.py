"""What the static check lets through and what it says of the rest."""

import pytest

from services.renderer.program import Broken, Program
from tests.support.scenes import MOVING, scene


def rejection(code: str) -> tuple[str, int | None]:
    with pytest.raises(Broken) as caught:
        Program(code).check()
    assert caught.value.rejection.kind == "policy"
    return caught.value.rejection.error, caught.value.rejection.line


@pytest.mark.parametrize(
    "code",
    [
        MOVING,
        "from manim import *\nimport numpy as np\nimport math, random, itertools\n",
        "from scipy import signal\nfrom collections import defaultdict\nimport networkx as nx\n",
        "from manim.utils.color import RED\nfrom dataclasses import dataclass\n",
        "from manim import *\nconfig.background_color = WHITE\nconfig.pixel_width = 1920\n",
        "from manim import *\nconfig['frame_rate'] = 30\n",
        scene("super().__init__", "print(self.__class__.__name__)", "getattr(self, 'camera')"),
        "if __name__ == '__main__':\n    pass\n",
        scene("self.system = VGroup()", "self.path = TracedPath(lambda: ORIGIN)"),
        scene("ImageMobject(np.zeros((4, 4)))", "Code(code_string='import os')"),
    ],
)
def test_an_ordinary_program_passes(code: str) -> None:
    Program(code).check()


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("import os", "'os'"),
        ("import subprocess as s", "'subprocess'"),
        ("from os import path", "'os'"),
        ("from pathlib import Path", "'pathlib'"),
        ("import numpy.ctypeslib", "'numpy.ctypeslib'"),
        ("from numpy import ctypeslib", "ctypeslib"),
        ("from manim._config import logging", "'manim._config'"),
        ("from . import x", "relative imports"),
        ("eval('1')", "'eval'"),
        ("e = exec", "'exec'"),
        ("open('/etc/passwd')", "'open'"),
        ("__import__('os')", "'__import__'"),
        ("__builtins__['open']", "'__builtins__'"),
        ("().__class__.__base__.__subclasses__()", "__subclasses__"),
        ("(lambda: 0).__globals__", "__globals__"),
        ("manim.os.system('id')", "'.os'"),
        ("np.load('x')", "'.load'"),
        ("x.tofile('/tmp/x')", "'.tofile'"),
        ("(i for i in ()).gi_frame.f_back", "gi_frame"),
        ("getattr(x, '__globals__')", "__globals__"),
        ("getattr(x, 'o' + 's')", "plain string"),
        ("'{0.__globals__}'.format(x)", "__globals__"),
        ("operator.attrgetter('x')", "attrgetter"),
        ("globals()['x']", "'globals'"),
        ("config.media_dir = '/'", "config.media_dir"),
        ("config['media_dir'] = '/'", "config.media_dir"),
        ("config.update({'media_dir': '/'})", "config.update()"),
        ("tempconfig({'media_dir': '/'})", "tempconfig()"),
        ("SVGMobject('/etc/passwd')", "SVGMobject() cannot read files"),
        ("ImageMobject(f'{x}.png')", "ImageMobject() cannot read files"),
        ("Code(code_file='/proc/1/environ')", "Code(code_file=...)"),
        ("self.add_sound('/etc/passwd')", "add_sound()"),
        ("self.add_sound('../../x.wav')", "add_sound()"),
    ],
)
def test_a_door_is_named_with_its_line(line: str, named: str) -> None:
    error, at = rejection(f"from manim import *\n\n{line}\n")
    assert at == 3
    assert "line 3: " in error
    assert named in error


def test_the_frame_may_not_be_changed_while_the_scene_runs() -> None:
    error, at = rejection(scene("config.pixel_width = 10"))
    assert "config.pixel_width" in error
    assert at == 5


def test_several_faults_are_told_together_and_in_order() -> None:
    error, at = rejection(
        "\n".join(f"import {name}" for name in ("os", "sys", "io", "ssl", "pty", "cgi"))
    )
    assert at == 1
    assert error.index("'os'") < error.index("'sys'")
    assert error.endswith("and 1 more")


def test_a_syntax_error_has_its_line_and_the_lines_around_it() -> None:
    with pytest.raises(Broken) as caught:
        Program("from manim import *\n\nclass A(Scene)\n    pass\n").check()
    rejected = caught.value.rejection
    assert (rejected.kind, rejected.line) == ("syntax", 3)
    assert ">   3 | class A(Scene)" in rejected.context
    assert "    1 | from manim import *" in rejected.context


@pytest.mark.parametrize(
    "code", ["(" * 5000, "-" * 30_000 + "1", "x = '\0'", "a" + "[0]" * 10_000, "\udc80"]
)
def test_a_text_that_strains_the_parser_is_a_syntax_error_or_passes(code: str) -> None:
    kind = "syntax"
    try:
        Program(code).check()
    except Broken as broken:
        kind = broken.rejection.kind
    assert kind == "syntax"
