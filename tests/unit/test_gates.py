"""What the gates say of a program without running it, and that they say nothing of good ones."""

import ast
from pathlib import Path

import pytest

from authors.reference.index import index
from authors.reference.removed import REMOVED
from lessons import library
from lessons.lesson import SceneReference
from services.coder.gates import findings
from tests.support import model_answers, scenes
from tests.support.scenes import scene

STAR = "from manim import *\n"


def said(code: str) -> list[str]:
    return [f"{each.kind}: {each}" for each in findings(code)]


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("circle = Circle()\nself.play(Create(cirlce))", "cirlce is not defined; did you mean"),
        ("self.add(Circel())", "Circel is not defined; did you mean Circle?"),
        ("self.add(Vgroup())", "Vgroup is not defined; did you mean VGroup?"),
        ("self.play(ShowCreation(Dot()))", "ShowCreation is not defined in Manim Community: use"),
        ("TextMobject('x')", "use Text"),
        ("self.wait(rate_functions.ease_in_out_sin(1))", "did you mean ease_in_out_sine?"),
        ("Circle(raduis=2)", "Circle() takes no keyword 'raduis'; did you mean radius?"),
        ("Square(side=2)", "Square() takes no keyword 'side'; did you mean side_length?"),
        ("Square(height=2)", "Square() takes no keyword 'height'"),
        ("Axes(x_min=-3, x_max=3)", "'x_min'; use x_range=[min, max, step]"),
        ("Text('a', size=20)", "Text() takes no keyword 'size'; use font_size=..."),
        ("FadeIn(Dot(), direction=UP)", "'direction'; use shift=..."),
        ("Create(Dot(), duration=2)", "'duration'; use run_time=..."),
        ("Create(Dot(), 1, True, 3)", "Create() takes at most 3 positional arguments, 4 are given"),
        ("Rotate()", "Rotate() lacks 'mobject'"),
        ("Circle(1, radius=2)", "gets 'radius' twice"),
        ("Dot().animate.shift(UP).move_too(LEFT)", "Dot has no 'move_too'; did you mean move_to?"),
        ("d = Dot()\nd.animate.next_to(d, RIGHT, gap=1)", "Dot.next_to() takes no keyword 'gap'"),
        ("a = Axes()\na.get_graph(lambda x: x)", "has no 'get_graph': use axes.plot(function)"),
        ("a = Axes()\na.plot(lambda x: x, x_min=0)", "Axes.plot() takes no keyword 'x_min'; use"),
        ("Square().shift(UP).scale(2).rotated(PI)", "has no 'rotated'; did you mean rotate?"),
        ("self.setup_axes()", "Scene has no 'setup_axes': make axes = Axes(...)"),
        ("self.wiat(1)", "Scene has no 'wiat'; did you mean wait?"),
        ("self.wait(1, 2, 3, 4)", "Scene.wait() takes at most"),
        ("self.play(self.camera.frame.animate.scale(2))", "only a MovingCameraScene has"),
        ("c = Dot()\nself.play(c.shift(UP))", "this is a Dot: use c.animate.shift"),
        ("c = Dot()\nself.play(c.shift, UP)", "play() takes no methods: use c.animate.shift(...)"),
        ("self.play(Square())", "play() takes animations, this is a Square: use Create(...)"),
        ("open('x')", "'open' is not allowed"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_what_to_write_instead(body: str, finding: str) -> None:
    found = said(scene(body))
    assert len([each for each in found if finding in each]) == 1, found


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        (STAR + "class A(Scene:\n    pass\n", "syntax: line 2: SyntaxError: "),
        (STAR + "x = 1\n", "no_scene: line 1: the program defines no class"),
        (model_answers.TWO_SCENES, "defines 2 scenes (RightTriangle, Another)"),
        (scene("pass").replace("*", "Scene, Circel"), "manim has no Circel; did you mean Circle?"),
        (scene("Circel()").replace("Scene", "GraphScene"), "use Scene with axes"),
        (scene("pass").replace(STAR, ""), "Scene is Manim's: begin with `from manim import *`"),
        (
            "import manim as m\nclass A(m.Scene):\n    def construct(self):\n        m.Circel()\n",
            "m has no Circel; did you mean Circle?",
        ),
    ],
)
def test_so_is_one_of_the_whole_program(code: str, finding: str) -> None:
    assert any(finding in each for each in said(code)), said(code)


def test_a_name_of_another_method_is_not_defined_here() -> None:
    code = (
        scene("circle = Circle()", "self.show()")
        + "\n    def show(self):\n        circle.scale(2)\n"
    )
    assert said(code) == [
        "name: line 9: circle is not defined here, only in another method: hand it on, or keep it "
        "as an attribute of self"
    ]


