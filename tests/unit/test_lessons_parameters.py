"""Numbers, functions and lists of a prompt change the video, as data and within their ranges."""

import ast
import json
import time
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons import asking, library, shelf
from lessons.lesson import PlannedScene, SceneReference
from lessons.parameters import Schema, object_schema
from lessons.stories import STORIES
from lessons.story import Impossible
from lessons.templates import UnfitTemplate, check, templates
from shared import policy
from tests.unit.test_lessons_programs import assert_whole

READS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "Explain binary search in [3, 8, 12, 20, 31] for 12",
        "binary_search",
        {"values": [3, 8, 12, 20, 31], "wanted": 12},
    ),
    ("y = x^2 - 3x + 1", "quadratic", {"function": "x^2 - 3x + 1"}),
    ("Solve x² − 5x + 6 = 0", "quadratic", {"function": "x² - 5x + 6"}),
    ("right triangle with legs 5 and 12", "pythagoras", {"a": 5, "b": 12}),
    ("A 5-12-13 right triangle", "pythagoras", {"a": 5, "b": 12, "hypotenuse": 13}),
    ("bubble sort of 5 1 4 2 8", "bubble_sort", {"values": [5, 1, 4, 2, 8]}),
    ("projectile at 30 degrees with 20 m/s", "projectile", {"angle": 30, "speed": 20}),
    ("Ohm's law with 12 V and 4 ohm", "ohms_law", {"voltage": 12, "resistance": 4}),
    ("Ohm's law: 5 kΩ at 10 mA", "ohms_law", {"resistance": 5000, "current": 0.01}),
    ("Taylor series of sin x", "taylor", {"function": "sin"}),
    ("Taylor series of e^x with 6 terms", "taylor", {"function": "exp", "terms": 6}),
    (
        "bayes with 2 % prevalence, sensitivity 95 %",
        "bayes",
        {"prevalence": 2, "sensitivity": 95},
    ),
    (
        "Bayes: one in 50 people is ill, specificity 97 percent",
        "bayes",
        {"prevalence": 2, "false_positives": 3},
    ),
    ("integral of x^2 from 0 to 3", "integral", {"function": "x^2", "low": 0, "high": 3}),
    ("determinant of [[1, 2], [3, 4]]", "matrix", {"matrix": [[1, 2], [3, 4]]}),
    (
        "compound interest on 5000 euros at 7 % for 10 years",
        "compound_interest",
        {"principal": 5000, "rate": 7, "years": 10},
    ),
    ("Towers of Hanoi with four discs", "hanoi", {"discs": 4}),
    ("hash table with keys 5, 12, 19 in 7 buckets", "hash_table", {"buckets": 7}),
    (
        "balance C3H8 + O2 -> CO2 + H2O",
        "balancing",
        {"equation": "C3H8 + O2 -> CO2 + H2O"},
    ),
    ("Henderson-Hasselbalch with pKa 9.25", "ph", {"pka": 9.25}),
    (
        "linear regression through (1,2), (2,3.5) and (4, 4)",
        "regression",
        {"points": [[1, 2], [2, 3.5], [4, 4]]},
    ),
    ("Doppler effect of a 700 Hz siren at 108 km/h", "doppler", {"frequency": 700, "speed": 30}),
]
NOTED = [
    ("Right triangle with hypotenuse 5 and leg 7", "no such triangle"),
    ("a 3-4-6 right triangle", "no right triangle"),
    ("bubble sort of 1 2 3 4 5 6 7 8 9 10 11 12", "first 9"),
    ("Ohm's law with 99999999 V", "at most 10 000"),
    ("binary search in 9, 1, 5 for 5", "sorted first"),
    ("the integral of 1/x from -1 to 2", "no value at 0"),
    ("Doppler effect at 343 m/s", "one point"),
]


def round_all(value: Any) -> Any:
    """Without what unit conversions leave in the last digits."""
    if isinstance(value, list):
        return [round_all(each) for each in value]
    return round(value, 6) if isinstance(value, float) else value


def note_of(program: str) -> str:
    """What a program admits at its start."""
    for node in ast.parse(program).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "NOTE":
            return str(ast.literal_eval(node.value))
    raise AssertionError("a program has no NOTE")


def fields(scene: PlannedScene) -> str:
    return json.dumps(scene.model_dump(exclude={"reference"}))


@pytest.mark.parametrize(("prompt", "name", "expected"), READS)
def test_a_prompt_gives_its_parameters(prompt: str, name: str, expected: dict[str, Any]) -> None:
    plan = library.plan(prompt, 3)
    assert plan.lesson == name
    params = next(s.reference.data["params"] for s in plan.scenes if "params" in s.reference.data)
    assert isinstance(params, dict)
    for key, value in expected.items():
        assert round_all(params[key]) == value
    if shelf.facts_of(name, params) != shelf.facts_of(name, {}):
        bare = library.plan("x" * 10, 3, name)
        programs = [
            {library.program(scene.reference) for scene in each.scenes} for each in (plan, bare)
        ]
        assert programs[0] != programs[1]


