"""What models answer: good, wrong in each of the usual ways, or nothing at all."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. `body` replaces the completion; `hang` sends nothing; `drop` hangs up."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    finish_reason: str = "stop"
    refusal: str | None = None
    tokens: tuple[int, int] = (100, 50)
    body: str | dict[str, Any] | None = None
    hang: bool = False
    drop: bool = False


def http_error(status: int, message: str, *, code: str = "", **headers: str) -> Answer:
    """An error in the shape in which OpenAI sends it. `retry_after="2"` becomes `retry-after`."""
    error = {"message": message, "type": "error", "param": None, "code": code or None}
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, headers=names, body={"error": error})


def good_plan(scene_count: int = 3, *, title: str = "The Pythagorean theorem") -> str:
    scenes = "\n".join(
        f"""    <SCENE_{n}>
    Scene Title: Step {n} of the proof
    Scene Purpose: The viewer understands step {n}.
    Scene Description: A right triangle with legs 3 and 4 and the squares on its sides.
    Scene Layout: The triangle is in the centre, the formula above it.
    Key Terms: right triangle; hypotenuse
    Formulae: a^2 + b^2 = c^2
    Target Seconds: 12
    </SCENE_{n}>"""
        for n in range(1, scene_count + 1)
    )
    return f"<VIDEO_TITLE>{title}</VIDEO_TITLE>\n<SCENE_OUTLINE>\n{scenes}\n</SCENE_OUTLINE>"


GOOD_IMPLEMENTATION = """<STORYBOARD>
A right triangle is drawn, then a square grows on each of its sides.
</STORYBOARD>
<TECHNICAL>
triangle = Polygon(...), moved to the centre; squares = VGroup(...).
</TECHNICAL>
<NARRATION>
"A square on every side." 4 s
</NARRATION>"""

GOOD_PROGRAM = """from manim import *


class RightTriangle(Scene):
    def construct(self):
        triangle = Polygon([-2, -1.5, 0], [2, -1.5, 0], [-2, 1.5, 0], color=BLUE)
        self.add_subcaption("A right triangle with legs 4 and 3.", duration=2)
        self.play(Create(triangle))
        self.wait(1)
"""

RAISES = GOOD_PROGRAM.replace("Create(triangle)", "Create(cirlce)")
NEVER_ENDS = GOOD_PROGRAM.replace("self.wait(1)", "while True:\n            pass")
NO_SCENE = "from manim import *\n\ntriangle = Triangle()\nprint(triangle)\n"
BROKEN_SYNTAX = GOOD_PROGRAM.replace("Create(triangle))", "Create(triangle)")
TWO_SCENES = GOOD_PROGRAM + GOOD_PROGRAM.replace("RightTriangle", "Another").split("\n\n\n")[1]
UNSAFE = GOOD_PROGRAM.replace("from manim import *", "import os\nfrom manim import *")


def fenced(code: str, *, language: str = "python") -> str:
    return f"```{language}\n{code.rstrip()}\n```"


def reasoned(answer: str) -> str:
    """As reasoning models without a separate channel answer, drafts included."""
    return f"<think>\nFirst a draft:\n```python\nprint('draft')\n```\nBetter:\n</think>\n\n{answer}"


PLAN = Answer(good_plan())
PLAN_WITH_NESTED_TAGS = Answer(
    "<SCENE_OUTLINE><SCENE_1><SCENE_TITLE>One</SCENE_TITLE>"
    "<SCENE_PURPOSE>Why</SCENE_PURPOSE></SCENE_1></SCENE_OUTLINE>"
)
BROKEN_PLAN = Answer("<SCENE_OUTLINE><SCENE_1>\nScene Purpose: no title")
CHATTER = Answer("Of course! I would be glad to help you with your video about geometry.")
IMPLEMENTATION = Answer(GOOD_IMPLEMENTATION)
PROGRAM = Answer(f"Here it is.\n\n{fenced(GOOD_PROGRAM)}")
RAISING_PROGRAM = Answer(fenced(RAISES))
ENDLESS_PROGRAM = Answer(fenced(NEVER_ENDS))
TRUNCATED = Answer(fenced(GOOD_PROGRAM)[:-60], finish_reason="length")
EMPTY = Answer("")
REFUSED = Answer(refusal="I can't help with that.")
FILTERED = Answer("", finish_reason="content_filter")
SLOW = Answer(hang=True)
DROPPED = Answer(drop=True)
RATE_LIMITED = http_error(429, "Rate limit reached", retry_after="7")
NO_QUOTA = http_error(429, "You exceeded your current quota", code="insufficient_quota")
SERVER_ERROR = http_error(500, "The server had an error")
OVERLOADED = http_error(503, "Overloaded", retry_after="2")
BAD_KEY = http_error(401, "Incorrect API key provided: sk-test", code="invalid_api_key")
UNKNOWN_MODEL = http_error(404, "The model does not exist", code="model_not_found")
TOO_LONG = http_error(400, "Maximum context length exceeded", code="context_length_exceeded")
WANTS_COMPLETION_TOKENS = http_error(
    400,
    "Unsupported parameter: 'max_tokens' is not supported with this model. "
    "Use 'max_completion_tokens' instead.",
    code="unsupported_parameter",
)
WANTS_NO_TEMPERATURE = http_error(
    400,
    "Unsupported value: 'temperature' does not support 0.7 with this model.",
    code="unsupported_value",
)
HTML_PAGE = Answer(body="<html>Welcome to the proxy</html>")
ERROR_AS_SUCCESS = Answer(body={"error": {"message": "upstream error", "code": 502}})
