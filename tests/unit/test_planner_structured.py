"""A plan as JSON, and everything else that an endpoint may answer instead."""

import json

import pytest
from jsonschema import Draft202012Validator

from services.planner.structured import PLAN, read_plan
from shared.grammar.outline import NotAnOutline
from tests.support.model_answers import fenced, good_plan, reasoned

DOCUMENT = {
    "title": "The Pythagorean theorem",
    "scenes": [
        {
            "title": f"Step {number}",
            "purpose": "Why",
            "description": "What,\nand <how>.",
            "layout": "Where",
            "key_terms": ["leg", "hypotenuse"],
            "formulae": ["a^2 + b^2 = c^2", "c = sqrt(a^2 + b^2)"],
            "target_seconds": 12.5,
        }
        for number in (1, 2)
    ],
}
TEXT = json.dumps(DOCUMENT)


@pytest.mark.parametrize(
    "answer", [TEXT, fenced(TEXT, language="json"), reasoned(TEXT), f"Here it is:\n{TEXT}\nDone."]
)
def test_json_is_read_wherever_it_stands(answer: str) -> None:
    outline = read_plan(answer)
    assert outline.title == "The Pythagorean theorem"
    assert [scene.number for scene in outline.scenes] == [1, 2]
    first = outline.scenes[0]
    assert (first.title, first.description) == ("Step 1", "What, and <how>.")
    assert first.formulae == ("a^2 + b^2 = c^2", "c = sqrt(a^2 + b^2)")
    assert first.target_seconds == 12.5


def test_text_is_read_as_ever() -> None:
    assert len(read_plan(good_plan(3)).scenes) == 3


def test_a_text_with_braces_in_it_is_no_json() -> None:
    plan = good_plan(1).replace("a^2 + b^2 = c^2", 'the set {"scenes": []}')
    assert len(read_plan(plan).scenes) == 1


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ({"scenes": []}, "no scene found"),
        ({"scenes": ["one"]}, "every scene must be an object"),
        ({"scenes": [{"purpose": "no title"}]}, "title: Field required"),
        ({"scenes": [{"title": ""}]}, "has no 'Scene Title:'"),
    ],
)
def test_json_that_is_no_plan_says_why(document: object, problem: str) -> None:
    with pytest.raises(NotAnOutline, match=problem):
        read_plan(json.dumps(document))


def test_a_scene_cannot_name_a_lesson_of_the_library() -> None:
    scene = {**DOCUMENT["scenes"][0], "reference": {"author": "offline-lesson", "scene": "x"}}  # type: ignore[dict-item]
    assert read_plan(json.dumps({"scenes": [scene]})).scenes[0].reference is None


def test_the_schema_is_strict_and_true() -> None:
    Draft202012Validator.check_schema(PLAN.schema)
    assert Draft202012Validator(PLAN.schema).is_valid(DOCUMENT)

    def objects(schema: object) -> list[dict[str, object]]:
        if isinstance(schema, dict):
            inner = [found for value in schema.values() for found in objects(value)]
            return [*inner, *([schema] if schema.get("type") == "object" else [])]
        return []

    for schema in objects(PLAN.schema):
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])  # type: ignore[call-overload]