def test_every_finding_is_told_at_once_and_by_line() -> None:
    found = findings(scene("Circel()", "Square(side=2)", "import os"))
    assert [(each.line, each.kind) for each in found] == [
        (5, "name"), (6, "signature"), (7, "policy"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "self.circle = Circle()\nself.play(self.circle.animate.shift(UP))",
        "dot = Dot()\ndot.label = Text('a')\nself.add(dot.label)",
        "dot = Dot()\nsetattr(dot, 'label', 1)\ndot.label",
        "dot = Dot().set(label=1)\ndot.label",
        "x = Square() if PI > 3 else Circle()\nx.radius",
        "x = Circle()\nx = Axes()\nx.plot(lambda t: t)",
        "for x in [Axes()]:\n    x.plot(lambda t: t)",
        "values = {'color': RED}\nCircle(**values)",
        "points = [LEFT, RIGHT]\nLine(*points)",
        "try:\n    Circel()\nexcept NameError:\n    pass",
        "Dot().set_z_index(3).set_whatever(3)",
        "c = Circle()\nc.get_radius()",
        "c = Circle()\nc.width = 3\nc.get_width()",
        "Text('a', t2c={'a': RED}, opacity=0.5)",
        "Arrow(LEFT, RIGHT, tip_shape=StealthTip, tip_length=0.2)",
        "Table([['a']], row_labels=[Text('x')]).add_highlighted_cell((1, 1), color=GREEN)",
        "self.play(Dot().animate(run_time=2, rate_func=linear).shift(UP).set_color(RED))",
        "def square(x):\n    return x * x\nprint(square(2))",
        "(lambda Circle: Circle(raduis=1))(print)",
        "self.play(*[FadeIn(m) for m in self.mobjects], lag_ratio=0.1)",
        "np.array([1, 2])",
        "match 3:\n    case x:\n        print(x)",
        "total: 'Undefined' = 3\nprint(total)",
        "n: Undefined = 3",
        "dot = Dot()\ndef dot():\n    return 1\nprint(dot.missing)",
        "if (size := 3) > 2:\n    print(size)",
    ],
)
def test_what_works_passes(body: str) -> None:
    assert said(scene(body)) == []


def test_own_classes_and_names_come_before_manims() -> None:
    code = scene(
        "Square(side=2).paint()",
        "Pair(1, 2).swap()",
        before="class Square(VGroup):\n    def __init__(self, side):\n        super().__init__()\n"
        "    def paint(self):\n        self.side = self.width\n        return self\n"
        "class Pair(VGroup):\n    def __init__(self, a, b):\n        super().__init__(Dot())\n"
        "        self.left = self[0]\n    def swap(self):\n        self.left.shift(RIGHT)\n",
    )  # fmt: skip
    assert said(code) == []


def test_nothing_is_said_where_a_star_import_hides_names() -> None:
    assert said(scene("whatever(1)", before="from numpy import *")) == []
    assert said(scene("print(gcd(4, 6))", before="from math import *")) == []


def programs_of_the_library() -> dict[str, str]:
    found = {
        f"{lesson.name}/{each.key}": library.program(
            SceneReference(author="offline-lesson", lesson=lesson.name, scene=each.key)
        )
        for lesson in library.load()
        for each in lesson.scenes
    }
    for card in library.cards():
        reference = SceneReference(author="offline-outline", lesson=None, scene=f"card:{card}")
        found[card] = library.program(reference)
    return found


def test_no_lesson_is_found_fault_with() -> None:
    faulty = {name: said(code) for name, code in programs_of_the_library().items()}
    assert {name: found for name, found in faulty.items() if found} == {}


def test_no_scene_of_the_tests_is_found_fault_with() -> None:
    for code in (scenes.TINY, scenes.MOVING, scenes.RAISING, scenes.ENDLESS):
        assert said(code) == []
    for code in (model_answers.GOOD_PROGRAM, model_answers.NEVER_ENDS):
        assert said(code) == []


# Examples for another renderer, of other modules, or that are no programs.
_NOT_ALONE = ("OpenGL", "import ", ">>>", "Title(")


def test_no_example_of_manims_own_documentation_is_found_fault_with() -> None:
    manim = index()
    entries = [*manim.functions.values(), *manim.classes.values()]
    entries += [method for cls in manim.classes.values() for method in cls["methods"].values()]
    examples = [code for entry in entries for code in entry.get("examples", ())]
    checked = [code for code in examples if not any(words in code for words in _NOT_ALONE)]
    assert len(checked) > 250
    for code in checked:
        found = [each for each in findings(STAR + code) if each.kind in ("name", "signature")]
        assert not found, (found, code)


def test_what_is_called_removed_is_not_there() -> None:
    assert not REMOVED.keys() & index().names


def test_the_index_is_data_that_anybody_can_read() -> None:
    for path in Path("services/coder").rglob("*.py"):
        imported = [
            node
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ImportFrom)
        ]
        assert all(node.module != "manim" for node in imported)
