"""Answers of the kinds that models give: good, broken in every class, wrapped, cut off, refused."""

import json

from tests.support import model_answers as answers
from tests.support.mending_model import SHAPES, Fault, Recorded
from tests.support.model_answers import Answer, good_plan

PROMPT = "Explain the parabola: how the square of a number grows"

PROGRAM = """from manim import *


class Parabola(Scene):
    def construct(self):
        title = Text("A parabola", font_size=40).to_edge(UP)
        axes = Axes(x_range=[-3, 3, 1], y_range=[0, 9, 3], x_length=6, y_length=4)
        graph = axes.plot(lambda x: x**2, color=BLUE)
        dot = Dot(axes.c2p(1, 1), color=YELLOW, radius=0.1)
        self.add_subcaption("The square of every number.", duration=3)
        self.play(FadeIn(title), Create(axes), run_time=0.5)
        self.play(Create(graph), FadeIn(dot, shift=UP), run_time=0.5)
        self.play(dot.animate.move_to(axes.c2p(2, 4)), rate_func=smooth, run_time=0.5)
        self.follow(dot)
        self.wait(0.4)

    def follow(self, dot):
        label = Text("4", font_size=32).next_to(dot, RIGHT, buff=0.3)
        self.play(FadeIn(label), run_time=0.3)
"""

PLAN = Answer(good_plan(1, title="The parabola").replace("A right triangle", "The square numbers"))
PLAN_AS_JSON = Answer(
    json.dumps(
        {
            "title": "The parabola",
            "scenes": [
                {
                    "title": "How a square grows",
                    "purpose": "See the parabola.",
                    "description": "The square of every number is a point of the parabola.",
                    "layout": "Axes in the centre.",
                    "key_terms": ["parabola", "square"],
                    "formulae": ["y = x^2"],
                    "target_seconds": 12,
                }
            ],
        }
    )
)
FENCED_JSON = Answer(answers.fenced(PLAN_AS_JSON.text, language="json"))
TOO_MANY = Answer(good_plan(3, title="The parabola"))
OTHER = Answer(good_plan(1, title="Bread"))
NO_SCHEMAS = answers.http_error(400, "response_format is not supported")

CREATE = "Create(graph)"
TITLE = 'Text("A parabola", font_size=40)'
DOT = "Dot(axes.c2p(1, 1), color=YELLOW, radius=0.1)"
MOVE = "dot.animate.move_to(axes.c2p(2, 4))"
WAIT = "self.wait(0.4)"
AXES = "x_range=[-3, 3, 1], y_range=[0, 9, 3], x_length"
IMPORT = "from manim import *"
PLOT = "axes.plot(lambda x: x**2, color=BLUE)"

TYPO = Fault(CREATE, "Create(grpah)", "grpah")
SHOW = Fault("Create(axes)", "ShowCreation(axes)", "ShowCreation")
TEXT = Fault(TITLE, 'TextMobject("A parabola")', "TextMobject")
SIZE = Fault("font_size=40", "size=40", r"\bsize\b")
RANGE = Fault(AXES, "x_min=-3, x_max=3, y_range=[0, 9, 3], x_length", "x_min")
RADIUS = Fault("radius=0.1", "raduis=0.1", "raduis")
ZERO = Fault(WAIT, "self.wait(0.4 / len([]))", "ZeroDivision")
TWO = Fault(IMPORT, f"{IMPORT}\n\nclass Intro(Scene): pass\n", "2 scenes|(shows|plays) nothing")
ELSEWHERE = Fault("next_to(dot,", "next_to(graph,", "graph is not defined|'graph' is not")
DURATION = Fault("FadeIn(label), run_time=0.3", "FadeIn(label, duration=0.3)", "duration")
RATE = Fault("=smooth", "=rate_functions.ease_in_out_sin", "ease_in_out_sin")
DEEP = Fault(WAIT, "self.wait([0.4][1])", "IndexError", stubborn=1)
DEEPER = Fault("radius=0.1", "raduis=0.1", "raduis", stubborn=2)
GRAPH = Fault(PLOT, "axes.get_graph(lambda x: x**2, color=BLUE)", "get_graph")

NOTHING = Fault(PROGRAM.partition("construct(self):\n")[2], "        pass\n", "plays nothing")


def _before(line: str, told: str) -> Fault:
    """A line too many, before the last one."""
    return Fault(WAIT, f"{line}\n        {WAIT}", told)


def _program(name: str, kind: str, *faults: Fault) -> Recorded:
    return Recorded(name, kind, PROGRAM, faults)


def _first(name: str, kind: str, *before: Answer, hopeless: bool = False) -> Recorded:
    return Recorded(name, kind, PROGRAM, before=before, hopeless=hopeless)


def _planned(name: str, kind: str, *plans: Answer) -> Recorded:
    return Recorded(name, kind, PROGRAM, plans=plans)