@pytest.mark.parametrize(("prompt", "said"), NOTED)
def test_what_cannot_be_shown_is_admitted_in_the_first_scene(prompt: str, said: str) -> None:
    first, *others = library.plan(prompt, 3).scenes
    assert said in first.narration
    assert note_of(library.program(first.reference)) == first.reference.data["note"]
    assert all("note" not in scene.reference.data for scene in others)


@pytest.mark.parametrize("name", STORIES)
def test_a_scene_file_shows_the_facts_of_the_defaults(name: str) -> None:
    facts = shelf.facts_of(name, {})
    for scene in shelf.written()[name].scenes:
        for key, value in shelf.program_of(name, scene.key).data.items():
            assert json.dumps(facts[key]) == json.dumps(value), (scene.key, key)


def values(schema: Schema) -> st.SearchStrategy[Any]:
    """Anything that the schema allows, its ends above all."""
    match schema["type"]:
        case "number":
            low, high = schema["minimum"], schema["maximum"]
            return st.sampled_from([low, high]).map(float) | st.floats(low, high)
        case "integer":
            return st.integers(schema["minimum"], schema["maximum"])
        case "array":
            return st.lists(
                values(schema["items"]), min_size=schema["minItems"], max_size=schema["maxItems"]
            )
        case _ if "enum" in schema:
            return st.sampled_from(schema["enum"])
        case _ if schema["format"] == "equation":
            return st.sampled_from(["H2 + O2 -> H2O", "Al + Fe2O3 -> Al2O3 + Fe", "x", "C -> O"])
    return st.sampled_from(
        ["x^2", "-2x^2 + 3", "sin 3x", "e^(-x)", "1/x", "sqrt(x)", "5", "x^9", "(x-1)^2", "1/0", ""]
    )


@pytest.mark.parametrize("name", STORIES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_the_schema_allows_is_told_or_refused(name: str, data: st.DataObject) -> None:
    schema = shelf.written()[name].parameters
    chosen = {key: values(each) for key, each in schema.items()}
    params = data.draw(st.fixed_dictionaries({}, optional=chosen))
    jsonschema.validate(params, object_schema(schema))
    refused = ""
    try:
        plan = library.plan("x" * 10, 4, name, params)
    except UnfitTemplate as error:
        refused = f"{error.path[0]}: {error}"
    if refused:
        assert refused.startswith("params: ")
        assert 20 < len(refused) < 200
        return
    for scene in plan.scenes:
        assert "{" not in fields(scene).replace("{", "", 1).replace("\\n", "")
        assert len(scene.narration) < 1200
        assert "nan" not in scene.narration.split()
        if scene.reference.data.get("params") or not scene.reference.scene.startswith("card:"):
            tree = assert_whole(library.program(scene.reference))
            assert not policy.violations(tree)


def test_functions_never_become_code() -> None:
    evil = '__import__("os").system("x")'
    with pytest.raises(Impossible):
        shelf.facts_of("integral", {"function": evil})
    reference = SceneReference(
        author="offline-lesson",
        lesson="integral",
        scene="strips",
        data={"params": {"function": evil}},
    )
    with pytest.raises(ValueError, match="cannot be read"):
        library.program(reference)
    smuggled = reference.model_copy(update={"data": {"terms": evil, "note": '""" + exit()'}})
    tree = ast.parse(library.program(smuggled))
    assert not [node for node in ast.walk(tree) if getattr(node, "id", "") in ("exit", "eval")]


@pytest.mark.parametrize(
    "text", ["9 " * 4000, "(1,2) " * 2000, "x+" * 3000, "A + " * 3000, "-" * 9000]
)
def test_reading_takes_no_time(text: str) -> None:
    started = time.perf_counter()
    for lesson in shelf.written():
        asking.parameters(text, lesson)
    assert time.perf_counter() - started < 5


def test_every_lesson_is_a_template_with_a_schema() -> None:
    found = templates()
    assert len(found) >= 24
    subjects = {each.subject.split(":")[0] for each in found}
    assert subjects >= {
        *("Mathematics", "Physics", "Computer science", "Chemistry", "Statistics", "Economics"),
    }
    for each in found:
        jsonschema.Draft202012Validator.check_schema(each.params)
        check(each.name, {})
        defaults = {
            key: schema["default"]
            for key, schema in each.params["properties"].items()
            if "default" in schema
        }
        check(each.name, defaults)
        for schema in each.params["properties"].values():
            assert schema["title"]


@pytest.mark.parametrize("count", [1, 3, 20])
def test_a_template_plans_its_own_lesson_whatever_the_prompt_says(count: int) -> None:
    plan = library.plan("Explain Ohm's law", count, "taylor", {"function": "cos"})
    assert plan.lesson == "taylor"
    assert len(plan.scenes) == len({scene.key for scene in plan.scenes}) == count
    assert "cos x" in " ".join(scene.description for scene in plan.scenes)
