"""The description of Manim that authors read is that of the Manim that renders."""

import json
import subprocess
import sys

from authors.reference.index import FILE, index
from cli.environment import ROOT

DESCRIBE = """
import sys
from services.renderer.describe_manim import as_text, describe
sys.stdout.write(as_text(describe()))
"""

# Every class is called in a few likely ways with a keyword that nothing takes.
TRY = """
import json, sys
import manim
from manim import *
ways = [(), (Dot(),), (Dot(), Dot()), ("a",), (1,), (LEFT, RIGHT), ([1, 2],), (lambda t: t,)]
taken = []
for name in json.load(sys.stdin):
    for arguments in ways:
        try:
            getattr(manim, name)(*arguments, no_such_keyword=1)
        except Exception:
            continue
        taken.append(name)
        break
print(json.dumps(taken))
"""


def run(program: str, stdin: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, input=stdin, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_the_description_is_that_of_the_installed_manim() -> None:
    assert run(DESCRIBE) == FILE.read_text(encoding="utf-8"), (
        "Manim has changed: run `python -m services.renderer.describe_manim`, look at what differs"
    )


def test_no_class_takes_a_keyword_that_it_is_said_not_to_take() -> None:
    manim = index()
    closed = [
        name
        for name in manim.classes
        if name in manim.names
        and (constructor := manim.constructor(name)) is not None
        and constructor.keywords is not None
    ]
    assert len(closed) > 150
    assert json.loads(run(TRY, json.dumps(closed)).splitlines()[-1]) == []