RECORDED: tuple[Recorded, ...] = (
    *(Recorded(f"good: {shape}", "good", PROGRAM, shown=shape) for shape in SHAPES),
    # answers without a program
    _first("chatter", "answer", answers.CHATTER),
    _first("empty", "answer", answers.EMPTY),
    _first("cut off", "answer", Answer("```python\n" + PROGRAM[:400], finish_reason="length")),
    _first("a plan instead", "answer", PLAN),
    # no Python
    _program("a bracket is missing", "syntax", Fault("run_time=0.3)", "run_time=0.3", "Syntax")),
    _program(
        "a line is indented", "syntax", Fault(f"        {WAIT}", f"          {WAIT}", "indent")
    ),
    _program("a text is not closed", "syntax", Fault('"4", font', '"4, font', "unterminated")),
    _program("prose in the program", "syntax", Fault(WAIT, "Now we wait a little.", "Now we wait")),
    # another shape of program
    _program("no scene", "no_scene", Fault("(Scene)", "", "no class")),
    _program("two scenes", "no_scene", TWO),
    # policy
    _program("import os", "policy", Fault(IMPORT, f"import os\n{IMPORT}", "'os'")),
    _program(
        "import requests", "policy", Fault(IMPORT, f"import requests\n{IMPORT}", "'requests'")
    ),
    _program("open a file", "policy", _before("open('x.txt')", "'open'")),
    _program("sets the size", "policy", _before("config.pixel_width = 100", "pixel_width")),
    _program("reads a picture", "policy", _before("ImageMobject('x.png')", "ImageMobject")),
    # names
    _program("a typing error", "name", TYPO),
    _program("ShowCreation", "name", SHOW),
    _program("TextMobject", "name", TEXT),
    _program("get_graph", "name", GRAPH),
    _program("another method's variable", "name", ELSEWHERE),
    _program("GraphScene", "name", Fault("(Scene)", "(GraphScene)", "GraphScene")),
    _program("no import", "name", Fault(IMPORT, "import numpy as np", "import \\*|'Scene'")),
    _program(
        "the camera's frame",
        "name",
        _before("self.play(self.camera.frame.animate.scale(0.9))", "frame"),
    ),
    _program("a rate function's name", "name", RATE),
    _program("a method's name", "name", Fault("animate.move_to", "animate.move_too", "move_too")),
    # signatures
    _program("raduis=", "signature", RADIUS),
    _program("x_min=", "signature", RANGE),
    _program("size=", "signature", SIZE),
    _program("direction=", "signature", Fault("shift=UP", "direction=UP", "direction")),
    _program("duration=", "signature", DURATION),
    _program(
        "too many arguments", "signature", Fault(CREATE, "Create(graph, 1, True, 2)", "positional")
    ),
    _program(
        "an argument is missing", "signature", Fault(PLOT, "axes.plot(color=BLUE)", "function")
    ),
    _program(
        "play() of a mobject", "signature", Fault(MOVE, "dot.move_to(axes.c2p(2, 4))", "animat")
    ),
    _program(
        "play() of a method", "signature", Fault(MOVE, "dot.move_to, axes.c2p(2, 4)", "animat")
    ),
    # only a run can tell
    _program("division by zero", "runtime", ZERO),
    _program("an index", "runtime", Fault(WAIT, "self.wait([0.4][1])", "IndexError")),
    _program("None has no shift", "runtime", _before("None.shift(UP)", "NoneType")),
    _program("a shape mismatch", "runtime", _before("dot.move_to([1, 2])", "ValueError|shape")),
    _program("MathTex", "tex", Fault(TITLE, 'MathTex("x^2")', "MathTex|LaTeX")),
    _program("an endless loop", "timeout", Fault(WAIT, "while True: pass", "not finished|CPU")),
    _program("a huge array", "memory", Fault(WAIT, "np.ones(10**11)", "memory|allocate")),
    _program("ten minutes", "too_long", Fault(WAIT, "self.wait(600)", "lasts")),
    _program("nothing is shown", "empty", NOTHING),
    # several at once
    _program("three old names", "several", SHOW, TEXT, GRAPH),
    _program("name, keyword, division", "several", TYPO, RADIUS, ZERO),
    _program("five mistakes", "several", TYPO, SHOW, RANGE, SIZE, ZERO),
    # what does not help twice
    _program("needs a rewrite", "stubborn", DEEP),
    _program("needs a simpler scene", "stubborn", DEEPER),
    # plans
    _planned("plan: JSON", "good", PLAN_AS_JSON),
    _planned("plan: JSON in a fence", "good", FENCED_JSON),
    _planned("plan: chatter", "plan", answers.CHATTER),
    _planned("plan: no title", "plan", answers.BROKEN_PLAN),
    _planned("plan: too many scenes", "plan", TOO_MANY),
    _planned("plan: another subject", "plan", OTHER),
    _planned("plan: no schemas here", "endpoint", NO_SCHEMAS),
    # the endpoint
    _first("429", "endpoint", answers.RATE_LIMITED),
    _first("500 twice", "endpoint", answers.SERVER_ERROR, answers.SERVER_ERROR),
    _first("503", "endpoint", answers.OVERLOADED),
    _first("slow", "endpoint", answers.SLOW),
    _first("hangs up", "endpoint", answers.DROPPED),
    _first("a page of HTML", "endpoint", answers.HTML_PAGE),
    _first("refuses", "refused", answers.REFUSED, hopeless=True),
    _first("filtered", "refused", answers.FILTERED, hopeless=True),
    _first("no quota", "refused", answers.NO_QUOTA, hopeless=True),
)
